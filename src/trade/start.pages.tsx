/** What to do now, by who asks; and the settings. Views only. */
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { CardGrid, Figure, Heading, Notice } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldRow, Form, RadioGroup } from '#ui/forms.tsx'
import { decimal, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import type { BuyerFigures, CompanyFigures, Count, Figures, ProducerFigures } from './figures.ts'
import { TradeTabs, crumbs } from './page-parts.tsx'
import type { Setting } from './settings.ts'
import { startWords } from './words/start.ts'
import type { StartWords } from './words/start.ts'

type FigureProps = Parameters<typeof Figure>[0]

export function startView(figures: Figures, seen: Seen): View {
  const own = startWords[seen.lang]
  return {
    title: own.trade,
    wide: true,
    breadcrumbs: crumbs(seen),
    body: (
      <>
        <TradeTabs seen={seen} current="start" />
        <Heading lead={own.lead[figures.role]}>{own.start}</Heading>
        <Deeds figures={figures} own={own} />
        <CardGrid columns={4} pair>
          {figuresOf(figures, seen).map((each) => (
            <Figure {...each} />
          ))}
        </CardGrid>
      </>
    ),
  }
}

/** What this person most often begins here. */
function Deeds({ figures, own }: { figures: Figures; own: StartWords }) {
  if (figures.role === 'buyer')
    return (
      <ButtonRow>
        <ButtonLink href="/trade/orders/new" kind="primary" size="large">
          {own.newOrder}
        </ButtonLink>
      </ButtonRow>
    )
  if (figures.role === 'producer')
    return (
      <>
        {figures.products + figures.drafts === 0 && (
          <Notice title={own.firstSteps}>{own.firstStepsText}</Notice>
        )}
        <ButtonRow>
          <ButtonLink href="/trade/products/new" kind="primary">
            {own.putUp}
          </ButtonLink>
        </ButtonRow>
      </>
    )
  const waiting = [figures.toShip, figures.toInvoice, figures.unpaid, figures.toPayOut, figures.ordered]
  const idle = figures.bankLines === 0 && waiting.every(({ count }) => count === 0)
  return (
    <>
      {idle && <Notice title={own.allDone}>{own.firstStepsText}</Notice>}
      <ButtonRow>
        <ButtonLink href="/trade/orders/new" kind="primary">
          {own.newOrderFor}
        </ButtonLink>
        <ButtonLink href="/trade/dispatch">{own.dispatch}</ButtonLink>
        <ButtonLink href="/trade/lots/new">{own.receive}</ButtonLink>
        <ButtonLink href="/trade/products/new">{own.putUp}</ButtonLink>
      </ButtonRow>
    </>
  )
}

/** Each figure opens the list of which it is the sum. */
function figuresOf(figures: Figures, seen: Seen): FigureProps[] {
  switch (figures.role) {
    case 'company':
      return companyFigures(figures, seen)
    case 'buyer':
      return buyerFigures(figures, seen)
    case 'producer':
      return producerFigures(figures, seen)
  }
}

function counted(
  label: string,
  { count, yen: amount }: Count,
  href: string,
  seen: Seen,
  tax: 'net' | 'gross',
) {
  const own = startWords[seen.lang]
  return {
    label,
    value: decimal(count),
    unit: own.cases,
    note: own[tax](yen(amount, seen.lang)),
    href,
    hrefLabel: own.open,
  } satisfies FigureProps
}
const plain = (label: string, count: number, href: string, seen: Seen): FigureProps => ({
  label,
  value: decimal(count),
  unit: startWords[seen.lang].cases,
  href,
  hrefLabel: startWords[seen.lang].open,
})

function companyFigures(figures: CompanyFigures, seen: Seen): FigureProps[] {
  const own = startWords[seen.lang]
  const toShip = counted(own.toShip, figures.toShip, '/trade/orders?view=open', seen, 'net')
  const due = figures.toShipNow > 0 ? own.toShipNow(decimal(figures.toShipNow)) : undefined
  return [
    { ...toShip, note: due ? `${toShip.note}・${due}` : toShip.note },
    counted(own.ordered, figures.ordered, '/trade/orders', seen, 'net'),
    counted(own.toInvoice, figures.toInvoice, '/trade/invoices', seen, 'net'),
    counted(own.unpaid, figures.unpaid, '/trade/invoices?view=open', seen, 'gross'),
    counted(own.overdue, figures.overdue, '/trade/invoices?view=overdue', seen, 'gross'),
    counted(own.toPayOut, figures.toPayOut, '/trade/statements?view=to_pay', seen, 'gross'),
    plain(own.bankLines, figures.bankLines, '/trade/bank', seen),
    plain(own.expiring, figures.expiring, '/trade/stock', seen),
    ...(figures.differences > 0
      ? [plain(own.differences, figures.differences, '/trade/acceptances', seen)]
      : []),
  ]
}

function buyerFigures(figures: BuyerFigures, seen: Seen): FigureProps[] {
  const own = startWords[seen.lang]
  return [
    counted(own.onTheWay, figures.onTheWay, '/trade/orders?view=open', seen, 'net'),
    counted(own.toPay, figures.unpaid, '/trade/invoices?view=open', seen, 'gross'),
    counted(own.overdue, figures.overdue, '/trade/invoices?view=overdue', seen, 'gross'),
  ]
}

function producerFigures(figures: ProducerFigures, seen: Seen): FigureProps[] {
  const own = startWords[seen.lang]
  return [
    plain(own.soldWaiting, figures.ordered, '/trade/orders?view=open', seen),
    plain(own.published, figures.products, '/trade/products?state=published', seen),
    plain(own.drafts, figures.drafts, '/trade/products?state=draft', seen),
    counted(own.toBePaid, figures.toBePaid, '/trade/statements', seen, 'gross'),
  ]
}

export function settingsView({ setting }: { readonly setting: Setting }, seen: Seen): View {
  const own = startWords[seen.lang]
  return {
    title: own.settings,
    breadcrumbs: crumbs(seen, { label: own.settings }),
    body: (
      <>
        <TradeTabs seen={seen} current="settings" />
        <Heading lead={own.settingsLead}>{own.settings}</Heading>
        <FormErrors seen={seen} />
        <SettingForm setting={setting} seen={seen} />
        <Part>
          <Heading level={2}>{own.buyerTerms}</Heading>
          <p>{own.buyerTermsLead}</p>
          <ButtonRow>
            <ButtonLink href="/trade/buyers">{own.buyers}</ButtonLink>
          </ButtonRow>
        </Part>
      </>
    ),
  }
}

const roundings = ['floor', 'round', 'ceil'] as const

function SettingForm({ setting, seen }: { setting: Setting; seen: Seen }) {
  const own = startWords[seen.lang]
  const number = (name: 'closingDay' | 'payMonths' | 'payDay') => ({
    type: 'number' as const,
    name,
    value: typed(seen, name, setting[name]),
    error: faultOf(seen, name),
    required: true,
  })
  return (
    <Form action="/trade/settings" csrf={seen.csrf} requestKey={seen.requestKey} label={own.settings}>
      <RadioGroup
        name="rounding"
        label={own.rounding}
        hint={own.roundingHint}
        value={typed(seen, 'rounding', setting.rounding)}
        error={faultOf(seen, 'rounding')}
        options={roundings.map((value) => ({ value, label: own.roundings[value] }))}
        inline
      />
      <FieldRow>
        <Field {...number('closingDay')} label={own.closingDay} hint={own.closingDayHint} unit={own.day} />
        <Field {...number('payMonths')} label={own.payMonths} hint={own.payMonthsHint} unit={own.months} />
        <Field {...number('payDay')} label={own.payDay} hint={own.payDayHint} unit={own.day} />
      </FieldRow>
      <Field
        name="requesterCode"
        label={own.requesterCode}
        hint={own.requesterCodeHint}
        value={typed(seen, 'requesterCode', setting.requesterCode)}
        error={faultOf(seen, 'requesterCode')}
        width="middle"
        inputmode="numeric"
        optional
      />
      <ButtonRow>
        <Button>{own.save}</Button>
      </ButtonRow>
    </Form>
  )
}
