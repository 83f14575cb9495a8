import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { normalise } from '#kit/japanese.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { fromCursor, pageOf } from '#parties/cursors.ts'
import type { Page } from '#parties/cursors.ts'
import { validOn } from '#parties/dated.ts'
import { may } from '#parties/policy.ts'
import { creditUsed } from '#trade/credit.ts'
import { type Place, placesOf } from '#trade/places.ts'
import { type BuyerTerms, type Setting, readSetting } from '#trade/settings.ts'

export interface Member {
  readonly userId: Id
  readonly name: string
  readonly email: string
  readonly approver: boolean
}

/** What was agreed with a buyer, and how it stands with it. */
export interface Account {
  readonly buyerId: Id
  readonly name: string
  readonly address: string
  readonly terms: BuyerTerms
  /** What counts where the terms say nothing. */
  readonly setting: Setting
  readonly approvalAboveYen: number | null
  readonly members: readonly Member[]
  readonly places: readonly Place[]
  readonly priceLists: readonly { readonly priceListId: Id; readonly name: string }[]
  /** Every list there is, for staff who chooses among them. */
  readonly allLists: readonly { readonly priceListId: Id; readonly name: string }[]
  readonly usedYen: number
}

/** A buyer's account: staff reads anybody's, a buyer its own. */
export async function readAccount(
  tx: Tx,
  actor: Actor,
  { buyerId }: { buyerId: Id },
): Promise<Account | Refusal<'not_allowed' | 'buyer_unknown'>> {
  if (!may(actor.role, 'buyer.see')) return refuse('not_allowed')
  if (actor.role === 'buyer' && actor.partyId !== buyerId) return refuse('buyer_unknown')
  const [head] = await tx.run<
    Omit<BuyerTerms, 'buyerId'> & { name: string; address: string; approvalAboveYen: number | null }
  >(
    `select p.name, p.address, b.closing_day as "closingDay", b.pay_months as "payMonths", b.pay_day as "payDay",
       coalesce(b.payer_kana, '') as "payerKana", coalesce(b.delivery_note, '') as "deliveryNote",
       coalesce(b.route, '') as route, coalesce(b.billing_emails, '{}') as "billingEmails",
       b.credit_limit_yen as "creditLimitYen", b.approval_above_yen as "approvalAboveYen"
     from party p left join trade_buyer b on b.region_id = p.region_id and b.buyer_id = p.party_id
     where p.region_id = $1 and p.party_id = $2 and p.kind not in ('company', 'nature', 'air', 'outside')`,
    [tx.region, buyerId],
  )
  if (!head) return refuse('buyer_unknown')
  const { name, address, approvalAboveYen, ...terms } = head
  const lists = await tx.run<{ priceListId: Id; name: string; position: number | null }>(
    `select l.price_list_id as "priceListId", l.name, a.position from trade_price_list l
     left join trade_buyer_prices a on a.region_id = $1 and a.price_list_id = l.price_list_id and a.buyer_id = $2
     where l.region_id = $1 and l.active order by a.position, l.name`,
    [tx.region, buyerId],
  )
  return {
    buyerId,
    name,
    address,
    terms: { buyerId, ...terms },
    setting: await readSetting(tx),
    approvalAboveYen,
    members: await membersOf(tx, buyerId),
    places: await placesOf(tx, buyerId),
    priceLists: lists.filter(({ position }) => position !== null),
    allLists: actor.role === 'company_staff' ? lists : [],
    usedYen: await creditUsed(tx, buyerId),
  }
}

async function membersOf(tx: Tx, buyerId: Id): Promise<Member[]> {
  return await tx.run<Member & Record<string, unknown>>(
    `select u.user_id as "userId", u.name, u.email, a.user_id is not null as approver
     from party_membership m
     join party_user u on u.region_id = m.region_id and u.user_id = m.user_id and not u.disabled
     left join trade_approver a on a.region_id = m.region_id and a.buyer_id = m.party_id and a.user_id = u.user_id
     where m.region_id = $1 and m.party_id = $2 and m.role = 'buyer' and ${validOn('m', '$3')}
     order by u.name, u.user_id`,
    [tx.region, buyerId, tx.today],
  )
}

export interface AccountRow {
  readonly buyerId: Id
  readonly name: string
  readonly kana: string
  readonly route: string
  readonly priceLists: readonly string[]
  readonly creditLimitYen: number | null
  readonly unpaidYen: number
  readonly lastOrderOn: Day | null
}

const limit = 50

/** Staff looks for a buyer: everybody who ordered, has terms or acts as one, by kana. */
export async function listAccounts(
  tx: Tx,
  actor: Actor,
  { text = '' }: { readonly text?: string },
  cursor?: string,
): Promise<Page<AccountRow> | Refusal<'not_allowed'>> {
  if (!may(actor.role, 'buyer.see') || actor.role === 'buyer') return refuse('not_allowed')
  const [kana, id] = (cursor === undefined ? undefined : fromCursor(cursor, 2)) ?? []
  const values: unknown[] = [tx.region, limit + 1]
  const given = (value: unknown): string => `$${values.push(value)}`
  const word = normalise(text)
  const asked = [
    ...(word === '' ? [] : [`position(lower(${given(word)}) in lower(p.name || ' ' || p.kana)) > 0`]),
    ...(id === undefined ? [] : [`(p.kana, p.party_id) > (${given(kana)}, ${given(id)}::uuid)`]),
  ]
  const rows = await tx.run<AccountRow & Record<string, unknown>>(
    `select p.party_id as "buyerId", p.name, p.kana, coalesce(b.route, '') as route,
       array(select l.name from trade_buyer_prices a
         join trade_price_list l on l.region_id = $1 and l.price_list_id = a.price_list_id
         where a.region_id = $1 and a.buyer_id = p.party_id order by a.position) as "priceLists",
       b.credit_limit_yen as "creditLimitYen",
       (select coalesce(sum(gross_yen - paid_yen), 0)::bigint from trade_invoice i
         where i.region_id = $1 and i.buyer_id = p.party_id and i.paid_yen <> i.gross_yen) as "unpaidYen",
       (select max(ordered_on) from trade_order o
         where o.region_id = $1 and o.buyer_id = p.party_id) as "lastOrderOn"
     from party p left join trade_buyer b on b.region_id = $1 and b.buyer_id = p.party_id
     where p.region_id = $1 and p.kind not in ('company', 'nature', 'air', 'outside')
       and (b.buyer_id is not null
         or exists (select from trade_order o where o.region_id = $1 and o.buyer_id = p.party_id)
         or exists (select from party_membership m where m.region_id = $1 and m.party_id = p.party_id
           and m.role = 'buyer'))
       ${asked.map((each) => `and ${each}`).join(' ')}
     order by p.kana, p.party_id limit $2`,
    values,
  )
  return pageOf(rows, limit, (row) => [row.kana, row.buyerId])
}
