/** What keeps the embedded database from running, as a sentence a person can act on: Japanese first, then English. */
export class EmbeddedFault extends Error {
  override readonly name = 'EmbeddedFault'
}

export function embeddedFault(ja: string, en: string, cause?: unknown): EmbeddedFault {
  return new EmbeddedFault(`${ja}\n${en}`, { cause })
}

/** The system's code for an error (`EACCES`, `ENOSPC`, …), or `''` for anything else that was thrown. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** Says what stands in the way of a file or folder. A fault that is already a sentence passes through unchanged. */
export function fileFault(error: unknown, path: string): EmbeddedFault {
  if (error instanceof EmbeddedFault) return error
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
      return embeddedFault(
        `${path} を読み書きする権限がありません。前に起動したときと同じ利用者で起動するか、YUINOWA_DATA で別の場所を指定してください。`,
        `This account may not read and write ${path}. Start as the user who started it before, or name another place in YUINOWA_DATA.`,
        error,
      )
    case 'ENOSPC':
    case 'EDQUOT':
      return embeddedFault(
        `${path} のあるディスクに空きがありません。空けてからもう一度起動してください。`,
        `The disk that holds ${path} is full. Make room and start again.`,
        error,
      )
    case 'EROFS':
      return embeddedFault(
        `${path} は読み取り専用の場所にあります。YUINOWA_DATA で書き込める場所を指定してください。`,
        `${path} is on a read-only file system. Name a place that can be written in YUINOWA_DATA.`,
        error,
      )
    case 'ENOTDIR':
    case 'EEXIST':
      return embeddedFault(
        `${path} の途中にフォルダーではないものがあります。YUINOWA_DATA で別の場所を指定してください。`,
        `Something on the way to ${path} is not a folder. Name another place in YUINOWA_DATA.`,
        error,
      )
    default: {
      const why = error instanceof Error ? error.message : String(error)
      return embeddedFault(`${path} を使えません（${why}）。`, `${path} cannot be used (${why}).`, error)
    }
  }
}
