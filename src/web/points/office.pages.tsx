/** Points as those who run them see them: the shops, paying shops out, watching. Views only. */
import { FormErrors } from '#http/form-errors.tsx'
import type { Child } from 'hono/jsx'
import { type Seen, box } from '#http/house.ts'
import { withQuery } from '#http/paths.ts'
import type { View } from '#http/routes.ts'
import { ReturnForm, Returned } from '#http/transfer-returns.tsx'
import type { Day } from '#kit/days.ts'
import type { Page } from '#parties/cursors.ts'
import type { Named } from '#parties/directory.ts'
import type { PaymentSeen } from '#points/payment-lists.ts'
import type { RedemptionRow, RedemptionSeen } from '#points/redemptions.ts'
import type { Shop } from '#points/shops.ts'
import type { Pattern } from '#points/watching.ts'
import { EmptyState, Figure, Heading, StatusLabel, Tabs, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Field, Form, Select } from '#ui/forms.tsx'
import { Pager } from '#ui/lists.tsx'
import { dayText, decimal, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import { Payments, pointsAt } from './wallet.pages.tsx'
import { pointsWords } from './words.ts'

const tabs = ['fund', 'shops', 'notes', 'redemptions', 'watch'] as const
type Tab = (typeof tabs)[number]
export const officeAt = (tab: Tab): string => `${pointsAt}/${tab}`

export const options = (parties: readonly Named[]) =>
  parties.map(({ id, name }) => ({ value: id, label: name }))

interface OfficeProps {
  tab: Tab
  title: string
  lead?: string
  seen: Seen
  children?: Child
}

export function office({ tab, title, lead, seen, children }: OfficeProps): View {
  const own = pointsWords[seen.lang]
  return {
    title,
    breadcrumbs: [{ label: own.title, href: pointsAt }, { label: title }],
    body: (
      <>
        <Tabs
          label={own.run}
          items={tabs.map((each) => ({
            label: own.tabs[each],
            href: officeAt(each),
            current: each === tab,
          }))}
        />
        <Heading lead={lead}>{title}</Heading>
        <FormErrors seen={seen} />
        {children}
      </>
    ),
  }
}

export interface ShopsData {
  readonly shops: readonly Shop[]
  readonly parties: readonly Named[]
}

export function shopsView({ shops, parties }: ShopsData, seen: Seen): View {
  const { lang } = seen
  const own = pointsWords[lang]
  return office({
    tab: 'shops',
    title: own.shopsTitle,
    seen,
    children: (
      <>
        <Table
          caption={own.shopsTitle}
          hideCaption
          phone="cards"
          rows={shops}
          empty={<EmptyState title={own.noShops} />}
          columns={[
            {
              key: 'name',
              label: own.shop,
              cell: (row) => (
                <>
                  <TextLink href={`/parties/${row.partyId}`}>{row.name}</TextLink>{' '}
                  {row.endedOn && <StatusLabel>{own.ended}</StatusLabel>}
                </>
              ),
            },
            { key: 'code', label: own.shopCode },
            { key: 'registeredOn', label: own.since, cell: (row) => dayText(row.registeredOn, lang) },
            {
              key: 'end',
              label: own.end,
              cell: (row) =>
                row.endedOn === null && (
                  <Form
                    action={`${officeAt('shops')}/${row.partyId}/end`}
                    csrf={seen.csrf}
                    requestKey={`${seen.requestKey} ${row.partyId}`}
                  >
                    <Button kind="quiet" size="small">
                      {own.end}
                      <span class="y-hidden">（{row.name}）</span>
                    </Button>
                  </Form>
                ),
            },
          ]}
        />
        <Part title={own.addShop}>
          <Form action={officeAt('shops')} csrf={seen.csrf} requestKey={seen.requestKey} label={own.addShop}>
            <Select {...box(seen, 'partyId')} label={own.party} options={options(parties)} required />
            <ButtonRow>
              <Button>{own.register}</Button>
            </ButtonRow>
          </Form>
        </Part>
      </>
    ),
  })
}

export interface RedemptionsData {
  readonly list: Page<RedemptionRow>
  readonly proposed: Day
}

const tones = { made: 'info', paid: 'success', cancelled: 'neutral' } as const

export function redemptionsView({ list, proposed }: RedemptionsData, seen: Seen): View {
  const { lang } = seen
  const own = pointsWords[lang]
  const at = officeAt('redemptions')
  return office({
    tab: 'redemptions',
    title: own.redemptionsTitle,
    lead: own.redemptionsLead,
    seen,
    children: (
      <>
        <Form action={at} csrf={seen.csrf} requestKey={seen.requestKey} label={own.make}>
          <Field {...box(seen, 'transferOn', proposed)} label={own.transferOn} type="date" required />
          <ButtonRow>
            <Button>{own.make}</Button>
          </ButtonRow>
        </Form>
        <section class="mt-10">
          <Table
            caption={own.redemptionsTitle}
            hideCaption
            phone="cards"
            rows={list.rows}
            empty={<EmptyState title={own.noRedemptions} />}
            columns={[
              {
                key: 'no',
                label: own.no,
                cell: (row) => <TextLink href={`${at}/${row.redemptionId}`}>{row.redemptionNo}</TextLink>,
              },
              { key: 'on', label: own.transferOn, cell: (row) => dayText(row.transferOn, lang) },
              { key: 'amount', label: own.yenAmount, numeric: true, cell: (row) => yen(row.amount, lang) },
              {
                key: 'state',
                label: own.state,
                cell: (row) => <StatusLabel tone={tones[row.state]}>{own.states[row.state]}</StatusLabel>,
              },
            ]}
          />
          <Pager nextHref={list.next && withQuery(at, { after: list.next })} />
        </section>
      </>
    ),
  })
}

export function redemptionView(
  { redemption, today }: { redemption: RedemptionSeen; today: Day },
  seen: Seen,
): View {
  const { lang } = seen
  const own = pointsWords[lang]
  const at = `${officeAt('redemptions')}/${redemption.redemptionId}`
  const form = (deed: 'confirm' | 'cancel') => ({
    action: `${at}/${deed}`,
    csrf: seen.csrf,
    requestKey: `${seen.requestKey} ${deed}`,
    label: own[deed],
  })
  return office({
    tab: 'redemptions',
    title: `${own.redemptionsTitle} ${redemption.redemptionNo}`,
    seen,
    children: (
      <>
        <Figure
          label={own.states[redemption.state]}
          value={yen(redemption.amount, lang)}
          note={dayText(redemption.transferOn, lang)}
          size="large"
        />
        <ButtonRow>
          <ButtonLink href={`${at}/file.txt`} kind="secondary" download>
            {own.file}
          </ButtonLink>
        </ButtonRow>
        {redemption.state === 'made' && (
          <div class="mt-6 flex flex-wrap gap-4">
            <Form {...form('confirm')}>
              <Button>{own.confirm}</Button>
            </Form>
            <Form {...form('cancel')}>
              <Button kind="danger">{own.cancel}</Button>
            </Form>
          </div>
        )}
        <Transfers redemption={redemption} seen={seen} />
        {redemption.state === 'paid' && (
          <ReturnForm
            at={at}
            paid={redemption.lines.map(({ shopId, shopName, amount }) => ({
              partyId: shopId,
              label: `${shopName}（${yen(amount, lang)}）`,
            }))}
            returns={redemption.returns}
            today={today}
            seen={seen}
          />
        )}
      </>
    ),
  })
}

/** Which shop is paid how much to which account, and what came back of it. */
function Transfers({ redemption, seen }: { redemption: RedemptionSeen; seen: Seen }) {
  const { lang } = seen
  const own = pointsWords[lang]
  return (
    <section class="mt-10">
      <Table
        caption={own.shopsTitle}
        phone="cards"
        rows={redemption.lines}
        columns={[
          {
            key: 'shop',
            label: own.shop,
            cell: (row) => (
              <>
                <TextLink href={`/parties/${row.shopId}`}>{row.shopName}</TextLink>{' '}
                <Returned returned={redemption.returns.get(row.shopId)} lang={lang} />
              </>
            ),
          },
          { key: 'account', label: own.account },
          { key: 'amount', label: own.yenAmount, numeric: true, cell: (row) => yen(row.amount, lang) },
        ]}
      />
    </section>
  )
}

export interface WatchData {
  readonly patterns: readonly Pattern[]
  readonly payments: Page<PaymentSeen>
}

export function watchView({ patterns, payments }: WatchData, seen: Seen): View {
  const { lang } = seen
  const own = pointsWords[lang]
  return office({
    tab: 'watch',
    title: own.watchTitle,
    lead: own.watchLead,
    seen,
    children: (
      <>
        <Table
          caption={own.watchTitle}
          hideCaption
          phone="cards"
          rows={patterns}
          empty={<EmptyState title={own.noPatterns} />}
          columns={[
            { key: 'what', label: own.pattern, cell: (row) => own.patterns[row.what] },
            { key: 'on', label: own.day, cell: (row) => dayText(row.on, lang) },
            { key: 'payerName', label: own.payer },
            { key: 'shopName', label: own.shop, cell: (row) => row.shopName ?? '–' },
            { key: 'payments', label: own.payments, numeric: true, cell: (row) => decimal(row.payments) },
            {
              key: 'points',
              label: own.amountOf,
              numeric: true,
              cell: (row) => own.points(decimal(row.points)),
            },
          ]}
        />
        <Part title={own.all}>
          <Payments payments={payments} at={officeAt('watch')} other="both" seen={seen} />
        </Part>
      </>
    ),
  })
}
