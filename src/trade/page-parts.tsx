/** What the pages of this room have in common. */
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Seen } from '#http/house.ts'
import { may } from '#parties/policy.ts'
import type { Permission } from '#parties/policy.ts'
import { Tabs } from '#ui/blocks.tsx'
import type { Crumb } from '#ui/shell.tsx'
import type { Lang } from '#ui/words.ts'
import type { OrderSteps } from './units-of-sale.ts'
import { goodsWords } from './words/goods.ts'
import { startWords } from './words/start.ts'

export type Section =
  | 'start'
  | 'products'
  | 'lots'
  | 'orders'
  | 'cycles'
  | 'buyers'
  | 'invoices'
  | 'bank'
  | 'statements'
  | 'payouts'
  | 'imports'
  | 'reports'
  | 'settings'

const sections: readonly (readonly [Section, string, Permission])[] = [
  ['start', '/trade', 'order.see'],
  ['orders', '/trade/orders', 'order.see'],
  ['cycles', '/trade/cycles', 'cycle.see'],
  ['buyers', '/trade/buyers', 'price.set'],
  ['products', '/trade/products', 'product.edit'],
  ['lots', '/trade/lots', 'product.edit'],
  ['invoices', '/trade/invoices', 'invoice.see'],
  ['bank', '/trade/bank', 'payment.match'],
  ['statements', '/trade/statements', 'statement.see'],
  ['payouts', '/trade/payouts', 'payout.pay'],
  ['reports', '/trade/reports', 'sales.see'],
  ['imports', '/trade/import', 'import.run'],
  ['settings', '/trade/settings', 'invoice.close'],
]

/** The menu of the room: what this person may open, in the order of the work. */
export function TradeTabs({ seen, current }: { seen: Seen; current: Section }) {
  const own = startWords[seen.lang]
  // A buyer has no list of buyers, and its own terms in that place.
  const account = { label: own.account, href: '/trade/account', current: current === 'buyers' }
  return (
    <Tabs
      label={own.menu}
      items={[
        ...sections
          .filter(([, , access]) => may(seen.actor.role, access))
          .map(([section, href]) => ({ label: own[section], href, current: section === current })),
        ...(seen.actor.role === 'buyer' ? [account] : []),
      ]}
    />
  )
}

export function crumbs(seen: Seen, ...rest: readonly Crumb[]): readonly Crumb[] {
  return [{ label: startWords[seen.lang].trade, href: '/trade' }, ...rest]
}

/** A document that is not there, or not for these eyes, is one and the same to who asks: a page that is not found. */
export function orNotFound<T>(answer: T): Exclude<T, Refusal> | Refusal<'not_found' | 'not_allowed'> {
  if (!isRefusal(answer)) return answer as Exclude<T, Refusal>
  return refuse(answer.refused === 'not_allowed' ? 'not_allowed' : 'not_found')
}

/** From how many a buyer orders it and by how many, where it is not from one by ones. */
export function Steps({ row, lang }: { row: OrderSteps; lang: Lang }) {
  if (row.leastQuantity === 1 && row.stepQuantity === 1) return null
  return <small class="y-choice-hint">{goodsWords[lang].inSteps(row.leastQuantity, row.stepQuantity)}</small>
}
