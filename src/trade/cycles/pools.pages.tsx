/** Pools, and standing orders. Views only. */
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, faultOf, typed, typedList } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Day } from '#kit/days.ts'
import { Card, Disclosure, EmptyState, Heading, Money, StatusLabel } from '#ui/blocks.tsx'
import { Button, ButtonRow } from '#ui/buttons.tsx'
import { CheckboxGroup, Field, FieldRow, Form, Select } from '#ui/forms.tsx'
import { dayText, decimal } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import { TradeTabs, crumbs } from '#trade/page-parts.tsx'
import type { Person } from '#trade/people.ts'
import { inLang } from '#trade/sheet-parts.ts'
import { cyclesAt } from './cycles.pages.tsx'
import { poolWords } from './pool-words.ts'
import type { PoolCandidate, PoolSeen } from './pools.ts'
import type { Standing } from './standing.ts'
import { cycleWords } from './words.ts'

export const poolsAt = '/trade/pools'

interface PoolsData {
  readonly pools: readonly PoolSeen[]
  readonly candidates: readonly PoolCandidate[]
}

export function poolsView({ pools, candidates }: PoolsData, seen: Seen): View {
  const own = poolWords[seen.lang]
  const words = cycleWords[seen.lang]
  return {
    title: words.pools,
    breadcrumbs: crumbs(seen, { label: words.cycles, href: cyclesAt }, { label: words.pools }),
    body: (
      <>
        <TradeTabs seen={seen} current="cycles" />
        <Heading lead={own.poolsLead}>{words.pools}</Heading>
        <FormErrors seen={seen} />
        {pools.length === 0 && <EmptyState title={own.noPools} />}
        {pools.map((pool) => (
          <Part>
            <Card title={inLang(pool.name, pool.nameEn, seen.lang)} level={2}>
              <p>
                <Money yen={pool.priceYen} />
                {pool.pricedBy === 'kg' && '/kg'}・{inLang(pool.unitName, pool.unitNameEn, seen.lang)}
              </p>
              <ul>
                {pool.members.map((member) => (
                  <li>
                    {member.producerName}　{inLang(member.productName, member.productNameEn, seen.lang)}
                  </li>
                ))}
              </ul>
              <Disclosure title={own.savePool}>
                <PoolForm pool={pool} candidates={candidates} seen={seen} />
              </Disclosure>
              <Form
                action={`${poolsAt}/${pool.poolId}/close`}
                csrf={seen.csrf}
                requestKey={`${seen.requestKey} ${pool.poolId}`}
              >
                <ButtonRow>
                  <Button kind="quiet" size="small">
                    {own.closePool}
                  </Button>
                </ButtonRow>
              </Form>
            </Card>
          </Part>
        ))}
        <Part id="add">
          <Card title={own.addPool} level={2}>
            <PoolForm candidates={candidates} seen={seen} />
          </Card>
        </Part>
      </>
    ),
  }
}

interface PoolFormProps extends Pick<PoolsData, 'candidates'> {
  readonly pool?: PoolSeen
  readonly seen: Seen
}

function PoolForm({ pool, candidates, seen }: PoolFormProps) {
  const own = poolWords[seen.lang]
  // There is a form for each pool; what was typed comes back in its own only.
  const mine = typed(seen, 'poolId', '') === (pool?.poolId ?? '')
  const value = <T extends string | number>(name: string, stored: T | undefined) =>
    mine ? typed(seen, name, stored) : stored
  const fault = (name: string) => (mine ? faultOf(seen, name) : undefined)
  const id = (name: string): string => `${name}-${pool?.poolId ?? 'new'}`
  const chosen = pool?.members.map(({ variantId }) => variantId) ?? []
  const free = candidates.filter(({ poolId }) => poolId === null || poolId === pool?.poolId)
  return (
    <Form
      action={pool ? `${poolsAt}/${pool.poolId}` : poolsAt}
      csrf={seen.csrf}
      requestKey={`${seen.requestKey} save ${pool?.poolId ?? ''}`}
      label={pool ? `${own.savePool}：${pool.name}` : own.addPool}
    >
      <input type="hidden" name="poolId" value={pool?.poolId ?? ''} />
      <FieldRow>
        <Field
          id={id('name')}
          name="name"
          label={own.poolName}
          hint={own.poolNameHint}
          value={value('name', pool?.name)}
          error={fault('name')}
          required
        />
        <Field
          id={id('nameEn')}
          name="nameEn"
          label={own.poolNameEn}
          value={value('nameEn', pool?.nameEn)}
          error={fault('nameEn')}
          optional
        />
        <Field
          id={id('priceYen')}
          type="number"
          name="priceYen"
          label={own.poolPrice}
          unit={seen.lang === 'ja' ? '円' : 'yen'}
          value={value('priceYen', pool?.priceYen)}
          error={fault('priceYen')}
          required
        />
      </FieldRow>
      <CheckboxGroup
        id={id('variantIds')}
        name="variantIds"
        label={own.members}
        options={free.map(({ variantId, name, producerName }) => ({
          value: variantId,
          label: name,
          hint: producerName,
        }))}
        values={mine ? typedList(seen, 'variantIds', chosen, 'poolId') : chosen}
        error={fault('variantIds')}
        required
      />
      <ButtonRow>
        <Button kind={pool ? 'secondary' : 'primary'}>{pool ? own.savePool : own.addPool}</Button>
      </ButtonRow>
    </Form>
  )
}

interface StandingData {
  readonly rows: readonly Standing[]
  readonly goods: readonly { readonly value: string; readonly label: string }[]
  readonly buyers: readonly Person[]
  readonly today: Day
}
const standingAt = '/trade/standing'

export function standingView({ rows, goods, buyers, today }: StandingData, seen: Seen): View {
  const own = poolWords[seen.lang]
  const words = cycleWords[seen.lang]
  return {
    title: words.standing,
    wide: true,
    breadcrumbs: crumbs(seen, { label: words.cycles, href: cyclesAt }, { label: words.standing }),
    body: (
      <>
        <TradeTabs seen={seen} current="cycles" />
        <Heading lead={own.standingLead}>{words.standing}</Heading>
        <FormErrors seen={seen} />
        <StandingTable rows={rows} today={today} seen={seen} />
        <Part id="add">
          <Card title={own.addStanding} level={2}>
            <AddStanding goods={goods} buyers={buyers} today={today} seen={seen} />
          </Card>
        </Part>
      </>
    ),
  }
}

function StandingTable({ rows, today, seen }: Pick<StandingData, 'rows' | 'today'> & { seen: Seen }) {
  const own = poolWords[seen.lang]
  const words = cycleWords[seen.lang]
  return (
    <Table
      caption={words.standing}
      hideCaption
      phone="cards"
      rows={rows}
      empty={<EmptyState title={own.noStanding} />}
      columns={[
        {
          key: 'name',
          label: own.standingGoods,
          cell: (row) => `${inLang(row.name, row.nameEn, seen.lang)} ${row.unitName}`,
        },
        ...(seen.actor.role === 'company_staff' ? [{ key: 'buyerName', label: words.buyer }] : []),
        { key: 'quantity', label: words.quantity, numeric: true, cell: (row) => decimal(row.quantity) },
        {
          key: 'everyWeeks',
          label: own.everyWeeks,
          cell: (row) => `${row.everyWeeks} ${own.weeks}`,
        },
        {
          key: 'pause',
          label: own.pause,
          cell: (row) =>
            row.pausedFrom && row.pausedTo && row.pausedTo >= today ? (
              <>
                <StatusLabel>
                  {own.paused(dayText(row.pausedFrom, seen.lang), dayText(row.pausedTo, seen.lang))}
                </StatusLabel>
                <StandingForm row={row} deed="resume" seen={seen} />
              </>
            ) : (
              <StandingForm row={row} deed="pause" seen={seen} />
            ),
        },
        { key: 'end', label: own.end, cell: (row) => <StandingForm row={row} deed="end" seen={seen} /> },
      ]}
    />
  )
}

function StandingForm({ row, deed, seen }: { row: Standing; deed: 'pause' | 'resume' | 'end'; seen: Seen }) {
  const own = poolWords[seen.lang]
  const mine = typed(seen, 'deed') === deed && seen.form?.values['id'] === row.standingId
  const box = (name: 'pauseFrom' | 'pauseTo') => ({
    type: 'date' as const,
    id: `${name}-${row.standingId}`,
    name,
    label: own[name],
    value: mine ? typed(seen, name) : undefined,
    error: mine ? faultOf(seen, name) : undefined,
    required: true,
  })
  const button = (
    <Button kind="quiet" size="small">
      {own[deed]}
    </Button>
  )
  const form = (
    <Form
      action={`${standingAt}/${row.standingId}`}
      csrf={seen.csrf}
      requestKey={`${seen.requestKey} ${deed} ${row.standingId}`}
    >
      <input type="hidden" name="deed" value={deed} />
      {deed === 'pause' && (
        <>
          <Field {...box('pauseFrom')} />
          <Field {...box('pauseTo')} />
        </>
      )}
      {button}
    </Form>
  )
  return deed === 'pause' ? (
    <Disclosure title={own.pause} open={mine}>
      {form}
    </Disclosure>
  ) : (
    form
  )
}

function AddStanding({ goods, buyers, today, seen }: Omit<StandingData, 'rows'> & { seen: Seen }) {
  const own = poolWords[seen.lang]
  const words = cycleWords[seen.lang]
  return (
    <Form action={standingAt} csrf={seen.csrf} requestKey={seen.requestKey} label={own.addStanding}>
      {seen.actor.role === 'company_staff' && (
        <Select
          name="buyerId"
          label={words.buyer}
          options={buyers.map(({ partyId, name }) => ({ value: partyId, label: name }))}
          value={typed(seen, 'buyerId')}
          error={faultOf(seen, 'buyerId')}
          required
        />
      )}
      <Select
        name="goods"
        label={own.standingGoods}
        options={goods}
        value={typed(seen, 'goods')}
        error={faultOf(seen, 'goods')}
        required
      />
      <FieldRow>
        <Field
          type="number"
          name="quantity"
          label={words.quantity}
          value={typed(seen, 'quantity')}
          error={faultOf(seen, 'quantity')}
          required
        />
        <Field
          type="number"
          name="everyWeeks"
          label={own.everyWeeks}
          unit={own.weeks}
          value={typed(seen, 'everyWeeks', 1)}
          error={faultOf(seen, 'everyWeeks')}
          required
        />
        <Field
          type="date"
          name="startsOn"
          label={own.startsOn}
          value={typed(seen, 'startsOn', today)}
          error={faultOf(seen, 'startsOn')}
          required
        />
      </FieldRow>
      <ButtonRow>
        <Button>{own.addStanding}</Button>
      </ButtonRow>
    </Form>
  )
}
