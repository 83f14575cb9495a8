/** On the page of a payout: transfers that the bank gave back, and the form that says so. Three rooms pay by transfer files. */
import { z } from 'zod'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { ReturnRefusal, ReturnedTransfer } from '#parties/transfer-returns.ts'
import { Notice, StatusLabel, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldRow, Form, Select } from '#ui/forms.tsx'
import { dayText } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import type { Lang } from '#ui/words.ts'
import { dayField, id, optionalLine } from './fields.ts'
import { type Seen, box } from './house.ts'

const ja = {
  title: '振込が戻ってきたとき',
  lead: '口座の名義や番号が違うと、銀行はお金を戻します。記録すると支払いの前に戻り、口座を直してから、もう一度振り込めます。',
  partyId: '戻ってきた相手',
  returnedOn: '戻った日',
  reason: '銀行からの理由',
  deed: '戻ってきたことを記録する',
  done: '戻ってきたことを記録しました。口座を直してから、もう一度振り込んでください。',
  returned: '戻り',
  inDoubt: (day: string) => `${day}に、銀行から振込が戻っています`,
  because: (reason: string) => `銀行からの理由：${reason}`,
  mend: '口座の登録を通帳のとおりに直すと、次の支払いで振り込まれます。',
  toAccount: '口座を直す',
  refusals: {
    transfer_unknown: '戻ってきた相手を一覧から選んでください。',
    transfer_returned: 'この振込は、もう戻ったと記録されています。',
    day_in_future: '戻った日は、今日かそれより前にしてください。',
    returned_too_early: '戻った日は、振込の日より前にできません。',
    reason_missing: '銀行からの理由を入れてください。',
  } satisfies Record<ReturnRefusal['refused'], string>,
}
const en: typeof ja = {
  title: 'When a transfer comes back',
  lead: 'A bank gives the money back when name or number of the account are wrong. Recorded, it waits to be paid again, once the account is mended.',
  partyId: 'Who was to be paid',
  returnedOn: 'Came back on',
  reason: 'What the bank said',
  deed: 'Record that it came back',
  done: 'Recorded. Mend the account, then pay it again.',
  returned: 'came back',
  inDoubt: (day) => `A transfer came back from the bank on ${day}`,
  because: (reason) => `What the bank said: ${reason}`,
  mend: 'Put the account right, as it stands in the bank book, and the next payment goes there.',
  toAccount: 'Mend the account',
  refusals: {
    transfer_unknown: 'Choose who was to be paid.',
    transfer_returned: 'This transfer is recorded as come back already.',
    day_in_future: 'It came back today or before.',
    returned_too_early: 'It cannot come back before the day of the transfer.',
    reason_missing: 'Enter what the bank said.',
  },
}
export const returnWords = { ja, en }

/** What the form sends, beside the payout in the address. */
export const returnInput = z.object({
  id: id(),
  partyId: id(),
  returnedOn: dayField(),
  reason: optionalLine(200),
})
export const returnLabels = (lang: Lang) => {
  const { partyId, returnedOn, reason } = returnWords[lang]
  return { partyId, returnedOn, reason }
}
/** What is wrong with the form, and for the rest the sentences of the room. */
export const sayReturn =
  <R extends Refusal>(say: (refusal: R, lang: Lang) => string) =>
  (refusal: R | ReturnRefusal, lang: Lang): string => {
    const own: Partial<Record<string, string>> = returnWords[lang].refusals
    return own[refusal.refused] ?? say(refusal as R, lang)
  }

type Returns = ReadonlyMap<Id, ReturnedTransfer>

/** Beside the transfer in the table, with what the bank said. */
export function Returned({ returned, lang }: { returned: ReturnedTransfer | undefined; lang: Lang }) {
  if (!returned) return null
  return (
    <>
      <StatusLabel tone="error">{returnWords[lang].returned}</StatusLabel>{' '}
      {`${dayText(returned.returnedOn, lang)} ${returned.reason}`}
    </>
  )
}

/** To who was to be paid, on the own pages: what the bank said, and where the account is mended. */
export function AccountInDoubt({ returned, lang }: { returned: ReturnedTransfer | undefined; lang: Lang }) {
  if (!returned) return null
  const own = returnWords[lang]
  return (
    <Notice kind="warning" title={own.inDoubt(dayText(returned.returnedOn, lang))}>
      <p>{own.because(returned.reason)}</p>
      <p>{own.mend}</p>
      <TextLink href={`/parties/${returned.partyId}/bank-account`}>{own.toAccount}</TextLink>
    </Notice>
  )
}

/** Nothing, when all came back. */
export function ReturnForm(props: {
  /** The address of the payout, under which the form is sent to `/return`. */
  readonly at: string
  readonly paid: readonly { readonly partyId: Id; readonly label: string }[]
  readonly returns: Returns
  readonly today: Day
  readonly seen: Seen
}) {
  const { at, returns, today, seen } = props
  const own = returnWords[seen.lang]
  const paid = props.paid.filter(({ partyId }) => !returns.has(partyId))
  if (paid.length === 0) return null
  return (
    <Part title={own.title} lead={own.lead}>
      <Form
        action={`${at}/return`}
        csrf={seen.csrf}
        requestKey={`${seen.requestKey} return`}
        label={own.title}
      >
        <FieldRow>
          <Select
            {...box(seen, 'partyId', paid.length === 1 ? paid[0]?.partyId : '')}
            label={own.partyId}
            options={paid.map(({ partyId, label }) => ({ value: partyId, label }))}
            required
          />
          <Field
            {...box(seen, 'returnedOn', today)}
            label={own.returnedOn}
            type="date"
            max={today}
            required
          />
        </FieldRow>
        <Field {...box(seen, 'reason')} label={own.reason} maxlength={200} required />
        <ButtonRow>
          <Button kind="danger">{own.deed}</Button>
        </ButtonRow>
      </Form>
    </Part>
  )
}
