/** The list of order cycles, and planning one. Views only; one cycle is in `cycle.pages.tsx`. */
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, faultOf, typed, typedList } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { type Day, dayAt } from '#kit/days.ts'
import { may } from '#parties/policy.ts'
import { EmptyState, Heading, Money, StatusLabel, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { CheckboxGroup, Field, FieldGroup, FieldRow, Form, TextArea } from '#ui/forms.tsx'
import { dayShort, dayText, listed, yen } from '#ui/numbers.ts'
import { Table } from '#ui/tables.tsx'
import { TradeTabs, crumbs } from '#trade/page-parts.tsx'
import type { Person } from '#trade/people.ts'
import { usualWeights } from './allocation-rules.ts'
import type { CycleRow, CycleSeen } from './cycle-lists.ts'
import { deadlineText } from './letters.ts'
import type { CycleState } from './schema.ts'
import { cycleWords } from './words.ts'

export const cyclesAt = '/trade/cycles'
const tones = {
  planned: 'neutral',
  open: 'success',
  allocated: 'info',
  ended: 'green',
  cancelled: 'neutral',
} as const satisfies Record<CycleState, string>

export function CycleStateLabel({ cycle, now, seen }: { cycle: CycleRow; now: Date; seen: Seen }) {
  const own = cycleWords[seen.lang]
  if (cycle.state === 'open' && cycle.closesAt <= now)
    return <StatusLabel tone="warning">{own.closed}</StatusLabel>
  return <StatusLabel tone={tones[cycle.state]}>{own.states[cycle.state]}</StatusLabel>
}

const roleOf = (seen: Seen): 'company' | 'buyer' | 'producer' =>
  seen.actor.role === 'buyer' || seen.actor.role === 'producer' ? seen.actor.role : 'company'

export function cyclesView({ rows, now }: { rows: readonly CycleRow[]; now: Date }, seen: Seen): View {
  const own = cycleWords[seen.lang]
  const role = roleOf(seen)
  const leads = { company: own.lead, buyer: own.leadBuyer, producer: own.leadProducer }
  return {
    title: own.cycles,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.cycles }),
    body: (
      <>
        <TradeTabs seen={seen} current="cycles" />
        <Heading
          lead={leads[role]}
          action={
            <ButtonRow>
              {role === 'company' && (
                <>
                  <ButtonLink href={`${cyclesAt}/new`} kind="primary">
                    {own.plan}
                  </ButtonLink>
                  <ButtonLink href="/trade/pools">{own.pools}</ButtonLink>
                </>
              )}
              {may(seen.actor.role, 'order.place') && (
                <ButtonLink href="/trade/standing">{own.standing}</ButtonLink>
              )}
            </ButtonRow>
          }
        >
          {own.cycles}
        </Heading>
        <Cycles rows={rows} now={now} seen={seen} />
      </>
    ),
  }
}

function Cycles({ rows, now, seen }: { rows: readonly CycleRow[]; now: Date; seen: Seen }) {
  const own = cycleWords[seen.lang]
  const role = roleOf(seen)
  return (
    <Table
      caption={own.cycles}
      hideCaption
      phone="cards"
      rows={rows}
      empty={<EmptyState title={own.none} text={own.noneText[role]} />}
      columns={[
        {
          key: 'name',
          label: own.name,
          cell: (row) => <TextLink href={`${cyclesAt}/${row.cycleId}`}>{row.name}</TextLink>,
        },
        { key: 'closesAt', label: own.closesAt, cell: (row) => deadlineText(row.closesAt, seen.lang) },
        {
          key: 'deliverDays',
          label: own.deliverDays,
          cell: (row) =>
            listed(
              row.deliverDays.map((on) => dayShort(on, seen.lang)),
              seen.lang,
            ),
        },
        ...(role === 'company'
          ? [
              {
                key: 'answered',
                label: own.answered,
                numeric: true,
                cell: (row: CycleRow) => own.of(row.answered, row.asked),
              },
              {
                key: 'bookedYen',
                label: own.booked,
                numeric: true,
                cell: (row: CycleRow) => <Money yen={row.bookedYen} />,
              },
            ]
          : []),
        ...(role === 'buyer'
          ? [
              {
                key: 'ownYen',
                label: own.ownBooked,
                numeric: true,
                cell: (row: CycleRow) => <Money yen={row.ownYen} />,
              },
            ]
          : []),
        {
          key: 'state',
          label: own.state,
          cell: (row) => <CycleStateLabel cycle={row} now={now} seen={seen} />,
        },
      ]}
    />
  )
}

interface PlanData {
  readonly cycle?: CycleSeen
  readonly chosen: readonly string[]
  readonly producers: readonly Person[]
  readonly opensOn: Day
  readonly closesOn: Day
  readonly deliverOn: Day
}

const usualHour = 17

export function planView(data: PlanData, seen: Seen): View {
  const own = cycleWords[seen.lang]
  const { cycle } = data
  const title = cycle ? own.edit : own.plan
  return {
    title,
    breadcrumbs: crumbs(
      seen,
      { label: own.cycles, href: cyclesAt },
      ...(cycle ? [{ label: cycle.name, href: `${cyclesAt}/${cycle.cycleId}` }] : []),
      { label: title },
    ),
    body: (
      <>
        <TradeTabs seen={seen} current="cycles" />
        <Heading above={cycle?.cycleNo}>{title}</Heading>
        <FormErrors seen={seen} />
        <Form
          action={cycle ? `${cyclesAt}/${cycle.cycleId}/plan` : cyclesAt}
          csrf={seen.csrf}
          requestKey={seen.requestKey}
          label={title}
        >
          <PlanTimes data={data} seen={seen} />
          <PlanPlaces data={data} seen={seen} />
          <PlanWeights cycle={cycle} seen={seen} />
          <CheckboxGroup
            name="producerIds"
            label={own.producers}
            options={data.producers.map(({ partyId, name }) => ({ value: partyId, label: name }))}
            values={typedList(seen, 'producerIds', data.chosen, 'name')}
            error={faultOf(seen, 'producerIds')}
            required
          />
          <ButtonRow>
            <Button size="large">{own.save}</Button>
          </ButtonRow>
        </Form>
      </>
    ),
  }
}

interface PartProps {
  data: PlanData
  seen: Seen
}

function PlanTimes({ data, seen }: PartProps) {
  const own = cycleWords[seen.lang]
  const { cycle } = data
  const hour = cycle ? (cycle.closesAt.getUTCHours() + 9) % 24 : usualHour
  return (
    <>
      <Field
        name="name"
        label={own.name}
        hint={own.nameHint}
        value={typed(seen, 'name', cycle?.name)}
        error={faultOf(seen, 'name')}
        required
      />
      <FieldRow>
        <Field
          type="date"
          name="opensOn"
          label={own.opensOn}
          value={typed(seen, 'opensOn', cycle?.opensOn ?? data.opensOn)}
          error={faultOf(seen, 'opensOn')}
          required
        />
        <Field
          type="date"
          name="closesOn"
          label={own.closesOn}
          value={typed(seen, 'closesOn', cycle ? dayAt(cycle.closesAt) : data.closesOn)}
          error={faultOf(seen, 'closesOn')}
          required
        />
        <Field
          type="number"
          name="closesHour"
          label={own.closesHour}
          unit={own.hour}
          value={typed(seen, 'closesHour', hour)}
          error={faultOf(seen, 'closesHour')}
          required
        />
      </FieldRow>
      <TextArea
        name="deliverDays"
        label={own.deliverDays}
        hint={own.deliverDaysHint}
        value={typed(seen, 'deliverDays', cycle?.deliverDays.join('\n') ?? data.deliverOn)}
        error={faultOf(seen, 'deliverDays')}
        rows={3}
        required
      />
    </>
  )
}

function PlanPlaces({ data: { cycle }, seen }: PartProps) {
  const own = cycleWords[seen.lang]
  const points = cycle?.points
    .map(({ name, address }) => [name, address].filter(Boolean).join('、'))
    .join('\n')
  return (
    <>
      <Field
        type="number"
        name="limitYen"
        label={own.limit}
        hint={own.limitHint}
        unit={seen.lang === 'ja' ? '円' : 'yen'}
        value={typed(seen, 'limitYen', cycle?.limitYen ?? undefined)}
        error={faultOf(seen, 'limitYen')}
        optional
      />
      <TextArea
        name="points"
        label={own.points}
        hint={own.pointsHint}
        value={typed(seen, 'points', points)}
        error={faultOf(seen, 'points')}
        rows={2}
        optional
      />
      <TextArea
        name="note"
        label={own.note}
        value={typed(seen, 'note', cycle?.note)}
        error={faultOf(seen, 'note')}
        rows={2}
        optional
      />
    </>
  )
}

export const criteria = ['capacity', 'fairness', 'distance', 'freshness'] as const

function PlanWeights({ cycle, seen }: { cycle: CycleSeen | undefined; seen: Seen }) {
  const own = cycleWords[seen.lang]
  const weights = cycle?.weights ?? usualWeights
  return (
    <FieldGroup legend={own.weights} hint={own.weightsHint}>
      <FieldRow>
        {criteria.map((criterion) => (
          <Field
            type="number"
            name={`weights.${criterion}`}
            label={own.weight[criterion]}
            value={typed(seen, `weights.${criterion}`, weights[criterion])}
            error={
              criterion === 'capacity'
                ? (faultOf(seen, 'weights') ?? faultOf(seen, 'weights.capacity'))
                : faultOf(seen, `weights.${criterion}`)
            }
          />
        ))}
      </FieldRow>
    </FieldGroup>
  )
}

/** Until when, and when it is brought: what everybody asks first. */
export function whenFacts(cycle: CycleRow, seen: Seen): (readonly [string, string])[] {
  const own = cycleWords[seen.lang]
  return [
    [own.closesAt, deadlineText(cycle.closesAt, seen.lang)],
    [
      own.deliverDays,
      listed(
        cycle.deliverDays.map((on) => dayText(on, seen.lang)),
        seen.lang,
      ),
    ],
  ]
}

/** What is booked, with the limit when there is one. */
export const bookedText = (cycle: CycleRow, seen: Seen): string =>
  cycle.limitYen === null
    ? yen(cycle.bookedYen, seen.lang)
    : cycleWords[seen.lang].bookedOf(yen(cycle.bookedYen, seen.lang), yen(cycle.limitYen, seen.lang))
