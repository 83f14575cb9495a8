/** Papers are kept with a forest lot or with a certificate that came, and with nothing else. */
import assert from 'node:assert/strict'
import sharp from 'sharp'
import { day } from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import type { Tx } from '#db/transaction.ts'
import { granted } from '#parties/testing.ts'
import { saveForest } from './forests.ts'
import { addPaper, listPapers, mostPaperBytes, readPaper, removePaper } from './papers.ts'
import { listCertificates, readCertificate, recordCertificate } from './stock/certificates.ts'
import { refusalOf, trialsIn, woodTown } from './testing.ts'

const { staff, keeper, here } = await woodTown()
const trial = trialsIn(here)
const pdf = Buffer.from('%PDF-1.7')
const photograph = await sharp({ create: { width: 2_400, height: 3_400, channels: 3, background: '#fff' } })
  .png()
  .toBuffer()
const stated = {
  otherName: '森林組合',
  otherAddress: '',
  otherRegistration: '',
  certificateNo: '12',
  proof: 'thinned',
  product: 'logs',
  species: 'sugi',
  grams: 500_000,
  issuedOn: day('2026-11-20'),
  periodFrom: day('2026-11-01'),
  periodTo: day('2026-11-20'),
} as const

async function lotOf(tx: Tx): Promise<Id> {
  const none = { place: '', compartment: '', subCompartment: '', basisNo: '' }
  const forest = { ...none, name: '裏山', ownerName: '佐藤', species: ['sugi'], basis: 'other' } as const
  return granted(await saveForest(tx, staff, forest)).forestId
}

trial('a certificate is recorded with its scan, or without one', async (tx) => {
  const record = (certificateNo: string, bytes?: Buffer) =>
    recordCertificate(tx, staff, { ...stated, certificateNo, paper: bytes && { name: '写し', bytes } })
  const scanned = granted(await record('12', photograph)).certificateId
  const [scan] = await listPapers(tx, { of: 'certificate', ownerId: scanned })
  assert.deepEqual([scan?.name, scan?.mediaType], ['写し', 'image/jpeg'])
  assert.equal(granted(await readCertificate(tx, scanned)).papers, 1)
  const kept = granted(await readPaper(tx, { of: 'certificate', paperId: scan?.paperId ?? newId() }))
  const { width, height } = await sharp(kept.bytes).metadata()
  assert.deepEqual([width, height], [1_129, 1_600], 'made anew, small enough to keep for years')
  granted(await record('13'))
  assert.deepEqual(
    (await listCertificates(tx)).rows.map(({ certificateNo, papers }) => [certificateNo, papers]).toSorted(),
    [
      ['12', 1],
      ['13', 0],
    ],
  )
  assert.equal(
    refusalOf(await record('14', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))),
    'paper_kind',
  )
})

trial('what is refused, and where a paper is not', async (tx) => {
  const forest = { of: 'forest', ownerId: await lotOf(tx) } as const
  const cases = [
    ['nothing', { ...forest, bytes: Buffer.alloc(0) }, 'paper_missing'],
    ['a text', { ...forest, bytes: Buffer.from('届出') }, 'paper_kind'],
    ['more than 10 MB', { ...forest, bytes: Buffer.alloc(mostPaperBytes + 1) }, 'paper_too_large'],
    ['with a lot that is none', { of: 'forest', ownerId: newId(), bytes: pdf }, 'paper_owner_unknown'],
    ['with a certificate that is a lot', { ...forest, of: 'certificate', bytes: pdf }, 'paper_owner_unknown'],
  ] as const
  for (const [what, given, expected] of cases)
    assert.equal(refusalOf(await addPaper(tx, staff, { name: '', ...given })), expected, what)
  assert.equal(refusalOf(await addPaper(tx, keeper, { name: '', ...forest, bytes: pdf })), 'not_allowed')
  const { paperId } = granted(await addPaper(tx, staff, { name: '', ...forest, bytes: pdf }))
  assert.equal((await listPapers(tx, forest))[0]?.name, 'PDF')
  assert.equal(refusalOf(await readPaper(tx, { of: 'certificate', paperId })), 'not_found')
  assert.equal(refusalOf(await removePaper(tx, staff, { of: 'certificate', paperId })), 'not_found')
  assert.deepEqual(await removePaper(tx, staff, { of: 'forest', paperId }), {
    ownerId: forest.ownerId,
    name: 'PDF',
  })
})
