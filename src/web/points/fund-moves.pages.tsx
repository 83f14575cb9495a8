/** What the office did with the fund by hand, and undoing it. Views only. */
import { FormErrors } from '#http/form-errors.tsx'
import type { Seen } from '#http/house.ts'
import { withQuery } from '#http/paths.ts'
import type { View } from '#http/routes.ts'
import type { Page } from '#parties/cursors.ts'
import { may } from '#parties/policy.ts'
import type { FundMoveSeen } from '#points/fund-moves.ts'
import { DefinitionList, EmptyState, Figure, Heading, Notice, StatusLabel, TextLink } from '#ui/blocks.tsx'
import { Pager } from '#ui/lists.tsx'
import { dayText, decimal, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import { officeAt } from './office.pages.tsx'
import { TakeBack } from './wallet.pages.tsx'
import { pointsWords } from './words.ts'

export const movesAt = `${officeAt('fund')}/moves`

const amountOf = ({ sort, amount }: FundMoveSeen, lang: Seen['lang']): string =>
  sort === 'fill' ? yen(amount, lang) : pointsWords[lang].points(decimal(amount))

export function FundMoves({ moves, seen }: { moves: Page<FundMoveSeen>; seen: Seen }) {
  const { lang } = seen
  const own = pointsWords[lang]
  return (
    <Part title={own.moves}>
      <Table
        caption={own.moves}
        hideCaption
        phone="cards"
        rows={moves.rows}
        empty={<EmptyState title={own.noMoves} text={own.noMovesText} />}
        columns={[
          {
            key: 'sort',
            label: own.sort,
            cell: (row) => (
              <>
                <TextLink href={`${movesAt}/${row.moveId}`}>{own.sorts[row.sort]}</TextLink>{' '}
                {row.undoneBecause !== '' && <StatusLabel tone="warning">{own.undone}</StatusLabel>}
              </>
            ),
          },
          { key: 'on', label: own.day, cell: (row) => dayText(row.on, lang) },
          { key: 'partyName', label: own.whom },
          { key: 'reason', label: own.reasonOrMemo },
          { key: 'amount', label: own.amountColumn, numeric: true, cell: (row) => amountOf(row, lang) },
        ]}
      />
      <Pager nextHref={moves.next && withQuery(officeAt('fund'), { after: moves.next })} />
    </Part>
  )
}

export function fundMoveView(move: FundMoveSeen, seen: Seen): View {
  const { lang, actor } = seen
  const own = pointsWords[lang]
  const title = own.sorts[move.sort]
  const standing = move.undoneBecause === ''
  return {
    title,
    breadcrumbs: [{ label: own.fundTitle, href: officeAt('fund') }, { label: title }],
    body: (
      <>
        <Heading>{standing ? title : own.isUndone}</Heading>
        <FormErrors seen={seen} />
        {!standing && <Notice kind="warning">{move.undoneBecause}</Notice>}
        <Figure label={move.partyName} value={amountOf(move, lang)} size="large" />
        <DefinitionList
          items={[
            [own.sort, title],
            [own.day, dayText(move.on, lang)],
            [own.reasonOrMemo, move.reason === '' ? '–' : move.reason],
          ]}
        />
        {may(actor.role, 'ledger.see') && (
          <p class="mt-4">
            <TextLink href={`/ledger/entries/${move.entryId}`}>{own.openLedger}</TextLink>
          </p>
        )}
        {standing && (
          <TakeBack
            action={`${movesAt}/${move.moveId}/undo`}
            title={own.takeBack}
            lead={own.takeBackLead[move.sort]}
            seen={seen}
          />
        )}
      </>
    ),
  }
}
