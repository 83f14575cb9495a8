/** The points fund: where all points are, putting yen in, giving points, what was outstanding. Views only. */
import { type Seen, box } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Day } from '#kit/days.ts'
import type { Page } from '#parties/cursors.ts'
import type { Named } from '#parties/directory.ts'
import type { FundMoveSeen } from '#points/fund-moves.ts'
import type { FundState } from '#points/fund.ts'
import type { Outstanding } from '#points/watching.ts'
import { CardGrid, Figure } from '#ui/blocks.tsx'
import { Button, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldRow, Form, Select } from '#ui/forms.tsx'
import { dayText, decimal, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import { FundMoves } from './fund-moves.pages.tsx'
import { office, officeAt, options } from './office.pages.tsx'
import { pointsWords } from './words.ts'

export interface FundData {
  readonly fund?: FundState
  readonly holder?: string
  readonly parties: readonly Named[]
  readonly outstanding: readonly Outstanding[]
  readonly moves: Page<FundMoveSeen>
  readonly today: Day
}

export function fundView(data: FundData, seen: Seen): View {
  const own = pointsWords[seen.lang]
  const { fund } = data
  return office({
    tab: 'fund',
    title: own.fundTitle,
    lead: own.fundLead,
    seen,
    children: fund ? <OpenFund data={{ ...data, fund }} seen={seen} /> : <OpenForm data={data} seen={seen} />,
  })
}

function OpenForm({ data, seen }: { data: FundData; seen: Seen }) {
  const own = pointsWords[seen.lang]
  return (
    <Part title={own.open} lead={own.openLead}>
      <Form
        action={`${officeAt('fund')}/open`}
        csrf={seen.csrf}
        requestKey={seen.requestKey}
        label={own.open}
      >
        <Select {...box(seen, 'partyId')} label={own.holder} options={options(data.parties)} required />
        <Field
          {...box(seen, 'requesterCode')}
          label={own.requesterCode}
          maxlength={10}
          width="middle"
          optional
        />
        <ButtonRow>
          <Button>{own.openButton}</Button>
        </ButtonRow>
      </Form>
    </Part>
  )
}

function OpenFund({ data, seen }: { data: FundData & { readonly fund: FundState }; seen: Seen }) {
  const { lang } = seen
  const own = pointsWords[lang]
  const { fund, holder, outstanding } = data
  const where = [
    [own.inWallets, fund.wallets],
    [own.onNotes, fund.notes],
    [own.atShops, fund.takings],
    [own.setAside, fund.setAside],
  ] as const
  return (
    <>
      <CardGrid columns={2}>
        <Figure label={own.yen} value={yen(fund.yen, lang)} size="large" note={holder} />
        <Figure label={own.ready} value={decimal(fund.ready)} unit={own.pt} size="large" />
      </CardGrid>
      <CardGrid columns={4}>
        {where.map(([label, value]) => (
          <Figure label={label} value={decimal(value)} unit={own.pt} />
        ))}
      </CardGrid>
      <CardGrid columns={2}>
        <FillForm data={data} seen={seen} />
        <GiveForm data={data} seen={seen} />
      </CardGrid>
      <Part title={own.outstanding} lead={own.outstandingLead}>
        <Table
          caption={own.outstanding}
          hideCaption
          rows={outstanding}
          columns={[
            { key: 'on', label: own.day, cell: (row) => dayText(row.on, lang) },
            {
              key: 'unused',
              label: own.unused,
              numeric: true,
              cell: (row) => own.points(decimal(row.unused)),
            },
            {
              key: 'takings',
              label: own.takings,
              numeric: true,
              cell: (row) => own.points(decimal(row.takings)),
            },
          ]}
        />
      </Part>
      <FundMoves moves={data.moves} seen={seen} />
    </>
  )
}

function FillForm({ data, seen }: { data: FundData; seen: Seen }) {
  const own = pointsWords[seen.lang]
  return (
    <Part title={own.fill}>
      <Form
        action={`${officeAt('fund')}/fill`}
        csrf={seen.csrf}
        requestKey={`${seen.requestKey} fill`}
        label={own.fill}
      >
        <Select {...box(seen, 'fillerId')} label={own.filler} options={options(data.parties)} required />
        <FieldRow>
          <Field {...box(seen, 'on', data.today)} label={own.on} type="date" required />
          <Field {...box(seen, 'yen')} label={own.yenAmount} type="number" unit={own.yenUnit} required />
        </FieldRow>
        <Field {...box(seen, 'memo')} label={own.memo} maxlength={200} optional />
        <ButtonRow>
          <Button kind="secondary">{own.fill}</Button>
        </ButtonRow>
      </Form>
    </Part>
  )
}

function GiveForm({ data, seen }: { data: FundData; seen: Seen }) {
  const own = pointsWords[seen.lang]
  return (
    <Part title={own.give} lead={own.giveLead}>
      <Form
        action={`${officeAt('fund')}/give`}
        csrf={seen.csrf}
        requestKey={`${seen.requestKey} give`}
        label={own.give}
      >
        <Select {...box(seen, 'to')} label={own.to} options={options(data.parties)} required />
        <Field {...box(seen, 'points')} label={own.giveAmount} type="number" unit={own.pt} required />
        <Field {...box(seen, 'reason')} label={own.reason} maxlength={200} required />
        <ButtonRow>
          <Button kind="secondary">{own.give}</Button>
        </ButtonRow>
      </Form>
    </Part>
  )
}
