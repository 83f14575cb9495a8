/** Points as who has them and who takes them sees them: wallet, paying, a payment, the till. Views only. */
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, box } from '#http/house.ts'
import { withQuery } from '#http/paths.ts'
import type { View } from '#http/routes.ts'
import { type Day, addDays, dayAt } from '#kit/days.ts'
import type { Page } from '#parties/cursors.ts'
import { may } from '#parties/policy.ts'
import type { PaymentSeen } from '#points/payment-lists.ts'
import type { Shop } from '#points/shops.ts'
import type { Wallet } from '#points/wallets.ts'
import {
  Card,
  CardGrid,
  DefinitionList,
  EmptyState,
  Figure,
  Heading,
  Notice,
  StatusLabel,
  TextLink,
} from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Field, Form } from '#ui/forms.tsx'
import { Pager } from '#ui/lists.tsx'
import { dayText, decimal, instantText } from '#ui/numbers.ts'
import { Part, Square } from '#ui/parts.tsx'
import { type Column, Table } from '#ui/tables.tsx'
import { sayPoints } from './sentences.ts'
import { pointsWords } from './words.ts'

export const pointsAt = '/points'
const soonDays = 30

export interface WalletData {
  readonly wallet: Wallet
  readonly payments: Page<PaymentSeen>
  readonly shop?: Shop
  readonly today: Day
}

export function walletView({ wallet, payments, shop, today }: WalletData, seen: Seen): View {
  const { lang } = seen
  const own = pointsWords[lang]
  const [first] = wallet.expiring
  return {
    title: own.title,
    body: (
      <>
        <Heading lead={own.lead}>{own.title}</Heading>
        <Links shop={shop !== undefined} seen={seen} />
        <FormErrors seen={seen} />
        <Figure label={own.yours} value={decimal(wallet.points)} unit={own.pt} size="large" />
        {first && first.on <= addDays(today, soonDays) && (
          <Notice kind="warning">
            {own.soon(own.points(decimal(first.points)), dayText(first.on, lang))}
          </Notice>
        )}
        {wallet.points === 0 ? <EmptyState title={own.none} text={own.noneText} /> : <Ways seen={seen} />}
        {wallet.expiring.length > 0 && (
          <section class="mt-10">
            <Table
              caption={own.expiring}
              rows={wallet.expiring}
              columns={[
                { key: 'on', label: own.lastDay, cell: (row) => dayText(row.on, lang) },
                {
                  key: 'points',
                  label: own.amountOf,
                  numeric: true,
                  cell: (row) => own.points(decimal(row.points)),
                },
              ]}
            />
          </section>
        )}
        <section class="mt-10">
          <Heading level={2}>{own.history}</Heading>
          <Payments payments={payments} at={pointsAt} other="shop" seen={seen} />
        </section>
      </>
    ),
  }
}

/** Where else one may go: the till of one's shop, the office. */
function Links({ shop, seen }: { shop: boolean; seen: Seen }) {
  const own = pointsWords[seen.lang]
  const runs = may(seen.actor.role, 'points.run')
  if (!shop && !runs) return null
  return (
    <ButtonRow>
      {shop && (
        <ButtonLink href={`${pointsAt}/till`} kind="secondary" size="small">
          {own.till}
        </ButtonLink>
      )}
      {runs && (
        <ButtonLink href={`${pointsAt}/fund`} kind="secondary" size="small">
          {own.run}
        </ButtonLink>
      )}
    </ButtonRow>
  )
}

function Ways({ seen }: { seen: Seen }) {
  const own = pointsWords[seen.lang]
  return (
    <CardGrid columns={2}>
      <Card title={own.payAtShop} level={2}>
        <p class="mb-4">{own.payAtShopLead}</p>
        <ShopCodeForm seen={seen} />
      </Card>
      <Card title={own.showCode} level={2}>
        <p class="mb-4">{own.showCodeLead}</p>
        <CodeButton seen={seen} />
      </Card>
    </CardGrid>
  )
}

function ShopCodeForm({ code, seen }: { code?: string; seen: Seen }) {
  const own = pointsWords[seen.lang]
  return (
    <Form action={`${pointsAt}/pay`} method="get" label={own.payAtShop}>
      <Field
        {...box(seen, 'shop', code)}
        label={own.shopCode}
        hint={own.shopCodeHint}
        maxlength={20}
        width="middle"
        required
      />
      <ButtonRow>
        <Button>{own.toAmount}</Button>
      </ButtonRow>
    </Form>
  )
}

function CodeButton({ seen }: { seen: Seen }) {
  const own = pointsWords[seen.lang]
  return (
    <Form action={`${pointsAt}/code`} csrf={seen.csrf} requestKey={seen.requestKey} label={own.showCode}>
      <Button kind="secondary">{own.makeCode}</Button>
    </Form>
  )
}

interface PaymentsProps {
  payments: Page<PaymentSeen>
  at: string
  /** Whom the list names: the shop for a payer, the payer for a shop, both for the office. */
  other: 'shop' | 'payer' | 'both'
  seen: Seen
}

export function Payments({ payments, at, other, seen }: PaymentsProps) {
  const { lang } = seen
  const own = pointsWords[lang]
  const columns: Column<PaymentSeen>[] = [
    {
      key: 'at',
      label: own.time,
      cell: (row) => (
        <>
          <TextLink href={`${pointsAt}/payments/${row.paymentId}`}>{instantText(row.at, lang)}</TextLink>{' '}
          {row.undoneBecause !== '' && <StatusLabel tone="warning">{own.undone}</StatusLabel>}
        </>
      ),
    },
    ...(other === 'payer' ? [] : [{ key: 'shopName', label: own.shop }]),
    ...(other === 'shop' ? [] : [{ key: 'payerName', label: own.payer }]),
    { key: 'way', label: own.way, cell: (row) => own.ways[row.way], hideOnPhone: true },
    { key: 'points', label: own.amountOf, numeric: true, cell: (row) => own.points(decimal(row.points)) },
  ]
  return (
    <>
      <Table
        caption={own.history}
        hideCaption
        phone="cards"
        rows={payments.rows}
        empty={<EmptyState title={own.noPayments} />}
        columns={columns}
      />
      <Pager nextHref={payments.next && withQuery(at, { after: payments.next })} />
    </>
  )
}

export interface PayData {
  /** Undefined when no shop that takes points has this code. */
  readonly shop?: Shop
  readonly code: string
  readonly wallet: Wallet
}

export function payView({ shop, code, wallet }: PayData, seen: Seen): View {
  const own = pointsWords[seen.lang]
  if (!shop)
    return {
      title: own.payAtShop,
      breadcrumbs: [{ label: own.title, href: pointsAt }, { label: own.payAtShop }],
      body: (
        <>
          <Heading lead={own.payAtShopLead}>{own.payAtShop}</Heading>
          {code !== '' && <Notice kind="warning">{sayPoints({ refused: 'no_shop_code' }, seen.lang)}</Notice>}
          <ShopCodeForm code={code} seen={seen} />
        </>
      ),
    }
  return {
    title: own.payTo(shop.name),
    breadcrumbs: [{ label: own.title, href: pointsAt }, { label: own.payTo(shop.name) }],
    body: (
      <>
        <Heading lead={own.afterPaying}>{own.payTo(shop.name)}</Heading>
        <FormErrors seen={seen} />
        <Figure label={own.yours} value={decimal(wallet.points)} unit={own.pt} />
        <Form
          action={`${pointsAt}/pay`}
          csrf={seen.csrf}
          requestKey={seen.requestKey}
          label={own.payTo(shop.name)}
        >
          <input type="hidden" name="shop" value={shop.code} />
          <Field {...box(seen, 'points')} label={own.amount} type="number" unit={own.pt} required />
          <ButtonRow>
            <Button size="large">{own.pay}</Button>
          </ButtonRow>
        </Form>
      </>
    ),
  }
}

export interface CodeData {
  /** Undefined when it was used or has run out. */
  readonly code?: string
  readonly until?: Date
}

export function codeView({ code, until }: CodeData, seen: Seen): View {
  const own = pointsWords[seen.lang]
  return {
    title: own.showCode,
    breadcrumbs: [{ label: own.title, href: pointsAt }, { label: own.showCode }],
    body: (
      <>
        <Heading lead={own.showCodeLead}>{own.showCode}</Heading>
        {code === undefined ? (
          <>
            <Notice kind="info">{own.codeGone}</Notice>
            <CodeButton seen={seen} />
          </>
        ) : (
          <Square url={`${seen.publicUrl}${pointsAt}/take?code=${code}`} label={own.codeAlt} />
        )}
        {until && <p class="mt-4">{own.codeUntil(instantText(until, seen.lang))}</p>}
      </>
    ),
  }
}

export function paymentView(payment: PaymentSeen, seen: Seen): View {
  const { lang, actor } = seen
  const own = pointsWords[lang]
  const standing = payment.undoneBecause === ''
  const shopToday = actor.partyId === payment.shopId && payment.on === dayAt(seen.now)
  const mayUndo = standing && payment.way !== 'note' && (shopToday || may(actor.role, 'points.run'))
  return {
    title: own.payTo(payment.shopName),
    breadcrumbs: [{ label: own.title, href: pointsAt }, { label: own.payTo(payment.shopName) }],
    body: (
      <>
        <Heading>{standing ? own.paidTitle : own.undoneTitle}</Heading>
        <FormErrors seen={seen} />
        {!standing && <Notice kind="warning">{payment.undoneBecause}</Notice>}
        <Figure label={payment.shopName} value={decimal(payment.points)} unit={own.pt} size="large" />
        <DefinitionList
          items={[
            [own.time, instantText(payment.at, lang)],
            [own.payer, payment.payerName],
            [own.way, own.ways[payment.way]],
          ]}
        />
        {may(actor.role, 'ledger.see') && (
          <p class="mt-4">
            <TextLink href={`/ledger/entries/${payment.entryId}`}>{own.openLedger}</TextLink>
          </p>
        )}
        {mayUndo && (
          <TakeBack
            action={`${pointsAt}/payments/${payment.paymentId}/undo`}
            title={own.undo}
            lead={own.undoLead}
            seen={seen}
          />
        )}
      </>
    ),
  }
}

interface TakeBackProps {
  action: string
  title: string
  lead: string
  seen: Seen
}

/** Takes something back by a reversal, which wants a reason. */
export function TakeBack({ action, title, lead, seen }: TakeBackProps) {
  return (
    <Part title={title} lead={lead}>
      <Form action={action} csrf={seen.csrf} requestKey={seen.requestKey} label={title}>
        <Field {...box(seen, 'reason')} label={pointsWords[seen.lang].reason} maxlength={200} required />
        <Button kind="danger">{title}</Button>
      </Form>
    </Part>
  )
}
