import { z } from '@hono/zod-openapi'
import { firstDay, monthOfDay } from '#kit/days.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import { accountsOf, closeUpToYesterday, openEntry, readLedger, readStatement } from '#circulation/room.ts'
import { balanceAt } from '#ledger/balances.ts'
import { allKinds } from '#ledger/kinds.ts'
import type { Actor } from '#parties/actors.ts'
import { fromCursor, toCursor } from '#parties/cursors.ts'
import { type Endpoint, type Piece, endpoint, list } from './endpoint.ts'
import { count, day, id, isUsualDay, listOf } from './fields.ts'
import { account, entry, kind, ledgerState, sealRow, statement } from './ledger.schemas.ts'
import { partyId } from './parties.schemas.ts'

const hex = (bytes: Buffer): string => bytes.toString('hex')

async function readState(tx: Tx) {
  const { closedThrough, closable, entries } = await readLedger(tx)
  return { closedThrough: closedThrough ?? null, closable, entries }
}

/** The seals, newest first: whoever keeps one can show later that nothing up to its day was changed. */
async function listSeals(tx: Tx, _actor: Actor, _input: object, { limit, cursor }: Piece) {
  const [before] = cursor === undefined ? [] : (fromCursor(cursor, 1) ?? [])
  let query = tx.q
    .selectFrom('ledger_seal')
    .select(['day', 'entries', 'flows', 'root', 'previous', 'seal'])
    .where('region_id', '=', tx.region)
    .orderBy('day', 'desc')
    .limit(limit + 1)
  if (before !== undefined && isUsualDay(before)) query = query.where('day', '<', before)
  const rows = await query.execute()
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    rows: shown.map((row) => ({
      ...row,
      root: hex(row.root),
      previous: hex(row.previous),
      seal: hex(row.seal),
    })),
    next: last && toCursor([last.day]),
  }
}

async function readAccounts(tx: Tx, actor: Actor, input: { partyId: Id }) {
  const accounts = await accountsOf(tx, actor, { id: input.partyId })
  if (isRefusal(accounts)) return accounts
  const items = []
  for (const each of accounts) items.push({ ...each, balance: await balanceAt(tx, each.accountId, tx.today) })
  return { items }
}

interface StatementAsked {
  readonly partyId: Id
  readonly accountId: Id
  readonly from?: Day
  readonly to?: Day
}

async function readAccountStatement(tx: Tx, actor: Actor, asked: StatementAsked) {
  const to = asked.to ?? tx.today
  const period = { from: asked.from ?? firstDay(monthOfDay(to)), to }
  if (period.from > period.to) return refuse('period_wrong', { field: 'to' })
  const read = await readStatement(tx, actor, { id: asked.partyId, account: asked.accountId, period })
  if (isRefusal(read)) return read
  const { account: of, statement: made, names } = read
  const lines = made.lines.map((each) => ({ ...each, otherName: names.get(each.otherParty)?.name ?? '' }))
  return { ...of, ...period, opening: made.opening, closing: made.closing, lines }
}

async function readEntry(tx: Tx, actor: Actor, { entryId }: { entryId: Id }) {
  const found = await openEntry(tx, actor, { id: entryId })
  if (isRefusal(found)) return found
  return { ...found, recordedAt: found.recordedAt.toISOString(), digest: hex(found.digest) }
}

const ofAccount = z.object({ partyId: partyId(), accountId: id('口座', 'The account') })

export const ledgerEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/ledger',
    name: 'readLedger',
    tag: 'ledger',
    access: 'ledger.see',
    summary: { ja: '台帳の締まりぐあい', en: 'How far the ledger is closed' },
    answer: ledgerState,
    run: readState,
  }),
  endpoint({
    method: 'get',
    path: '/ledger/kinds',
    name: 'listKinds',
    tag: 'ledger',
    access: 'region.see',
    summary: { ja: '仕訳の種類', en: 'Kinds of entries' },
    answer: z.object({ items: listOf(kind, '種類', 'Kinds') }),
    run: async () => ({ items: allKinds() }),
  }),
  list({
    path: '/ledger/seals',
    name: 'listSeals',
    tag: 'ledger',
    access: 'ledger.see',
    summary: { ja: '締めた日の封', en: 'The seals of closed days' },
    about: {
      ja: '新しい順。ひとつ控えておけば、その日までの台帳が変わっていないことをあとで確かめられます。',
      en: 'Newest first. Who keeps one can check later that the ledger up to that day was not changed.',
    },
    item: sealRow,
    keys: ([on = '']) => isUsualDay(on),
    run: listSeals,
  }),
  endpoint({
    method: 'post',
    path: '/ledger/closes',
    name: 'closeLedger',
    tag: 'ledger',
    access: 'ledger.close',
    summary: { ja: '前日までを締める', en: 'Close the ledger up to yesterday' },
    answer: z
      .object({
        days: count('締めて封をした日', 'Days closed and sealed', { example: 1 }),
        entries: count('締めた仕訳', 'Entries closed', { example: 42 }),
        closedThrough: day('この日まで締まっている', 'Closed through this day', '2026-11-22'),
      })
      .openapi('Closed'),
    refuses: ['day_not_over', 'not_allowed'],
    run: closeUpToYesterday,
    audit: ({ closedThrough, days, entries }) => ({ detail: `${closedThrough}: ${days} / ${entries}` }),
  }),
  endpoint({
    method: 'get',
    path: '/ledger/entries/{entryId}',
    name: 'readEntry',
    tag: 'ledger',
    access: 'own.account',
    summary: { ja: '仕訳', en: 'An entry' },
    about: {
      ja: '自分の主体の流れを含む仕訳か、台帳を見られる役割ならどの仕訳でも。',
      en: 'One with a flow of one’s own party, or any for who may see the ledger.',
    },
    params: z.object({ entryId: id('仕訳', 'The entry') }),
    answer: entry,
    refuses: ['not_found', 'not_yours'],
    run: readEntry,
  }),
  endpoint({
    method: 'get',
    path: '/parties/{partyId}/accounts',
    name: 'listAccounts',
    tag: 'ledger',
    access: 'own.account',
    summary: { ja: '主体の口座', en: 'The accounts of a party' },
    params: z.object({ partyId: partyId() }),
    answer: z.object({ items: listOf(account, '単位、用途の順', 'By unit and purpose') }),
    refuses: ['not_found', 'not_yours'],
    run: readAccounts,
  }),
  endpoint({
    method: 'get',
    path: '/parties/{partyId}/accounts/{accountId}/statement',
    name: 'readStatement',
    tag: 'ledger',
    access: 'own.account',
    summary: { ja: '口座の動き', en: 'The statement of an account' },
    params: ofAccount,
    query: z.strictObject({
      from: day(
        'この日から。なければ月初め',
        'From this day; the first of the month when left out',
        '2026-11-01',
      ).optional(),
      to: day('この日まで。なければ今日', 'Through this day; today when left out').optional(),
    }),
    answer: statement,
    refuses: ['not_found', 'not_yours', 'period_wrong'],
    run: readAccountStatement,
  }),
]
