/** A buyer's account: terms, places, approval, prices. Views only. */
import { withQuery } from '#http/paths.ts'
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, faultOf, typed, typedList } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Page } from '#parties/cursors.ts'
import { may } from '#parties/policy.ts'
import { Card, DefinitionList, EmptyState, Heading, Money, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { CheckboxGroup, Field, FieldRow, Form, Select, TextArea } from '#ui/forms.tsx'
import { Pager, SearchForm } from '#ui/lists.tsx'
import { dayText, listed, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import { TradeTabs, crumbs } from '#trade/page-parts.tsx'
import type { Account, AccountRow } from './accounts.ts'
import { buyerWords } from './words.ts'

const list = '/trade/buyers'

export function buyersView(
  { found, q }: { found: Page<AccountRow>; q: string | undefined },
  seen: Seen,
): View {
  const own = buyerWords[seen.lang]
  return {
    title: own.buyers,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.buyers }),
    body: (
      <>
        <TradeTabs seen={seen} current="buyers" />
        <Heading lead={own.lead} action={<ButtonLink href="/trade/price-lists">{own.allPrices}</ButtonLink>}>
          {own.buyers}
        </Heading>
        <SearchForm action={list} label={own.search} value={q} clearHref={q ? list : undefined} />
        <Table
          caption={own.buyers}
          hideCaption
          phone="cards"
          rows={found.rows}
          empty={<EmptyState title={q ? own.noneFound : own.none} text={q ? undefined : own.noneText} />}
          columns={[
            {
              key: 'name',
              label: own.buyer,
              cell: (row) => <TextLink href={`${list}/${row.buyerId}`}>{row.name}</TextLink>,
            },
            { key: 'route', label: own.route },
            {
              key: 'priceLists',
              label: own.priceLists,
              cell: (row) =>
                row.priceLists.length > 0 ? listed(row.priceLists, seen.lang) : own.usualPrices,
            },
            {
              key: 'creditLimitYen',
              label: own.creditLimit,
              numeric: true,
              cell: (row) => (row.creditLimitYen === null ? own.noLimit : <Money yen={row.creditLimitYen} />),
            },
            {
              key: 'unpaidYen',
              label: own.unpaid,
              numeric: true,
              cell: (row) => <Money yen={row.unpaidYen} />,
            },
            {
              key: 'lastOrderOn',
              label: own.lastOrder,
              cell: (row) => row.lastOrderOn && dayText(row.lastOrderOn, seen.lang),
            },
          ]}
        />
        <Pager nextHref={found.next && withQuery(list, { q, after: found.next })} />
      </>
    ),
  }
}

interface Parts {
  account: Account
  seen: Seen
}
const atOf = ({ buyerId }: Account): string => `${list}/${buyerId}`

export function buyerView(account: Account, seen: Seen): View {
  const own = buyerWords[seen.lang]
  const staff = may(seen.actor.role, 'price.set')
  return {
    title: `${own.account} ${account.name}`,
    breadcrumbs: staff
      ? crumbs(seen, { label: own.buyers, href: list }, { label: account.name })
      : crumbs(seen, { label: own.account }),
    body: (
      <>
        <TradeTabs seen={seen} current="buyers" />
        <Heading above={staff ? own.account : account.name} lead={staff ? undefined : own.ownLead}>
          {staff ? account.name : own.account}
        </Heading>
        <FormErrors seen={seen} />
        {staff && (
          <ButtonRow>
            <ButtonLink href={withQuery('/trade/orders/new', { buyer: account.buyerId })} kind="primary">
              {own.enterOrder}
            </ButtonLink>
            <ButtonLink href={withQuery('/trade/orders', { buyer: account.buyerId })}>
              {own.orders}
            </ButtonLink>
            <ButtonLink href={withQuery('/trade/invoices', { buyer: account.buyerId, view: 'all' })}>
              {own.invoices}
            </ButtonLink>
          </ButtonRow>
        )}
        <Credit account={account} seen={seen} />
        {staff ? <TermsForm account={account} seen={seen} /> : <TermsTold account={account} seen={seen} />}
        <Places account={account} seen={seen} />
        {staff && <PricesForm account={account} seen={seen} />}
        <ApprovalForm account={account} seen={seen} />
      </>
    ),
  }
}

function Credit({ account: { terms, usedYen }, seen }: Parts) {
  const own = buyerWords[seen.lang]
  const limit = terms.creditLimitYen ?? null
  if (limit === null && seen.actor.role === 'buyer') return null
  return (
    <DefinitionList
      items={[
        [own.creditLimit, limit === null ? own.noLimit : yen(limit, seen.lang)],
        [own.used, yen(usedYen, seen.lang)],
        ...(limit === null ? [] : [[own.left, yen(Math.max(0, limit - usedYen), seen.lang)] as const]),
      ]}
    />
  )
}

function termsOf({ terms, setting }: Account, seen: Seen): string {
  const own = buyerWords[seen.lang]
  const day = (at: number): string => (at === 31 ? own.lastDay : own.dayOf(at))
  return own.termsText(
    day(terms.closingDay ?? setting.closingDay),
    terms.payMonths ?? setting.payMonths,
    day(terms.payDay ?? setting.payDay),
  )
}

/** What a buyer may read and not change. */
function TermsTold({ account, seen }: Parts) {
  const own = buyerWords[seen.lang]
  const { terms } = account
  const agreed = terms.billingEmails ?? []
  return (
    <Part>
      <Heading level={2}>{own.terms}</Heading>
      <DefinitionList
        items={[
          [own.closingDay, termsOf(account, seen)],
          [
            own.billingEmails,
            listed(agreed.length > 0 ? agreed : account.members.map(({ email }) => email), seen.lang),
          ],
          [own.deliveryNote, terms.deliveryNote],
          [
            own.priceLists,
            listed(
              account.priceLists.map(({ name }) => name),
              seen.lang,
            ) || own.usualPrices,
          ],
        ]}
      />
    </Part>
  )
}

function TermsForm({ account, seen }: Parts) {
  const own = buyerWords[seen.lang]
  const { terms } = account
  const usual = termsOf({ ...account, terms: { buyerId: terms.buyerId } }, seen)
  const number = (name: 'closingDay' | 'payMonths' | 'payDay') => ({
    type: 'number' as const,
    name,
    value: typed(seen, name, terms[name] ?? undefined),
    error: faultOf(seen, name),
    optional: true,
  })
  const box = (name: 'payerKana' | 'route' | 'deliveryNote') => ({
    name,
    value: typed(seen, name, terms[name]),
    error: faultOf(seen, name),
    optional: true,
  })
  return (
    <Part id="terms">
      <Card title={own.terms} level={2}>
        <p>{own.usual(usual)}</p>
        <Form
          action={`${atOf(account)}/terms`}
          csrf={seen.csrf}
          requestKey={`${seen.requestKey} terms`}
          label={own.terms}
        >
          <FieldRow>
            <Field
              {...number('closingDay')}
              label={own.closingDay}
              hint={own.closingDayHint}
              unit={own.day}
            />
            <Field {...number('payMonths')} label={own.payMonths} unit={own.months} />
            <Field {...number('payDay')} label={own.payDay} unit={own.day} />
          </FieldRow>
          <Field
            type="number"
            name="creditLimitYen"
            label={own.creditLimit}
            hint={own.creditHint}
            unit={seen.lang === 'ja' ? '円' : 'yen'}
            value={typed(seen, 'creditLimitYen', terms.creditLimitYen ?? undefined)}
            error={faultOf(seen, 'creditLimitYen')}
            optional
          />
          <Field {...box('payerKana')} label={own.payerKana} hint={own.payerKanaHint} />
          <TextArea
            name="billingEmails"
            label={own.billingEmails}
            hint={own.billingEmailsHint}
            value={typed(seen, 'billingEmails', terms.billingEmails?.join('\n'))}
            error={faultOf(seen, 'billingEmails')}
            rows={2}
            optional
          />
          <Field {...box('route')} label={own.route} hint={own.routeHint} width="middle" />
          <TextArea {...box('deliveryNote')} label={own.deliveryNote} rows={2} />
          <ButtonRow>
            <Button>{own.save}</Button>
          </ButtonRow>
        </Form>
      </Card>
    </Part>
  )
}

function Places({ account, seen }: Parts) {
  const own = buyerWords[seen.lang]
  const at = `${atOf(account)}/places`
  const box = (name: 'placeName' | 'placeAddress' | 'placeNote') => ({
    name,
    label: own[name],
    value: typed(seen, name),
    error: faultOf(seen, name),
  })
  return (
    <Part id="places">
      <Card title={own.places} level={2}>
        <p>{own.placesLead}</p>
        <Table
          caption={own.places}
          hideCaption
          phone="cards"
          rows={account.places}
          empty={<p>{own.noPlaces}</p>}
          columns={[
            { key: 'name', label: own.placeName },
            { key: 'address', label: own.placeAddress },
            { key: 'note', label: own.placeNote },
            {
              key: 'close',
              label: own.closePlace,
              cell: (row) => (
                <Form
                  action={`${at}/close`}
                  csrf={seen.csrf}
                  requestKey={`${seen.requestKey} ${row.placeId}`}
                >
                  <input type="hidden" name="placeId" value={row.placeId} />
                  <Button kind="quiet" size="small">
                    {own.closePlace}
                  </Button>
                </Form>
              ),
            },
          ]}
        />
        <div class="mt-6">
          <Form action={at} csrf={seen.csrf} requestKey={`${seen.requestKey} place`} label={own.addPlace}>
            <Field {...box('placeName')} hint={own.placeNameHint} required />
            <Field {...box('placeAddress')} optional />
            <Field {...box('placeNote')} hint={own.placeNoteHint} optional />
            <ButtonRow>
              <Button kind="secondary">{own.addPlace}</Button>
            </ButtonRow>
          </Form>
        </div>
      </Card>
    </Part>
  )
}

const mostLists = 3

function PricesForm({ account, seen }: Parts) {
  const own = buyerWords[seen.lang]
  return (
    <Part id="prices">
      <Card title={own.priceLists} level={2}>
        <p>{own.pricesLead}</p>
        <Form
          action={`${atOf(account)}/prices`}
          csrf={seen.csrf}
          requestKey={`${seen.requestKey} prices`}
          label={own.priceLists}
        >
          <FieldRow>
            {Array.from({ length: mostLists }, (_, at) => (
              <Select
                name={`priceListIds.${at}`}
                label={own.priceListAt(at + 1)}
                options={account.allLists.map(({ priceListId, name }) => ({
                  value: priceListId,
                  label: name,
                }))}
                value={typed(seen, `priceListIds.${at}`, account.priceLists[at]?.priceListId)}
                error={at === 0 ? faultOf(seen, 'priceListIds') : undefined}
                empty={own.usualPrices}
                optional
              />
            ))}
          </FieldRow>
          <ButtonRow>
            <Button kind="secondary">{own.savePrices}</Button>
          </ButtonRow>
        </Form>
      </Card>
    </Part>
  )
}

function ApprovalForm({ account, seen }: Parts) {
  const own = buyerWords[seen.lang]
  const chosen = account.members.filter(({ approver }) => approver).map(({ userId }) => userId)
  return (
    <Part id="approval">
      <Card title={own.approval} level={2}>
        <p>{account.members.length === 0 ? own.noMembers : own.approvalLead}</p>
        {account.members.length > 0 && (
          <Form
            action={`${atOf(account)}/approval`}
            csrf={seen.csrf}
            requestKey={`${seen.requestKey} approval`}
            label={own.approval}
          >
            <Field
              type="number"
              name="aboveYen"
              label={own.approvalAbove}
              hint={own.approvalAboveHint}
              unit={seen.lang === 'ja' ? '円' : 'yen'}
              value={typed(seen, 'aboveYen', account.approvalAboveYen ?? undefined)}
              error={faultOf(seen, 'aboveYen')}
              optional
            />
            <CheckboxGroup
              name="userIds"
              label={own.approvers}
              options={account.members.map(({ userId, name, email }) => ({
                value: userId,
                label: name,
                hint: email,
              }))}
              values={typedList(seen, 'userIds', chosen, 'aboveYen')}
              error={faultOf(seen, 'userIds')}
            />
            <ButtonRow>
              <Button kind="secondary">{own.saveApproval}</Button>
            </ButtonRow>
          </Form>
        )}
      </Card>
    </Part>
  )
}
