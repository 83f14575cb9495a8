/** Papers as files: of the right to fell in a forest lot, and scans of certificates that came. The same four deeds with either. */
import { z } from '@hono/zod-openapi'
import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import { type Paper, addPaper, listPapers, paperFileName, readPaper, removePaper } from '#wood/room.ts'
import { type Endpoint, endpoint } from '#api/endpoint.ts'
import { id, instant, line, listOf, text } from '#api/fields.ts'
import { both } from '#api/language.ts'

export const paperBody = z
  .strictObject({
    name: line('書類の名前', 'Name of the paper', 200, '由来証明書の写し'),
    content: z
      .base64()
      .min(1)
      .max(14_000_000)
      .openapi({
        description: both(
          '書類のファイルの中身（Base64）。PDFか写真。10MBまで',
          'The file’s bytes in Base64: a PDF or a photograph, up to 10 MB',
        ),
        example: 'JVBERi0xLjcKJYGBgYEK',
      }),
  })
  .openapi('WoodPaperFile', { description: both('書類のファイル', 'The file of the paper') })
export const fileRefusals = [
  'paper_missing',
  'paper_kind',
  'paper_too_large',
  'picture_too_many_pixels',
] as const

const paperId = () => id('書類', 'The paper')
const row = z
  .object({
    paperId: paperId(),
    name: text('書類の名前', 'Name of the paper', { example: '伐採造林届の写し' }),
    mediaType: text('種類', 'Media type', { example: 'application/pdf' }),
    addedAt: instant('加えた日時', 'When it was added'),
  })
  .openapi('WoodPaper')

const sorts = [
  {
    of: 'forest',
    key: 'forestId',
    base: '/wood/forests/{forestId}/papers',
    named: 'WoodForestPaper',
    owner: { ja: '山', en: 'The forest lot' },
    what: { ja: '山の書類', en: 'paper of a forest lot' },
  },
  {
    of: 'certificate',
    key: 'certificateId',
    base: '/wood/certificates/{certificateId}/scans',
    named: 'WoodCertificateScan',
    owner: { ja: '証明書', en: 'The certificate' },
    what: { ja: '受け取った証明書の写し', en: 'scan of a certificate received' },
  },
] as const

type Sort = (typeof sorts)[number]

/** What an address of a sort names: what papers are kept with, and one of them. */
const addressed = ({ key, owner }: Sort) => {
  const ownerId = z.object({ [key]: id(owner.ja, owner.en) })
  return { ownerId, one: ownerId.extend({ paperId: paperId() }) }
}
const ownerOf = ({ key }: Sort, asked: object): Id => (asked as Record<string, Id>)[key] as Id

/** A paper under another address than its own is not there. */
async function findPaper(tx: Tx, sort: Sort, asked: object): Promise<Paper | Refusal<'not_found'>> {
  const own = await listPapers(tx, { of: sort.of, ownerId: ownerOf(sort, asked) })
  const { paperId: wanted } = asked as Record<string, Id>
  return own.find((each) => each.paperId === wanted) ?? refuse('not_found')
}
const shared = { tag: 'wood', access: 'wood.run' } as const

function readingOf(sort: Sort): Endpoint[] {
  const { of, base, named, what } = sort
  const { ownerId, one } = addressed(sort)
  return [
    endpoint({
      ...shared,
      method: 'get',
      path: base,
      name: `list${named}s`,
      summary: { ja: what.ja, en: `Every ${what.en}` },
      params: ownerId,
      answer: z.object({ items: listOf(row, '加えた順', 'In the order in which they were added') }),
      run: async (tx, _actor, asked) => ({
        items: (await listPapers(tx, { of, ownerId: ownerOf(sort, asked) })).map((each) => ({
          ...each,
          addedAt: each.addedAt.toISOString(),
        })),
      }),
    }),
    endpoint({
      ...shared,
      method: 'get',
      path: `${base}/{paperId}`,
      name: `read${named}`,
      summary: { ja: `${what.ja}のファイル`, en: `The file of a ${what.en}` },
      params: one,
      answer: {
        mediaType: 'application/octet-stream',
        about: { ja: 'PDFか写真', en: 'A PDF or a photograph' },
      },
      refuses: ['not_found'],
      run: async (tx, _actor, asked) => {
        const found = await findPaper(tx, sort, asked)
        if (isRefusal(found)) return found
        const paper = await readPaper(tx, { of, paperId: found.paperId })
        return isRefusal(paper) ? paper : { bytes: new Uint8Array(paper.bytes), name: paperFileName(paper) }
      },
    }),
  ]
}

function changingOf(sort: Sort): Endpoint[] {
  const { of, base, named, what } = sort
  const { ownerId, one } = addressed(sort)
  return [
    endpoint({
      ...shared,
      method: 'post',
      path: base,
      name: `add${named}`,
      summary: { ja: `${what.ja}を加える`, en: `Add a ${what.en}` },
      about: {
        ja: 'PDFはそのまま、写真は撮影の場所や日時を除いて作りなおして残します。',
        en: 'A PDF is kept as it is; a photograph is made anew, without place, camera or date.',
      },
      params: ownerId,
      body: paperBody,
      mostBytes: 14 * 1024 * 1024,
      status: 201,
      answer: z.object({ paperId: paperId() }),
      refuses: ['not_allowed', 'paper_owner_unknown', ...fileRefusals],
      run: async (tx, actor, { name, content, ...asked }) =>
        await addPaper(tx, actor, {
          of,
          ownerId: ownerOf(sort, asked),
          name,
          bytes: Buffer.from(content, 'base64'),
        }),
      audit: (_made, asked) => ({
        action: `${of}.paper`,
        documentId: ownerOf(sort, asked),
        detail: asked.name,
      }),
    }),
    endpoint({
      ...shared,
      method: 'delete',
      path: `${base}/{paperId}`,
      name: `remove${named}`,
      summary: { ja: `${what.ja}を外す`, en: `Take a ${what.en} away` },
      params: one,
      answer: z.object({ paperId: paperId() }),
      refuses: ['not_allowed', 'not_found', 'paper_only_one'],
      run: async (tx, actor, asked) => {
        const found = await findPaper(tx, sort, asked)
        if (isRefusal(found)) return found
        const removed = await removePaper(tx, actor, { of, paperId: found.paperId })
        return isRefusal(removed) ? removed : { paperId: found.paperId }
      },
      audit: (_removed, asked) => ({ action: `${of}.paper_remove`, documentId: ownerOf(sort, asked) }),
    }),
  ]
}

export const woodPaperEndpoints: readonly Endpoint[] = sorts.flatMap((sort) => [
  ...readingOf(sort),
  ...changingOf(sort),
])
