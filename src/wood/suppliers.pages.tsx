/** Who delivers: the list, entering somebody, one supplier. Views only. */
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, box } from '#http/house.ts'
import { withQuery } from '#http/paths.ts'
import type { View } from '#http/routes.ts'
import type { Day } from '#kit/days.ts'
import type { Page } from '#parties/cursors.ts'
import type { Named } from '#parties/directory.ts'
import { DefinitionList, EmptyState, Heading, Notice, StatusLabel, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldGroup, FieldRow, Form, Select } from '#ui/forms.tsx'
import { FilterChips, Pager, SearchForm } from '#ui/lists.tsx'
import { dayText, decimal } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import type { Lang } from '#ui/words.ts'
import { intakeWords } from './intakes/words.ts'
import { officeWords } from './office.words.ts'
import { WoodTabs, crumbs, intakesAt, namedOptions, woodAt, wordOptions } from './page-parts.tsx'
import { supplierSorts } from './schema.ts'
import { type Supplier, type SupplierView, safetyOf, supplierViews } from './suppliers.ts'
import { woodWords } from './words.ts'

export const suppliersAt = `${woodAt}/suppliers`

export interface SuppliersData {
  readonly list: Page<Supplier>
  readonly parties: readonly Named[]
  readonly today: Day
}

export function suppliersView(
  { list, parties, today }: SuppliersData,
  seen: Seen,
  { view, q }: { view: SupplierView; q: string },
): View {
  const { lang } = seen
  const own = officeWords[lang]
  const words = woodWords[lang]
  const to = (more: Record<string, string | undefined>) =>
    withQuery(suppliersAt, { view: view === 'active' ? undefined : view, q, ...more })
  return {
    title: own.suppliers,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.suppliers }),
    body: (
      <>
        <WoodTabs current="suppliers" seen={seen} />
        <Heading lead={own.suppliersLead} action={<ButtonLink href="#add">{own.addSupplier}</ButtonLink>}>
          {own.suppliers}
        </Heading>
        <FormErrors seen={seen} />
        <FilterChips
          label={words.state}
          items={supplierViews.map((each) => ({
            label: own.supplierViews[each],
            href: to({ view: each === 'active' ? undefined : each }),
            current: each === view,
          }))}
        />
        <SearchForm
          action={suppliersAt}
          label={words.search}
          value={q}
          hidden={[{ name: 'view', value: view }]}
          clearHref={q === '' ? undefined : to({ q: undefined })}
        />
        <SupplierTable
          suppliers={list.rows}
          today={today}
          none={view === 'to_mend' ? own.noneToMend : own.noSuppliers}
          lang={lang}
        />
        <Pager
          nextHref={list.next && to({ after: list.next })}
          summary={
            list.rows.length > 0 ? words.shown(decimal(list.rows.length), list.next !== undefined) : undefined
          }
        />
        <Part title={own.addSupplier} id="add">
          <Form action={suppliersAt} csrf={seen.csrf} requestKey={seen.requestKey} label={own.addSupplier}>
            <Select
              {...box(seen, 'partyId')}
              label={own.party}
              hint={own.partyHint}
              options={namedOptions(parties)}
              required
            />
            <SupplierBoxes seen={seen} />
            <ButtonRow>
              <Button>{words.save}</Button>
            </ButtonRow>
          </Form>
        </Part>
      </>
    ),
  }
}

interface SupplierTableProps {
  suppliers: readonly Supplier[]
  today: Day
  none: string
  lang: Lang
}

function SupplierTable({ suppliers, today, none, lang }: SupplierTableProps) {
  const own = officeWords[lang]
  const words = woodWords[lang]
  return (
    <Table
      caption={own.suppliers}
      hideCaption
      phone="cards"
      rows={suppliers}
      empty={<EmptyState title={none} />}
      columns={[
        {
          key: 'name',
          label: words.name,
          cell: (row) => <TextLink href={`${suppliersAt}/${row.partyId}`}>{row.name}</TextLink>,
        },
        { key: 'supplierNo', label: words.no },
        { key: 'sort', label: own.sort, cell: (row) => words.sorts[row.sort] },
        {
          key: 'course',
          label: own.course,
          cell: (row) => (row.courseOn ? dayText(row.courseOn, lang) : <Missing lang={lang} />),
        },
        {
          key: 'insured',
          label: own.insured,
          cell: (row) =>
            row.insuredTo ? (
              <>
                {dayText(row.insuredTo, lang)}{' '}
                {row.insuredTo < today && <StatusLabel tone="error">{words.ended}</StatusLabel>}
              </>
            ) : (
              <Missing lang={lang} />
            ),
        },
      ]}
    />
  )
}

const Missing = ({ lang }: { lang: Seen['lang'] }) => (
  <StatusLabel tone="warning">{officeWords[lang].missing}</StatusLabel>
)

function SupplierBoxes({ supplier, seen }: { supplier?: Supplier; seen: Seen }) {
  const own = officeWords[seen.lang]
  const words = woodWords[seen.lang]
  return (
    <>
      <Select
        {...box(seen, 'sort', supplier?.sort ?? 'citizen')}
        label={own.sort}
        options={wordOptions(supplierSorts, words.sorts)}
        empty={false}
        width="middle"
      />
      <FieldRow>
        <Field {...box(seen, 'courseOn', supplier?.courseOn)} label={own.course} type="date" optional />
        <Field {...box(seen, 'insuredTo', supplier?.insuredTo)} label={own.insured} type="date" optional />
        <Field {...box(seen, 'bay', supplier?.bay)} label={own.bay} width="short" maxlength={20} optional />
      </FieldRow>
      <SplitBoxes supplier={supplier} seen={seen} />
    </>
  )
}

/** How somebody is paid as a rule. */
export function SplitBoxes({ supplier, seen }: { supplier?: Supplier; seen: Seen }) {
  const own = officeWords[seen.lang]
  const { pct } = woodWords[seen.lang]
  return (
    <FieldGroup legend={own.split} hint={own.splitHint}>
      <FieldRow>
        <Field
          {...box(seen, 'yenPct', supplier?.yenPct ?? 100)}
          label={own.inYen}
          type="number"
          unit={pct}
          required
        />
        <Field
          {...box(seen, 'pointsPct', supplier?.pointsPct ?? 0)}
          label={own.inPoints}
          type="number"
          unit={pct}
          required
        />
        <Field
          {...box(seen, 'firewoodPct', supplier?.firewoodPct ?? 0)}
          label={own.inFirewood}
          type="number"
          unit={pct}
          required
        />
      </FieldRow>
    </FieldGroup>
  )
}

export function supplierView({ supplier, today }: { supplier: Supplier; today: Day }, seen: Seen): View {
  const { lang } = seen
  const own = officeWords[lang]
  const words = woodWords[lang]
  const at = `${suppliersAt}/${supplier.partyId}`
  return {
    title: supplier.name,
    breadcrumbs: crumbs(seen, { label: own.suppliers, href: suppliersAt }, { label: supplier.name }),
    body: (
      <>
        <WoodTabs current="suppliers" seen={seen} />
        <Heading above={`${words.sorts[supplier.sort]} ${supplier.supplierNo}`}>{supplier.name}</Heading>
        <FormErrors seen={seen} />
        {supplier.endedOn && (
          <Notice kind="info">{`${words.ended} ${dayText(supplier.endedOn, lang)}`}</Notice>
        )}
        {safetyOf(supplier, today).map((fault) => (
          <Notice kind="warning">{intakeWords[lang].safety[fault]}</Notice>
        ))}
        <DefinitionList
          items={[
            [own.since, dayText(supplier.joinedOn, lang)],
            [own.party, <TextLink href={`/parties/${supplier.partyId}`}>{supplier.name}</TextLink>],
          ]}
        />
        <ButtonRow>
          <ButtonLink href={withQuery(intakesAt, { q: supplier.name })}>{own.openSlips}</ButtonLink>
          <ButtonLink href={`${woodAt}/income/${supplier.partyId}`}>{own.openIncome}</ButtonLink>
        </ButtonRow>
        <Part>
          <Form action={at} csrf={seen.csrf} requestKey={seen.requestKey} label={supplier.name}>
            <SupplierBoxes supplier={supplier} seen={seen} />
            <ButtonRow>
              <Button>{words.save}</Button>
            </ButtonRow>
          </Form>
        </Part>
        {supplier.endedOn === null && (
          <Part title={own.endSupplier}>
            <Form
              action={`${at}/end`}
              csrf={seen.csrf}
              requestKey={`${seen.requestKey} end`}
              label={own.endSupplier}
            >
              <Button kind="danger">{own.endSupplier}</Button>
            </Form>
          </Part>
        )}
      </>
    ),
  }
}
