/** Choosing the months of a page: fiscal years and months to press, any span to enter. */
import { withQuery } from '#http/paths.ts'
import type { Seen } from '#http/house.ts'
import { type Day, addMonths, fiscalYear, monthOfDay } from '#kit/days.ts'
import { Disclosure } from '#ui/blocks.tsx'
import { Button, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldRow, Form } from '#ui/forms.tsx'
import { FilterChips } from '#ui/lists.tsx'
import { fiscalYearText, monthText } from '#ui/numbers.ts'
import type { Lang } from '#ui/words.ts'
import { type Months, monthsOfYear } from './figure-values.ts'
import { periodQuery, yearOf } from './periods.ts'
import { words } from './words.ts'

/** `2026年度`, `2026年11月`, `2026年1月 – 2026年10月`. */
export function periodText(months: Months, lang: Lang): string {
  const year = yearOf(months)
  if (year !== undefined) return fiscalYearText(year, lang)
  if (months.from === months.to) return monthText(months.from, lang)
  return `${monthText(months.from, lang)} – ${monthText(months.to, lang)}`
}

interface PeriodChoiceProps {
  at: string
  months: Months
  today: Day
  seen: Seen
  /** What else the address says, kept. */
  kept?: Readonly<Record<string, string | undefined>>
}

export function PeriodChoice({ at, months, today, seen, kept = {} }: PeriodChoiceProps) {
  const { lang } = seen
  const own = words[lang]
  const year = fiscalYear(today)
  const now = monthOfDay(today)
  const choices: readonly Months[] = [
    ...[0, 1, 2, 3].map((back) => monthsOfYear(year - back)),
    { from: addMonths(now, -11), to: now },
    { from: addMonths(now, -1), to: addMonths(now, -1) },
    { from: now, to: now },
  ]
  const isIt = ({ from, to }: Months): boolean => from === months.from && to === months.to
  const label = (choice: Months, n: number): string => (n === 4 ? own.twelveMonths : periodText(choice, lang))
  return (
    <>
      <FilterChips
        label={own.period}
        items={choices.map((choice, n) => ({
          label: label(choice, n),
          href: withQuery(at, { ...kept, ...periodQuery(choice) }),
          current: isIt(choice),
        }))}
      />
      <Disclosure title={own.otherPeriod} open={!choices.some(isIt)}>
        <Form action={at} method="get" label={own.otherPeriod}>
          {Object.entries(kept).map(
            ([name, value]) => value && <input type="hidden" name={name} value={value} />,
          )}
          <FieldRow>
            <Field name="from" type="month" label={own.fromMonth} value={months.from} />
            <Field name="to" type="month" label={own.toMonth} value={months.to} />
          </FieldRow>
          <ButtonRow>
            <Button kind="secondary">{own.show}</Button>
          </ButtonRow>
        </Form>
      </Disclosure>
    </>
  )
}
