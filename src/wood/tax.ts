/** Yen that are paid at once, with their consumption tax (消費税) as a flow of its own. Pure. */
import type { Id } from '#kit/ids.ts'
import { multiplyDivide } from '#kit/rounding.ts'
import { jpy } from '#kit/units.ts'
import { cash } from '#ledger/accounts.ts'
import type { Flow } from '#ledger/post.ts'

/** The tax on an amount without it, rounded down once. */
export const taxOn = (netYen: number, taxPct: number): number =>
  multiplyDivide(netYen, Math.round(taxPct * 100), 10_000, 'floor')

/** From who pays to who sold; an amount of nothing is no flow. */
export function paidWithTax(
  payer: Id,
  seller: Id,
  { netYen, taxYen }: { readonly netYen: number; readonly taxYen: number },
): Flow[] {
  const from = cash(payer)
  const flows: Flow[] = [
    { unit: 'JPY', amount: jpy(netYen), from, to: cash(seller) },
    { unit: 'JPY', amount: jpy(taxYen), from, to: { party: seller, purpose: 'tax' } },
  ]
  return flows.filter(({ amount }) => amount > 0)
}
