/** A producer's and the company's own products. Views only; `products.routes.ts` says what is read and done. */
import { withQuery } from '#http/paths.ts'
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Day } from '#kit/days.ts'
import type { Page } from '#parties/cursors.ts'
import { may } from '#parties/policy.ts'
import { Card, EmptyState, Heading, Notice, StatusLabel, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Form, FieldGroup, FieldRow, Field, RadioGroup } from '#ui/forms.tsx'
import { FilterChips, Pager, SearchForm } from '#ui/lists.tsx'
import { dayText, decimal, percent, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import type { Lang } from '#ui/words.ts'
import type { CatalogueRow, ProductSeen } from './catalogue.ts'
import { categoryNames } from './categories.ts'
import { TradeTabs, crumbs } from './page-parts.tsx'
import type { Person } from './people.ts'
import { ProductPictures } from './product-pictures.pages.tsx'
import { ProductSheet } from './product-sheet.tsx'
import type { Contract } from './products.ts'
import { models, productStates } from './schema.ts'
import type { ProductState } from './schema.ts'
import { baseText, inLang } from './sheet-parts.ts'
import { goodsWords } from './words/goods.ts'

const tones = { draft: 'warning', published: 'success', withdrawn: 'neutral' } as const

interface Asked {
  readonly q?: string
  readonly state?: ProductState
}

export function productsView(found: Page<CatalogueRow>, seen: Seen, asked: Asked): View {
  const own = goodsWords[seen.lang]
  const add = { label: own.newProduct, href: '/trade/products/new' }
  const chip = (state: ProductState | undefined, label: string) => ({
    label,
    href: withQuery('/trade/products', { q: asked.q, state }),
    current: asked.state === state,
  })
  const bare = found.rows.length === 0 && !asked.q && !asked.state
  return {
    title: own.products,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.products }),
    body: (
      <>
        <TradeTabs seen={seen} current="products" />
        <Heading
          lead={own.productsLead}
          action={
            <ButtonLink href={add.href} kind="primary">
              {add.label}
            </ButtonLink>
          }
        >
          {own.products}
        </Heading>
        {bare ? (
          <EmptyState title={own.noProducts} text={own.noProductsText} action={add} />
        ) : (
          <>
            <SearchForm
              action="/trade/products"
              label={own.search}
              value={asked.q}
              hidden={asked.state ? [{ name: 'state', value: asked.state }] : []}
              clearHref={asked.q ? withQuery('/trade/products', { state: asked.state }) : undefined}
            />
            <FilterChips
              items={[
                chip(undefined, own.all),
                ...productStates.map((state) => chip(state, own.state[state])),
              ]}
            />
            <ProductTable rows={found.rows} lang={seen.lang} />
            <Pager
              nextHref={
                found.next &&
                withQuery('/trade/products', { q: asked.q, state: asked.state, after: found.next })
              }
            />
          </>
        )}
      </>
    ),
  }
}

function ProductTable({ rows, lang }: { rows: readonly CatalogueRow[]; lang: Lang }) {
  const own = goodsWords[lang]
  return (
    <Table
      caption={own.products}
      hideCaption
      phone="cards"
      rows={rows}
      empty={<p>{own.noFound}</p>}
      columns={[
        {
          key: 'name',
          label: own.name,
          cell: (row) => (
            <TextLink href={`/trade/products/${row.productId}/edit`}>
              {inLang(row.name, row.nameEn, lang)}
            </TextLink>
          ),
        },
        {
          key: 'producer',
          label: own.producer,
          cell: (row) => inLang(row.producerName, row.producerNameEn, lang),
        },
        { key: 'category', label: own.category, cell: (row) => categoryNames[row.category][lang] },
        {
          key: 'price',
          label: own.price,
          numeric: true,
          cell: (row) => (row.fromYen === null ? '' : yen(row.fromYen, lang)),
        },
        {
          key: 'available',
          label: own.available,
          numeric: true,
          cell: (row) => baseText(row.available, inLang(row.baseUnit, row.baseUnitEn, lang)),
        },
        {
          key: 'state',
          label: own.publication,
          cell: (row) => <StatusLabel tone={tones[row.state]}>{own.state[row.state]}</StatusLabel>,
        },
      ]}
    />
  )
}

interface Editing {
  readonly producers: readonly Person[]
  readonly product: ProductSeen | undefined
  readonly today: Day
}

export function productFormView({ producers, product, today }: Editing, seen: Seen): View {
  const own = goodsWords[seen.lang]
  const title = product ? inLang(product.name, product.nameEn, seen.lang) : own.newProduct
  return {
    title,
    breadcrumbs: crumbs(seen, { label: own.products, href: '/trade/products' }, { label: title }),
    body: (
      <>
        <TradeTabs seen={seen} current="products" />
        <Heading
          above={product?.productNo}
          lead={product && <StatusLabel tone={tones[product.state]}>{own.state[product.state]}</StatusLabel>}
          action={
            product &&
            product.state !== 'draft' && (
              <ButtonLink href={`/products/${product.productId}`}>{own.seePublic}</ButtonLink>
            )
          }
        >
          {title}
        </Heading>
        <FormErrors seen={seen} />
        <Form
          action={product ? `/trade/products/${product.productId}/edit` : '/trade/products'}
          csrf={seen.csrf}
          requestKey={seen.requestKey}
          label={product ? own.editProduct : own.newProduct}
        >
          <ProductSheet product={product} producers={producers} seen={seen} />
          <ButtonRow>
            <Button>{product ? own.save : own.saveDraft}</Button>
          </ButtonRow>
        </Form>
        {product && <ProductPictures product={product} seen={seen} />}
        {product && <Terms product={product} today={today} seen={seen} />}
        {product && <Publication product={product} seen={seen} />}
      </>
    ),
  }
}

interface Of {
  readonly product: ProductSeen
  readonly seen: Seen
}

function termsText(contract: Contract, lang: Lang): string {
  const own = goodsWords[lang]
  return contract.model === 'consignment'
    ? own.commissionOf(percent(contract.commissionBp / 10_000, contract.commissionBp % 100 === 0 ? 0 : 2))
    : own.priceOf(yen(contract.purchasePriceYen, lang))
}

function Terms({ product, today, seen }: Of & { today: Day }) {
  const own = goodsWords[seen.lang]
  return (
    <Part id="terms">
      <Card title={own.contract} level={2}>
        <Table
          caption={own.contract}
          hideCaption
          rows={product.contracts}
          empty={<p>{own.contractNone}</p>}
          columns={[
            { key: 'from', label: own.from, cell: (row) => dayText(row.from, seen.lang) },
            { key: 'model', label: own.model, cell: (row) => own.modelShort[row.model] },
            { key: 'terms', label: own.contract, cell: (row) => termsText(row, seen.lang) },
          ]}
        />
        {may(seen.actor.role, 'stock.receive') && <TermsForm product={product} today={today} seen={seen} />}
      </Card>
    </Part>
  )
}

function TermsForm({ product, today, seen }: Of & { today: Day }) {
  const own = goodsWords[seen.lang]
  const [newest] = product.contracts
  return (
    <Form
      action={`/trade/products/${product.productId}/contract`}
      csrf={seen.csrf}
      requestKey={seen.requestKey}
      label={own.putContract}
    >
      <FieldGroup legend={own.putContract} hint={own.contractHint}>
        <RadioGroup
          name="model"
          label={own.model}
          value={typed(seen, 'model', newest?.model ?? 'consignment')}
          error={faultOf(seen, 'model')}
          options={models.map((value) => ({ value, label: own.models[value] }))}
        />
        <FieldRow>
          <Field
            type="date"
            name="from"
            label={own.from}
            value={typed(seen, 'from', today)}
            error={faultOf(seen, 'from')}
            required
          />
          <Field
            type="decimal"
            name="commissionPct"
            label={own.commission}
            hint={own.commissionHint}
            unit="%"
            value={typed(seen, 'commissionPct')}
            error={faultOf(seen, 'commissionPct') ?? faultOf(seen, 'commissionBp')}
          />
          <Field
            type="number"
            name="purchasePriceYen"
            label={own.purchasePrice}
            hint={own.purchasePriceHint}
            unit="円"
            value={typed(seen, 'purchasePriceYen')}
            error={faultOf(seen, 'purchasePriceYen')}
          />
        </FieldRow>
        <ButtonRow>
          <Button kind="secondary">{own.putContract}</Button>
        </ButtonRow>
      </FieldGroup>
    </Form>
  )
}

function Publication({ product, seen }: Of) {
  const own = goodsWords[seen.lang]
  const out = product.state === 'published'
  const deed = out ? 'withdraw' : 'publish'
  const missing = !out && product.contracts.length === 0
  return (
    <Part id="publication">
      <Card title={out ? own.withdraw : own.publish} level={2}>
        <p>{missing ? own.contractNone : out ? own.withdrawHint : own.publishHint}</p>
        {!out && !missing && product.available === 0 && (
          <Notice title={`${own.available}: ${decimal(0)}`}>{own.noLotsText}</Notice>
        )}
        {!missing && (
          <Form
            action={`/trade/products/${product.productId}/${deed}`}
            csrf={seen.csrf}
            requestKey={seen.requestKey}
            label={own[deed]}
          >
            <ButtonRow>
              <Button kind={out ? 'danger' : 'primary'}>{own[deed]}</Button>
            </ButtonRow>
          </Form>
        )}
      </Card>
    </Part>
  )
}
