/** Points as a shop sees them: what it took, its square, the customer's code, notes. Views only. */
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { AccountInDoubt } from '#http/transfer-returns.tsx'
import type { Page } from '#parties/cursors.ts'
import type { ReturnedTransfer } from '#parties/transfer-returns.ts'
import type { PaymentSeen } from '#points/payment-lists.ts'
import type { Shop } from '#points/shops.ts'
import { Card, CardGrid, EmptyState, Figure, Heading, Notice } from '#ui/blocks.tsx'
import { Button, ButtonRow } from '#ui/buttons.tsx'
import { Field, Form, TextArea } from '#ui/forms.tsx'
import { decimal } from '#ui/numbers.ts'
import { Square } from '#ui/parts.tsx'
import { Payments, pointsAt } from './wallet.pages.tsx'
import { pointsWords } from './words.ts'

export interface TillData {
  readonly shop?: Shop
  readonly till: { readonly today: number; readonly takings: number }
  readonly payments: Page<PaymentSeen>
  /** A transfer to the shop that came back. */
  readonly returned?: ReturnedTransfer
  /** Of a customer, as it was read. */
  readonly code?: string
  /** The number of a note, as its square was read. */
  readonly note?: string
}

export function tillView({ shop, till, payments, returned, code, note }: TillData, seen: Seen): View {
  const own = pointsWords[seen.lang]
  const breadcrumbs = [{ label: own.title, href: pointsAt }, { label: own.till }]
  if (!shop)
    return {
      title: own.till,
      breadcrumbs,
      body: (
        <>
          <Heading>{own.till}</Heading>
          <EmptyState title={own.notAShop} text={own.notAShopText} />
        </>
      ),
    }
  return {
    title: own.till,
    breadcrumbs,
    body: (
      <>
        <Heading lead={own.tillLead} above={shop.name}>
          {own.till}
        </Heading>
        <FormErrors seen={seen} />
        <AccountInDoubt returned={returned} lang={seen.lang} />
        {code !== undefined && <Notice kind="info">{own.takeFrom}</Notice>}
        <TakeForm code={code} seen={seen} />
        <CardGrid columns={2}>
          <Figure label={own.today} value={decimal(till.today)} unit={own.pt} />
          <Figure label={own.unpaid} value={decimal(till.takings)} unit={own.pt} />
        </CardGrid>
        <section class="mt-10">
          <Heading level={2}>{own.history}</Heading>
          <Payments payments={payments} at={`${pointsAt}/till`} other="payer" seen={seen} />
        </section>
        <CardGrid columns={2}>
          <Card title={own.square} level={2}>
            <p class="mb-4">{own.squareText}</p>
            <Square
              url={`${seen.publicUrl}${pointsAt}/pay?shop=${shop.code}`}
              label={own.squareAlt(shop.name)}
            />
            <p class="y-square-code">{`${shop.code.slice(0, 4)}-${shop.code.slice(4)}`}</p>
          </Card>
          <Card title={own.notes} level={2}>
            <NotesForm note={note} seen={seen} />
          </Card>
        </CardGrid>
      </>
    ),
  }
}

function TakeForm({ code, seen }: { code?: string; seen: Seen }) {
  const own = pointsWords[seen.lang]
  return (
    <Form
      action={`${pointsAt}/take`}
      csrf={seen.csrf}
      requestKey={`${seen.requestKey} take`}
      label={own.take}
    >
      <Field
        name="code"
        label={own.code}
        hint={own.takeLead}
        value={typed(seen, 'code', code)}
        error={faultOf(seen, 'code')}
        maxlength={200}
        required
      />
      <Field
        name="points"
        label={own.takeAmount}
        type="number"
        unit={own.pt}
        value={typed(seen, 'points')}
        error={faultOf(seen, 'points')}
        required
      />
      <ButtonRow>
        <Button>{own.takeButton}</Button>
      </ButtonRow>
    </Form>
  )
}

function NotesForm({ note, seen }: { note?: string; seen: Seen }) {
  const own = pointsWords[seen.lang]
  return (
    <Form
      action={`${pointsAt}/till/notes`}
      csrf={seen.csrf}
      requestKey={`${seen.requestKey} notes`}
      label={own.notes}
    >
      <p class="mb-4">{own.notesLead}</p>
      <TextArea
        name="serials"
        label={own.serials}
        hint={own.serialsHint}
        value={typed(seen, 'serials', note)}
        error={faultOf(seen, 'serials')}
        rows={5}
        required
      />
      <ButtonRow>
        <Button kind="secondary">{own.notesButton}</Button>
      </ButtonRow>
    </Form>
  )
}
