/** What a producer will have: the same form signed in, for staff, and behind the link of the mail. Views only. */
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { EmptyState, Heading, Notice } from '#ui/blocks.tsx'
import { Button, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldGroup, FieldRow, Form } from '#ui/forms.tsx'
import { dayText, listed } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import { TradeTabs, crumbs } from '#trade/page-parts.tsx'
import { baseText, inLang } from '#trade/sheet-parts.ts'
import type { MemberResult } from './allocation-lists.ts'
import { PoolResult } from './allocation.pages.tsx'
import type { AvailabilityForm, AvailableProduct } from './availability.ts'
import { cyclesAt } from './cycles.pages.tsx'
import { deadlineText } from './letters.ts'
import { cycleWords } from './words.ts'

export interface ProducerSeen {
  readonly form: AvailabilityForm
  /** How the pools in which it has goods were spread. */
  readonly results: readonly MemberResult[]
}

/** For who is signed in: the producer itself, or staff for it. */
export function offersView({ form, results }: ProducerSeen, seen: Seen): View {
  const own = cycleWords[seen.lang]
  const staff = seen.actor.role === 'company_staff'
  return {
    title: `${own.offersTitle} ${form.name}`,
    breadcrumbs: crumbs(
      seen,
      { label: own.cycles, href: cyclesAt },
      ...(staff ? [{ label: form.name, href: `${cyclesAt}/${form.cycleId}` }] : []),
      { label: own.offersTitle },
    ),
    body: (
      <>
        <TradeTabs seen={seen} current="cycles" />
        <OffersForm
          form={form}
          action={`${cyclesAt}/${form.cycleId}/offers/${form.producerId}`}
          seen={seen}
        />
        {results.length > 0 && (
          <Part>
            <Heading level={2} lead={own.allocationLead}>
              {own.allocation}
            </Heading>
            {[...Map.groupBy(results, ({ poolName }) => poolName)].map(([name, rows]) => (
              <PoolResult name={name} rows={rows} seen={seen} />
            ))}
          </Part>
        )}
      </>
    ),
  }
}

/** For whoever opened the link of the mail: nothing but the form. */
export function linkedOffersView(
  { form, token }: { form: AvailabilityForm; token: string },
  seen: Seen,
): View {
  const own = cycleWords[seen.lang]
  return {
    title: `${own.offersTitle} ${form.name}`,
    body: <OffersForm form={form} action={`/offers/${token}`} seen={seen} />,
  }
}

function OffersForm({ form, action, seen }: { form: AvailabilityForm; action: string; seen: Seen }) {
  const own = cycleWords[seen.lang]
  const days = listed(
    form.deliverDays.map((on) => dayText(on, seen.lang)),
    seen.lang,
  )
  return (
    <>
      <Heading above={`${form.name}・${form.producerName}`} lead={form.open ? own.offersLead : undefined}>
        {own.offersTitle}
      </Heading>
      <p>
        {own.closesAt}：{deadlineText(form.closesAt, seen.lang)}
        <br />
        {own.deliverDays}：{days}
      </p>
      <FormErrors seen={seen} />
      {form.open || (
        <Notice kind="warning" title={own.over}>
          {own.overText}
        </Notice>
      )}
      {form.products.length === 0 ? (
        <EmptyState title={own.noProducts} text={own.noProductsText} />
      ) : form.open ? (
        <Form action={action} csrf={seen.csrf} requestKey={seen.requestKey} label={own.offersTitle}>
          {form.products.map((product, at) => (
            <ProductBoxes product={product} at={at} seen={seen} />
          ))}
          <ButtonRow>
            <Button size="large">{own.send}</Button>
          </ButtonRow>
        </Form>
      ) : (
        <Told products={form.products} seen={seen} />
      )}
    </>
  )
}

function ProductBoxes({ product, at, seen }: { product: AvailableProduct; at: number; seen: Seen }) {
  const own = cycleWords[seen.lang]
  const byWeight = product.baseKind === 'weight'
  const unit = byWeight ? 'kg' : inLang(product.baseUnit, product.baseUnitEn, seen.lang)
  const amount = (base: number): string => baseText(base, byWeight ? 'g' : unit)
  const hints = [
    ...(product.taken > 0 ? [own.alreadyTaken(amount(product.taken))] : []),
    ...(product.lastOffered ? [own.last(amount(product.lastOffered))] : []),
  ]
  const name = byWeight ? `rows.${at}.kilograms` : `rows.${at}.pieces`
  return (
    <FieldGroup legend={inLang(product.name, product.nameEn, seen.lang)}>
      <input type="hidden" name={`rows.${at}.productId`} value={product.productId} />
      <FieldRow>
        <Field
          type={byWeight ? 'decimal' : 'number'}
          name={name}
          label={own.offersUnit(unit)}
          hint={hints.length > 0 ? hints.join('・') : undefined}
          unit={unit}
          value={typed(seen, name, byWeight ? product.offered / 1000 : product.offered)}
          error={faultOf(seen, name)}
        />
        <Field
          type="date"
          name={`rows.${at}.harvestOn`}
          label={own.harvestOn}
          value={typed(seen, `rows.${at}.harvestOn`, product.harvestOn ?? undefined)}
          error={faultOf(seen, `rows.${at}.harvestOn`)}
          optional
        />
      </FieldRow>
    </FieldGroup>
  )
}

/** What was said, when nothing can be changed any more. */
function Told({ products, seen }: { products: readonly AvailableProduct[]; seen: Seen }) {
  const own = cycleWords[seen.lang]
  const amount = (row: AvailableProduct, base: number): string =>
    baseText(base, row.baseKind === 'weight' ? 'g' : inLang(row.baseUnit, row.baseUnitEn, seen.lang))
  return (
    <Table
      caption={own.offersTitle}
      hideCaption
      phone="cards"
      rows={products.filter(({ offered }) => offered > 0)}
      empty={<p>{own.noGoods}</p>}
      columns={[
        { key: 'name', label: own.product, cell: (row) => inLang(row.name, row.nameEn, seen.lang) },
        { key: 'offered', label: own.offered, numeric: true, cell: (row) => amount(row, row.offered) },
        { key: 'taken', label: own.taken, numeric: true, cell: (row) => amount(row, row.taken) },
        {
          key: 'harvestOn',
          label: own.harvestOn,
          cell: (row) => row.harvestOn && dayText(row.harvestOn, seen.lang),
        },
      ]}
    />
  )
}
