/** The addresses of papers, below what they are kept with. */
import { z } from 'zod'
import { file, id, optionalLine } from '#http/fields.ts'
import { type Page, type Route, action, page } from '#http/routes.ts'
import { one, shared } from './office-fields.ts'
import { officeWords } from './office.words.ts'
import { type PaperOwner, addPaper, mostPaperBytes, paperFileName, readPaper, removePaper } from './papers.ts'

/** A file of a form, as a use-case takes it: without bytes when none was chosen. */
export const fileOf = async (paper: File | undefined, name: string) => ({
  name: name || (paper?.name ?? ''),
  bytes: paper ? new Uint8Array(await paper.arrayBuffer()) : new Uint8Array(),
})
export const paperBoxes = { paperName: optionalLine(200), paper: file(mostPaperBytes) }
/** The file, and what else a form holds. */
export const mostPaperFormBytes = mostPaperBytes + 1024 * 1024

interface Kept {
  readonly of: PaperOwner['of']
  /** The address of the list: `${at}/:id` is the page of what they are kept with. */
  readonly at: string
  readonly form: () => Page
  readonly list: () => Page
}

/** To add a paper, to open it, to take it away: below the address of what it is kept with. */
export function paperRoutes({ of, at, form, list }: Kept): readonly Route[] {
  return [
    action({
      ...shared,
      at: `${at}/:id/papers`,
      maxBytes: mostPaperFormBytes,
      input: z.object({ id: id(), ...paperBoxes }),
      run: async (tx, actor, { id: ownerId, paperName, paper }) =>
        await addPaper(tx, actor, { of, ownerId, ...(await fileOf(paper, paperName)) }),
      done: (_added, { id: ownerId }, { lang }) => ({
        to: `${at}/${ownerId}`,
        notice: officeWords[lang].paperAdded,
      }),
      form,
      audit: (_added, { id: ownerId, paperName, paper }) => ({
        action: `${of}.paper`,
        documentId: ownerId,
        detail: paperName || (paper?.name ?? ''),
      }),
    }),
    page({
      at: `${at}/papers/:id`,
      access: 'wood.run',
      input: one,
      load: async (tx, _actor, { id: paperId }) => await readPaper(tx, { of, paperId }),
      show: ({ bytes, mediaType, name }) => ({
        bytes: new Uint8Array(bytes),
        type: mediaType,
        // Never shown in place: a PDF of somebody else's may hold scripts.
        name: paperFileName({ name, mediaType }),
      }),
    }),
    action({
      ...shared,
      at: `${at}/papers/:id/remove`,
      input: one,
      run: (tx, actor, { id: paperId }) => removePaper(tx, actor, { of, paperId }),
      done: ({ ownerId }, _input, { lang }) => ({
        to: `${at}/${ownerId}`,
        notice: officeWords[lang].paperRemoved,
      }),
      form: list,
      audit: ({ ownerId, name }) => ({ action: `${of}.paper_remove`, documentId: ownerId, detail: name }),
    }),
  ]
}
