/** The papers of the room. The templates beside lay out what they are given. */
import type { Day } from '#kit/days.ts'
import { drawPaper } from '#kit/typst.ts'
import { squareOf } from '#ui/square.ts'
import { dayEra, dayText, monthText } from '#ui/numbers.ts'
import type { Lang } from '#ui/words.ts'
import type { Income } from '#wood/pay/meetings.ts'
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
