/** The papers of the room. The templates beside lay out what they are given. */
import type { Day } from '#kit/days.ts'
import { drawPaper } from '#kit/typst.ts'
import { squareOf } from '#ui/square.ts'
import { dayEra, dayText, monthText, unitAmount } from '#ui/numbers.ts'
import type { Lang } from '#ui/words.ts'
import type { Income } from '#wood/pay/meetings.ts'
import type { Forest } from '#wood/forests.ts'
import type { IntakeSeen } from '#wood/intakes/reading.ts'
import { officeWords } from '#wood/office.words.ts'
import type { Programme } from '#wood/programme.ts'
import type { CertificateRow } from '#wood/stock/certificates.ts'
import { speciesName } from '#wood/stock/parts.tsx'
import { stockWords } from '#wood/stock/words.ts'
import { woodWords } from '#wood/words.ts'
import { paperWords } from './words.ts'

interface Blanks {
  readonly numbers: readonly string[]
  readonly sites: readonly string[]
  /** Where a slip of that number is entered. */
  readonly addressOf: (number: string) => string
  readonly lang: Lang
}

/** Slips on paper, two to an A4: what a slip asks for, lines for logs, and a square that opens the page to enter it. */
export function blanksPdf({ numbers, sites, addressOf, lang }: Blanks): Uint8Array {
  const { blank } = paperWords[lang]
  return drawPaper(import.meta.dirname, 'blank-slips.typ', {
    lang,
    title: blank.title,
    labels: JSON.stringify(blank),
    sites: JSON.stringify(sites),
    slips: JSON.stringify(numbers.map((number) => ({ number, square: squareOf(addressOf(number)) }))),
  }).pdf
}

interface IncomePaper {
  readonly income: Income
  /** Who pays for the wood. */
  readonly issuer: string
  readonly today: Day
  readonly lang: Lang
}

/** What somebody got for wood in a calendar year, for the tax return. */
export function incomePdf({ income, issuer, today, lang }: IncomePaper): Uint8Array {
  const labels = paperWords[lang].income
  return drawPaper(import.meta.dirname, 'income.typ', {
    lang,
    title: `${labels.title} ${income.year} ${income.name}`,
    labels: JSON.stringify({ ...labels, year: labels.year(income.year) }),
    sheet: JSON.stringify({
      ...income,
      months: income.months.map(({ month, ...row }) => ({ ...row, month: monthText(month, lang) })),
      issuer,
      issuedOn: lang === 'ja' ? dayEra(today) : dayText(today, lang),
    }),
  }).pdf
}

/** Whose paper it is, or whom it is for. */
export interface Head {
  readonly name: string
  readonly address: string
}

interface CertificateSheet {
  readonly sort: 'felling' | 'processing'
  readonly number: string
  readonly on: Day
  readonly issuer: Head & { readonly lines: readonly string[] }
  readonly addressee: Head & { readonly registration: string }
  readonly proof: string
  readonly rows: readonly (readonly [label: string, value: string])[]
  readonly incoming: readonly string[]
  readonly lang: Lang
}

const dated = (on: Day, lang: Lang): string => (lang === 'ja' ? dayEra(on) : dayText(on, lang))

function drawCertificate({ sort, number, on, proof, lang, ...rest }: CertificateSheet): Uint8Array {
  const { titles, statement, note, ...labels } = paperWords[lang].certificate
  return drawPaper(import.meta.dirname, 'certificate.typ', {
    lang,
    title: `${titles[sort]} ${number}`,
    labels: JSON.stringify(labels),
    sheet: JSON.stringify({
      ...rest,
      number,
      note,
      title: titles[sort],
      statement: statement(proof),
      issuedOn: dated(on, lang),
      rows: rest.rows.filter(([, value]) => value !== ''),
    }),
  }).pdf
}

interface CertificatePaper {
  readonly certificate: Omit<
    CertificateRow,
    'certificateId' | 'direction' | 'pileId' | 'cancelledOn' | 'reason' | 'papers'
  >
  /** The certification of who issues it. */
  readonly programme: Pick<Programme, 'certificationNo' | 'certificationBody' | 'separationKeeper'>
  readonly issuer: Head
  readonly lang: Lang
}

const said = (label: string, value: string): string[] => (value === '' ? [] : [`${label} ${value}`])

/** 由来証明書 of what was made or passed on, with the slips on which it stands. */
export function certificatePdf({ certificate, programme, issuer, lang }: CertificatePaper): Uint8Array {
  const labels = paperWords[lang].certificate
  const own = stockWords[lang]
  const { certificationNo, certificationBody, separationKeeper } = programme
  return drawCertificate({
    sort: 'processing',
    number: certificate.certificateNo,
    on: certificate.issuedOn,
    issuer: {
      ...issuer,
      lines: [
        ...said(labels.registration, certificationNo),
        ...said(labels.body, certificationBody),
        ...said(labels.keeper, separationKeeper),
      ],
    },
    addressee: {
      name: certificate.otherName,
      address: certificate.otherAddress,
      registration: certificate.otherRegistration,
    },
    proof: own.proofs[certificate.proof],
    rows: [
      [labels.product, own.products[certificate.product]],
      [labels.species, speciesName(certificate.species, lang)],
      [labels.grams, unitAmount(certificate.grams, 'WOOD', lang)],
      [labels.period, `${dayText(certificate.periodFrom, lang)} – ${dayText(certificate.periodTo, lang)}`],
    ],
    incoming: certificate.incoming,
    lang,
  })
}

interface FellingPaper {
  readonly slip: IntakeSeen
  readonly forest: Forest
  /** Who felled, and who takes the wood. */
  readonly from: Head
  readonly to: Head
  readonly lang: Lang
}

/** 伐採段階の証明書 of a delivery from a lot on record, for who felled it to sign. */
export function fellingPdf({ slip, forest, from, to, lang }: FellingPaper): Uint8Array {
  const labels = paperWords[lang].certificate
  const words = woodWords[lang]
  const place = [forest.place, forest.compartment, forest.subCompartment].filter(Boolean).join(' ')
  return drawCertificate({
    sort: 'felling',
    number: slip.intakeNo,
    on: slip.deliveredOn,
    issuer: { ...from, lines: [] },
    addressee: { ...to, registration: '' },
    proof: stockWords[lang].proofs[slip.proof],
    rows: [
      [labels.slip, slip.intakeNo],
      [labels.delivered, dayText(slip.deliveredOn, lang)],
      [labels.place, `${forest.name}${place && `（${place}）`}`],
      [labels.owner, forest.ownerName],
      [labels.basis, `${words.bases[forest.basis]} ${forest.basisNo}`.trim()],
      [labels.felling, officeWords[lang].fellings[forest.felling]],
      [labels.product, `${stockWords[lang].products.logs}（${words.classes[slip.woodClass]}）`],
      [labels.species, words.species[slip.species]],
      [labels.grams, unitAmount(slip.grams ?? 0, 'WOOD', lang)],
    ],
    incoming: [],
    lang,
  })
}
