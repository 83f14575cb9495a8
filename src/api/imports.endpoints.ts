import { z } from '@hono/zod-openapi'
import type { Id } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import { confirmImport, importKinds, readImport, uploadFile } from '#trade/room.ts'
import { type Endpoint, endpoint } from './endpoint.ts'
import { count, flag, id, instant, line, listOf, oneOf, text, whole } from './fields.ts'
import { fileRefusals } from './refusals.money.ts'
import { both } from './language.ts'

const importId = () => id('取り込み', 'The import')
const kind = () =>
  oneOf(
    importKinds,
    '種類。products 産品の一覧、orders 注文の一覧、bank 入出金明細',
    'Kind: list of products, list of orders, bank statement',
    'bank',
  )

const fault = z
  .object({
    line: whole('ファイルの行。1から', 'Line of the file, from 1', { min: 1, example: 12 }),
    column: text('見出し。行全体のことなら空', 'The heading; empty when it is about the whole row', {
      example: '金額',
    }),
    text: text('そこにある文字', 'What stands there', { example: '一万' }),
    fault: text('誤りの名前', 'Name of the fault', { example: 'number_unreadable' }),
  })
  .openapi('ImportFault')

const preview = z
  .object({
    importId: importId(),
    kind: kind(),
    name: text('ファイルの名前', 'Name of the file', { example: '入出金明細.csv' }),
    uploadedAt: instant('送られた時刻', 'When it was brought'),
    writtenAt: instant(
      '最後に書き込んだ時刻。まだなら null',
      'When rows were last written, or null',
    ).nullable(),
    rowsWritten: count('書き込んだ行', 'Rows written', { example: 0 }),
    rows: listOf(
      z
        .object({
          line: whole('ファイルの行。1から', 'Line of the file, from 1', { min: 1, example: 2 }),
          cells: listOf(text('項目', 'A cell', { example: '2026-11-02' }), '行の中身', 'The row in short'),
          known: flag('すでに書き込まれている', 'It was written before', false),
        })
        .openapi('ImportRow'),
      '書き込める行',
      'Rows that can be written',
    ),
    faults: listOf(fault, '直さなければ書き込めない行', 'What keeps rows from being written'),
    unknown: listOf(text('見出し', 'A heading'), '使われなかった見出し', 'Headings that nobody read'),
  })
  .openapi('Import')

const newImport = z
  .strictObject({
    name: line('ファイルの名前', 'Name of the file', 200, '入出金明細.csv'),
    content: z
      .base64()
      .min(1)
      .max(7_000_000)
      .openapi({
        description: both('ファイルの中身（Base64）', 'The file’s bytes in Base64'),
        example: '5pel5LuY',
      }),
    kind: kind().optional(),
  })
  .openapi('NewImport')

interface Brought {
  readonly name: string
  readonly content: string
  readonly kind?: (typeof importKinds)[number]
}

const bring = async (tx: Tx, actor: Actor, { content, ...given }: Brought) =>
  await uploadFile(tx, actor, { ...given, bytes: Buffer.from(content, 'base64') })

async function look(tx: Tx, actor: Actor, input: { importId: Id }) {
  const read = await readImport(tx, actor, input)
  if (isRefusal(read)) return read
  return {
    ...read,
    uploadedAt: read.uploadedAt.toISOString(),
    writtenAt: read.writtenAt?.toISOString() ?? null,
  }
}

const ofImport = z.object({ importId: importId() })
const refuses = [...fileRefusals, 'not_allowed', 'import_unknown'] as const

export const importEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/imports',
    name: 'uploadFile',
    tag: 'money',
    access: 'import.run',
    summary: { ja: 'ファイルを持ち込む', en: 'Bring a file' },
    about: {
      ja: '入出金明細（CSV、全銀）、産品や注文の一覧（CSV）。まだ何も書き込まれません。同じファイルは同じ取り込みになります。',
      en: 'A bank statement (CSV or 全銀), a list of products or orders (CSV). Nothing is written yet; the same file again is the same import.',
    },
    body: newImport,
    mostBytes: 8 * 1024 * 1024,
    status: 201,
    answer: z.object({ importId: importId(), kind: kind() }),
    refuses,
    run: bring,
    audit: (made, { name }) => ({ documentId: made.importId, detail: name }),
  }),
  endpoint({
    method: 'get',
    path: '/imports/{importId}',
    name: 'readImport',
    tag: 'money',
    access: 'import.run',
    summary: { ja: '取り込みの中身を見る', en: 'Look at an import' },
    params: ofImport,
    answer: preview,
    refuses,
    run: look,
  }),
  endpoint({
    method: 'post',
    path: '/imports/{importId}/confirmation',
    name: 'confirmImport',
    tag: 'money',
    access: 'import.run',
    summary: { ja: '取り込みを書き込む', en: 'Write an import' },
    about: {
      ja: '良い行だけを書き込みます。書き込まれている行はそのままです。',
      en: 'Writes the good rows; rows that are known change nothing.',
    },
    params: ofImport,
    answer: z
      .object({
        importId: importId(),
        kind: kind(),
        written: count('書き込んだ行', 'Rows written', { example: 14 }),
        known: count('すでにあった行', 'Rows that were known', { example: 0 }),
        faults: listOf(fault, '書き込めなかった行', 'Rows that could not be written'),
      })
      .openapi('WrittenImport'),
    refuses,
    run: confirmImport,
    audit: (made) => ({ documentId: made.importId, detail: `${made.kind}: ${made.written}` }),
  }),
]
