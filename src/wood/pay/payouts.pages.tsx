/** Paying for wood by the bank: what waits, transfer files, one of them. Views only. */
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, box, faultOf, typedList } from '#http/house.ts'
import { withQuery } from '#http/paths.ts'
import type { View } from '#http/routes.ts'
import { ReturnForm, Returned } from '#http/transfer-returns.tsx'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Page } from '#parties/cursors.ts'
import type { ReturnedTransfer } from '#parties/transfer-returns.ts'
import { EmptyState, Figure, Heading, StatusLabel, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Checkbox, Field, Form } from '#ui/forms.tsx'
import { Pager } from '#ui/lists.tsx'
import { dayText, decimal, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import { officeWords } from '#wood/office.words.ts'
import { WoodTabs, crumbs, woodAt } from '#wood/page-parts.tsx'
import { woodWords } from '#wood/words.ts'
import type { Owed, PayoutRow, PayoutSeen } from './payouts.ts'

export const payoutsAt = `${woodAt}/payouts`
const tones = { made: 'info', paid: 'success', cancelled: 'neutral' } as const

export interface PayoutsData {
  readonly owed: readonly Owed[]
  readonly list: Page<PayoutRow>
  readonly proposed: Day
  /** Whose last transfer came back, and the account is still the same. */
  readonly inDoubt: ReadonlyMap<Id, ReturnedTransfer>
}

export function payoutsView(data: PayoutsData, seen: Seen): View {
  const { owed, list } = data
  const { lang } = seen
  const own = officeWords[lang]
  const words = woodWords[lang]
  return {
    title: own.payouts,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.payouts }),
    body: (
      <>
        <WoodTabs current="payouts" seen={seen} />
        <Heading lead={own.payoutsLead}>{own.payouts}</Heading>
        <FormErrors seen={seen} />
        <Part title={own.owed}>
          {owed.length === 0 ? <EmptyState title={own.noOwed} /> : <OwedForm data={data} seen={seen} />}
        </Part>
        <Part title={own.payouts}>
          <Table
            caption={own.payouts}
            hideCaption
            phone="cards"
            rows={list.rows}
            empty={<EmptyState title={own.noPayouts} />}
            columns={[
              {
                key: 'no',
                label: words.no,
                cell: (row) => <TextLink href={`${payoutsAt}/${row.payoutId}`}>{row.payoutNo}</TextLink>,
              },
              { key: 'on', label: own.transferOn, cell: (row) => dayText(row.transferOn, lang) },
              { key: 'amount', label: own.amount, numeric: true, cell: (row) => yen(row.amount, lang) },
              {
                key: 'state',
                label: words.state,
                cell: (row) => (
                  <StatusLabel tone={tones[row.state]}>{own.payoutStates[row.state]}</StatusLabel>
                ),
              },
            ]}
          />
          <Pager nextHref={list.next && withQuery(payoutsAt, { after: list.next })} />
        </Part>
      </>
    ),
  }
}

function OwedForm({ data: { owed, proposed, inDoubt }, seen }: { data: PayoutsData; seen: Seen }) {
  const { lang } = seen
  const own = officeWords[lang]
  const words = woodWords[lang]
  const payable = owed
    .filter(({ hasAccount, supplierId }) => hasAccount && !inDoubt.has(supplierId))
    .map(({ supplierId }) => supplierId)
  const chosen = typedList(seen, 'supplierIds', payable, 'transferOn')
  return (
    <Form action={payoutsAt} csrf={seen.csrf} requestKey={seen.requestKey} label={own.makePayout} wide>
      <Table
        caption={own.owed}
        hideCaption
        phone="cards"
        rows={owed}
        columns={[
          {
            key: 'name',
            label: words.supplier,
            cell: (row) => (
              <Checkbox
                name="supplierIds"
                id={`f-supplier-${row.supplierId}`}
                label={row.name}
                value={row.supplierId}
                checked={chosen.includes(row.supplierId)}
              />
            ),
          },
          { key: 'slips', label: own.slips, numeric: true, cell: (row) => decimal(row.slips) },
          { key: 'amount', label: own.amount, numeric: true, cell: (row) => yen(row.amount, lang) },
          {
            key: 'account',
            label: own.account,
            cell: (row) =>
              row.hasAccount ? (
                <Returned returned={inDoubt.get(row.supplierId)} lang={lang} />
              ) : (
                <TextLink href={`/parties/${row.supplierId}/bank-account`}>
                  <StatusLabel tone="warning">{own.noAccount}</StatusLabel>
                </TextLink>
              ),
          },
        ]}
        foot={[{ label: words.total, cells: { amount: yen(sum(owed), lang) } }]}
      />
      {faultOf(seen, 'supplierIds') && <p class="y-error">{faultOf(seen, 'supplierIds')}</p>}
      <Field {...box(seen, 'transferOn', proposed)} label={own.transferOn} type="date" required />
      <ButtonRow>
        <Button>{own.makePayout}</Button>
      </ButtonRow>
    </Form>
  )
}

const sum = (rows: readonly { readonly amount: number }[]): number =>
  rows.reduce((all, { amount }) => all + amount, 0)

export function payoutView({ payout, today }: { payout: PayoutSeen; today: Day }, seen: Seen): View {
  const { lang } = seen
  const own = officeWords[lang]
  const at = `${payoutsAt}/${payout.payoutId}`
  const form = (deed: 'confirm' | 'cancel') => ({
    action: `${at}/${deed}`,
    csrf: seen.csrf,
    requestKey: `${seen.requestKey} ${deed}`,
    label: own[deed],
  })
  return {
    title: `${own.payouts} ${payout.payoutNo}`,
    breadcrumbs: crumbs(seen, { label: own.payouts, href: payoutsAt }, { label: payout.payoutNo }),
    body: (
      <>
        <WoodTabs current="payouts" seen={seen} />
        <Heading
          above={<StatusLabel tone={tones[payout.state]}>{own.payoutStates[payout.state]}</StatusLabel>}
        >
          {payout.payoutNo}
        </Heading>
        <FormErrors seen={seen} />
        <Figure
          label={own.amount}
          value={yen(payout.amount, lang)}
          note={`${own.transferOn} ${dayText(payout.transferOn, lang)}`}
          size="large"
        />
        <ButtonRow>
          <ButtonLink href={`${at}/file.txt`} download>
            {own.file}
          </ButtonLink>
        </ButtonRow>
        {payout.state === 'made' && (
          <div class="mt-6 flex flex-wrap gap-4">
            <Form {...form('confirm')}>
              <Button>{own.confirm}</Button>
            </Form>
            <Form {...form('cancel')}>
              <Button kind="danger">{own.cancel}</Button>
            </Form>
          </div>
        )}
        <Transfers payout={payout} seen={seen} />
        {payout.state === 'paid' && (
          <ReturnForm
            at={at}
            paid={payout.lines.map(({ supplierId, supplierName, amount }) => ({
              partyId: supplierId,
              label: `${supplierName}（${yen(amount, lang)}）`,
            }))}
            returns={payout.returns}
            today={today}
            seen={seen}
          />
        )}
      </>
    ),
  }
}

/** Who is paid how much to which account, and what came back of it. */
function Transfers({ payout, seen }: { payout: PayoutSeen; seen: Seen }) {
  const { lang } = seen
  const own = officeWords[lang]
  const words = woodWords[lang]
  return (
    <Part>
      <Table
        caption={words.supplier}
        phone="cards"
        rows={payout.lines}
        columns={[
          {
            key: 'supplierName',
            label: words.supplier,
            cell: (row) => (
              <>
                {row.supplierName} <Returned returned={payout.returns.get(row.supplierId)} lang={lang} />
              </>
            ),
          },
          { key: 'slips', label: own.slips, numeric: true, cell: (row) => decimal(row.slips) },
          { key: 'account', label: own.account },
          { key: 'amount', label: own.amount, numeric: true, cell: (row) => yen(row.amount, lang) },
        ]}
        foot={[{ label: words.total, cells: { amount: yen(payout.amount, lang) } }]}
      />
    </Part>
  )
}
