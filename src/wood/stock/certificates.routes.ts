/** The addresses of certificates of origin. */
import { z } from 'zod'
import { cursor, dayField, id, line, optionalLine, steps } from '#http/fields.ts'
import { type Page, type Route, action, page } from '#http/routes.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Lang } from '#ui/words.ts'
import { provable, readCertified } from '#wood/certified.ts'
import { headOf } from '#wood/documents/heads.ts'
import { certificatePdf } from '#wood/documents/pdf.ts'
import { one } from '#wood/office-fields.ts'
import { officeWords } from '#wood/office.words.ts'
import { listPapers } from '#wood/papers.ts'
import { fileOf, mostPaperFormBytes, paperBoxes, paperRoutes } from '#wood/papers.routes.ts'
import { programmeOf } from '#wood/programme.ts'
import { species } from '#wood/schema.ts'
import { sayWood } from '#wood/sentences.ts'
import { woodWords } from '#wood/words.ts'
import { certificateView, certificatesView, issueView, recordView } from './certificates.pages.tsx'
import {
  type Certificated,
  cancelCertificate,
  issueCertificate,
  listCertificates,
  products,
  readCertificate,
  recordCertificate,
} from './certificates.ts'
import { certificatesAt } from './parts.tsx'
import { listPiles } from './reading.ts'
import { stockWords } from './words.ts'

const labels = (lang: Lang) => {
  const own = stockWords[lang]
  return {
    pileId: own.pile,
    otherName: own.other,
    otherAddress: own.address,
    otherRegistration: own.registration,
    grams: own.certifiedGrams,
    issuedOn: own.issuedOn,
    periodFrom: own.periodFrom,
    periodTo: own.periodTo,
    certificateNo: own.certificateNo,
    proof: own.proof,
    product: own.product,
    species: woodWords[lang].speciesOf,
    reason: own.reason,
    paper: officeWords[lang].paper,
    paperName: officeWords[lang].paperName,
  }
}
const shared = { access: 'wood.run', labels, refusals: sayWood } as const

const listPage: Page = page({
  at: certificatesAt,
  access: 'wood.run',
  input: z.object({ direction: z.enum(['in', 'out']).optional().catch(undefined), after: cursor() }),
  load: async (tx, _actor, { direction, after }) => ({
    list: await listCertificates(tx, { direction }, after),
    direction,
    certified: await readCertified(tx),
    piles: [],
    today: tx.today,
  }),
  show: certificatesView,
})

const issuePage: Page = page({
  at: `${certificatesAt}/issue`,
  access: 'wood.run',
  load: async (tx) => ({
    piles: (await listPiles(tx)).filter(({ proof }) => proof !== 'none'),
    today: tx.today,
  }),
  show: issueView,
})
const recordPage: Page = page({
  at: `${certificatesAt}/record`,
  access: 'wood.run',
  load: async (tx) => ({ today: await Promise.resolve(tx.today) }),
  show: recordView,
})

const paper = z.object({
  otherName: line(100),
  otherAddress: optionalLine(200),
  otherRegistration: optionalLine(50),
  grams: steps(3, 1),
  issuedOn: dayField(),
  periodFrom: dayField(),
  periodTo: dayField(),
})
const audited = (name: string) => ({
  audit: ({ certificateId, certificateNo }: Certificated) => ({
    action: name,
    documentId: certificateId,
    documentNo: certificateNo,
  }),
})
const opened = (certificateId: string): string => `${certificatesAt}/${certificateId}`

const issueAction = action({
  ...shared,
  ...audited('certificate.issue'),
  at: `${certificatesAt}/issue`,
  input: paper.extend({ pileId: id() }),
  run: issueCertificate,
  done: ({ certificateId, certificateNo }, _input, { lang }) => ({
    to: opened(certificateId),
    notice: stockWords[lang].issued(certificateNo),
  }),
  form: () => issuePage,
})
const recordAction = action({
  ...shared,
  ...audited('certificate.record'),
  at: `${certificatesAt}/record`,
  input: paper.extend({
    certificateNo: line(50),
    proof: z.enum(provable),
    product: z.enum(products),
    species: z.enum([...species, 'mixed']),
    ...paperBoxes,
  }),
  maxBytes: mostPaperFormBytes,
  run: async (tx, actor, { paper: scan, paperName, ...stated }) =>
    await recordCertificate(tx, actor, { ...stated, paper: scan && (await fileOf(scan, paperName)) }),
  done: ({ certificateId, certificateNo }, _input, { lang }) => ({
    to: opened(certificateId),
    notice: stockWords[lang].kept(certificateNo),
  }),
  form: () => recordPage,
})

const onePage: Page = page({
  at: `${certificatesAt}/:id`,
  access: 'wood.run',
  input: one,
  load: async (tx, _actor, { id: certificateId }) => {
    const certificate = await readCertificate(tx, certificateId)
    if (isRefusal(certificate)) return certificate
    return { certificate, scans: await listPapers(tx, { of: 'certificate', ownerId: certificateId }) }
  },
  show: certificateView,
})
const cancelAction = action({
  ...shared,
  ...audited('certificate.cancel'),
  at: `${certificatesAt}/:id/cancel`,
  input: z.object({ id: id(), reason: optionalLine(200) }),
  run: (tx, actor, { id: certificateId, reason }) => cancelCertificate(tx, actor, { certificateId, reason }),
  done: ({ certificateId, certificateNo }, _input, { lang }) => ({
    to: opened(certificateId),
    notice: stockWords[lang].cancelled(certificateNo),
  }),
  form: () => onePage,
})

const pdfPage: Page = page({
  at: `${certificatesAt}/:id/certificate.pdf`,
  access: 'wood.run',
  input: one,
  load: async (tx, _actor, { id: certificateId }) => {
    const certificate = await readCertificate(tx, certificateId)
    const programme = await programmeOf(tx)
    if (isRefusal(certificate) || isRefusal(programme) || certificate.direction === 'in')
      return refuse('not_found')
    return { certificate, programme, issuer: await headOf(tx, programme.partyId) }
  },
  show: ({ certificate, programme, issuer }, { lang }) => ({
    bytes: certificatePdf({ certificate, programme, issuer, lang }),
    type: 'application/pdf',
    name: `${certificate.certificateNo}.pdf`,
  }),
})

export const certificateRoutes: readonly Route[] = [
  listPage,
  issuePage,
  recordPage,
  issueAction,
  recordAction,
  onePage,
  cancelAction,
  pdfPage,
  ...paperRoutes({ of: 'certificate', at: certificatesAt, form: () => onePage, list: () => listPage }),
]
