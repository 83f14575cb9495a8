/** What a thief with the rights of the owner may do to a ledger, and the fault by which the proof names it. */
import { newId } from '#kit/ids.ts'
import type { FaultName } from './verify-words.ts'

export type Plant = [fault: FaultName, what: string, ...statements: string[]]

/** The parties of the ledger of verify.test.ts. */
export const names = { company: '結いの商社', hotel: '港ホテル', purse: 'ポイントの財布' }
const [company, hotel, purse] = [names.company, names.hotel, names.purse].map(
  (name) => `(select party_id from party where name = '${name}')`,
)
const region = '(select region_id from ledger_head)'
export const closedEntry = `(select entry_id from ledger_entry where request_key = 'sale 4')`
const openEntry = `(select entry_id from ledger_entry where request_key = 'sale 38')`
const sealOf = (n: number): string => `(select day from ledger_seal order by day offset ${n} limit 1)`
const copyOf = (table: string, key: string, changes: Record<string, string>): string =>
  `insert into ${table} select (jsonb_populate_record(t, jsonb_build_object(${Object.entries(changes)
    .map(([column, value]) => `'${column}', ${value}`)
    .join(', ')}))).* from ${table} t where ${key}`

export const plants: readonly Plant[] = [
  [
    'entry_without_flows',
    'the flows of an entry deleted',
    `delete from ledger_flow where entry_id = ${closedEntry}`,
  ],
  [
    'kind_undeclared',
    'a kind renamed',
    `update ledger_entry set kind = 'test.gone' where entry_id = ${openEntry}`,
  ],
  [
    'recorded_day_differs',
    'a time moved past midnight',
    `update ledger_entry set recorded_at = recorded_at + interval '12 hours' where entry_id = ${openEntry}`,
  ],
  [
    'happens_after_recording',
    'a day in the future',
    `update ledger_entry set occurred_on = recorded_on + 1 where entry_id = ${openEntry}`,
  ],
  [
    'flow_numbers_have_gaps',
    'the first of two flows deleted',
    `delete from ledger_flow f where ordinal = 1 and exists (select from ledger_flow g where g.entry_id = f.entry_id and g.ordinal = 2)`,
  ],
  [
    'flow_unlike_entry',
    'the kind of a flow changed',
    `update ledger_flow set kind = 'test.grant' where entry_id = ${openEntry}`,
  ],
  [
    'flow_unlike_entry',
    'the day of a flow changed',
    `update ledger_flow set occurred_on = occurred_on - 1 where entry_id = ${openEntry}`,
  ],
  [
    'flow_unlike_entry',
    'the day of recording of a flow changed',
    `update ledger_flow set recorded_on = recorded_on - 1 where entry_id = ${closedEntry}`,
  ],
  [
    'flow_unlike_entry',
    'the sign of a flow changed',
    `update ledger_flow set reversal = not reversal where entry_id = ${closedEntry}`,
  ],
  ['flow_of_unknown_account', 'an account deleted', `delete from ledger_account where party_id = ${hotel}`],
  [
    'flow_unit_differs',
    'the unit of a flow changed',
    `update ledger_flow set unit = 'PT' where entry_id = ${openEntry}`,
  ],
  [
    'flow_unit_differs',
    'the unit of an account changed',
    `update ledger_account set unit = 'YUI' where party_id = ${purse}`,
  ],
  [
    'digest_differs',
    'the amount of an open entry changed',
    `update ledger_flow set amount = amount + 1 where entry_id = ${openEntry}`,
  ],
  [
    'digest_differs',
    'the amount of a closed entry changed',
    `update ledger_flow set amount = amount + 1 where entry_id = ${closedEntry}`,
  ],
  [
    'digest_differs',
    'a flow turned round',
    `update ledger_flow set from_account = to_account, to_account = from_account where entry_id = ${openEntry}`,
  ],
  ['digest_differs', 'a memo changed', `update ledger_entry set memo = '' where entry_id = ${openEntry}`],
  [
    'digest_differs',
    'another day, in entry and flows',
    `update ledger_entry set occurred_on = occurred_on - 1 where entry_id = ${openEntry}`,
    `update ledger_flow set occurred_on = occurred_on - 1 where entry_id = ${openEntry}`,
  ],
  [
    'digest_differs',
    'a document number changed',
    `update ledger_entry set document_no = 'T-8' where document_no = 'T-7'`,
  ],
  [
    'digest_differs',
    'who did it forgotten',
    `update ledger_entry set actor_id = null where entry_id = ${openEntry}`,
  ],
  [
    'digest_differs',
    'an account handed to another party',
    `update ledger_account set party_id = '${newId()}' where party_id = ${hotel}`,
  ],
  [
    'digest_differs',
    'a flow added to an open entry',
    copyOf('ledger_flow', `entry_id = ${openEntry}`, { ordinal: '2' }),
  ],
  [
    'flow_without_entry',
    'an entry deleted, its flows forgotten',
    `delete from ledger_entry where entry_id = ${openEntry}`,
  ],
  [
    'day_not_sealed',
    'the last seal deleted',
    `delete from ledger_seal where day = (select max(day) from ledger_seal)`,
  ],
  ['day_not_sealed', 'the closed day moved on', `update ledger_head set closed_through = '2026-11-23'`],
  [
    'seal_counts_differ',
    'a closed entry deleted with its flows',
    `delete from ledger_flow where entry_id = ${closedEntry}`,
    `delete from ledger_entry where entry_id = ${closedEntry}`,
  ],
  [
    'seal_root_differs',
    'a closed entry under another id',
    `update ledger_flow set entry_id = '${newId()}' where entry_id = ${closedEntry}`,
    `update ledger_entry set entry_id = (select entry_id from ledger_flow f where not exists (select from ledger_entry e where e.entry_id = f.entry_id)) where request_key = 'sale 4'`,
  ],
  [
    'seal_root_differs',
    'the key of a closed entry changed',
    `update ledger_entry set request_key = 'x' where entry_id = ${closedEntry}`,
  ],
  [
    'seal_root_differs',
    'the time of a closed entry changed',
    `update ledger_entry set recorded_at = recorded_at + interval '1 second' where entry_id = ${closedEntry}`,
  ],
  [
    'seal_root_differs',
    'a root changed',
    `update ledger_seal set root = sha256(root) where day = ${sealOf(3)}`,
  ],
  [
    'seal_chain_broken',
    'the seal before it changed',
    `update ledger_seal set previous = sha256(previous) where day = ${sealOf(3)}`,
  ],
  ['seal_differs', 'a seal changed', `update ledger_seal set seal = sha256(seal) where day = ${sealOf(3)}`],
  [
    'seal_without_entries',
    'a closed day deleted',
    `delete from ledger_flow where recorded_on = ${sealOf(3)}`,
    `delete from ledger_entry where recorded_on = ${sealOf(3)}`,
  ],
  [
    'seal_without_entries',
    'the last closed days deleted',
    `delete from ledger_flow where recorded_on > ${sealOf(3)}`,
    `delete from ledger_entry where recorded_on > ${sealOf(3)}`,
  ],
  [
    'seal_without_entries',
    'the closed day moved back',
    `update ledger_head set closed_through = ${sealOf(3)}`,
  ],
  ['guard_without_balance', 'a balance deleted', 'delete from ledger_balance'],
  [
    'guard_without_balance',
    'a guarded account made free',
    `update ledger_account set guarded = false where guarded`,
  ],
  [
    'guard_without_balance',
    'a balance of no account',
    `insert into ledger_balance values (${region}, '${newId()}', 0, 0)`,
  ],
  ['balance_differs', 'a balance changed', 'update ledger_balance set balance = balance + 1'],
  ['balance_below_floor', 'a floor raised', 'update ledger_balance set floor = balance - 199'],
  ['hold_differs', 'a used hold made smaller', `update ledger_hold set amount = 249 where state = 'used'`],
  [
    'hold_differs',
    'a hold used by another entry',
    `update ledger_hold set entry_id = ${openEntry} where state = 'used'`,
  ],
  [
    'sides_overlap',
    'two sides on one day',
    `insert into party_side values (${region}, ${company}, '2026-11-01', null, 'inside')`,
  ],
  [
    'closed_but_not_summed',
    'a closed entry put back into the tail',
    `insert into ledger_tail select region_id, entry_id from ledger_entry where request_key = 'sale 4'`,
  ],
  [
    'closed_but_not_summed',
    'an entry in the tail that does not exist',
    `insert into ledger_tail values (${region}, '${newId()}')`,
  ],
  ['month_total_differs', 'an entry that is in no total taken out of the tail', `delete from ledger_tail`],
  [
    'month_total_differs',
    'a monthly total changed',
    `update ledger_month_total set amount = amount + 1 where month = '2026-10'`,
  ],
  [
    'month_total_differs',
    'a monthly total deleted',
    `delete from ledger_month_total where month = '2026-11'`,
  ],
  ['month_total_differs', 'a number of flows changed', 'update ledger_month_total set flows = flows + 1'],
  [
    'month_total_differs',
    'a monthly total of nothing',
    copyOf('ledger_month_total', `month = '2026-10'`, { month: `'2025-10'` }),
  ],
  [
    'month_total_differs',
    'a side changed behind the totals',
    `update party_side set side = 'inside' where party_id = ${hotel}`,
  ],
  [
    'group_total_differs',
    'a total by group changed',
    `update ledger_month_group set amount = amount + 1 where month = '2026-10'`,
  ],
  [
    'group_total_differs',
    'a total by group deleted',
    `delete from ledger_month_group where month = '2026-11'`,
  ],
  [
    'party_numbers_have_gaps',
    'a number left out',
    'update ledger_party_no set no = no + 1 where no = (select max(no) from ledger_party_no)',
  ],
  [
    'year_total_differs',
    'a total by year changed',
    'update ledger_year_total set amount = amount + 1 where year = 2026',
  ],
  ['year_total_differs', 'a total by year deleted', 'delete from ledger_year_total'],
  [
    'year_total_differs',
    'a total by year in another',
    'update ledger_year_total set year = 2025 where from_no = 0',
  ],
  [
    'year_total_differs',
    'the numbers of two parties exchanged',
    `update ledger_party_no set no = case no when 0 then 9 else 0 end where no < 2`,
    `update ledger_party_no set no = 1 where no = 9`,
  ],
  [
    'account_day_differs',
    'the day of an account changed',
    'update ledger_account_day set outflow = outflow + 1, inflow = inflow + 1',
  ],
  [
    'account_day_differs',
    'the day of an account deleted',
    `delete from ledger_account_day where day = '2026-10-14'`,
  ],
]
