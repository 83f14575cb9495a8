/**
 * The states of an order and which may follow which. Nothing goes back: a return or a correction after shipping is a
 * document of its own that reverses, so an order that was shipped is not cancelled.
 */
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'

export const orderStates = [
  'draft',
  'quoted',
  'requested', // waits for somebody of the buyer to approve it
  'ordered',
  'accepted', // wholly or in part: the lines say how much
  'picked',
  'shipped', // weights and lots are fixed from here
  'delivered', // inspected by the buyer: short or damaged goods are noted on the lines
  'invoiced',
  'paid',
  'settled', // the producers have their money
  'cancelled',
] as const
export type OrderState = (typeof orderStates)[number]

// A small firm ships without a picking list, and not every buyer sends back the inspection: both steps may be left out.
const followers: Readonly<Record<OrderState, readonly OrderState[]>> = {
  draft: ['quoted', 'requested', 'ordered', 'cancelled'],
  quoted: ['requested', 'ordered', 'cancelled'],
  requested: ['ordered', 'cancelled'],
  ordered: ['accepted', 'cancelled'],
  accepted: ['picked', 'shipped', 'cancelled'],
  picked: ['shipped', 'cancelled'],
  shipped: ['delivered', 'invoiced'],
  delivered: ['invoiced'],
  invoiced: ['paid'],
  paid: ['settled'],
  settled: [],
  cancelled: [],
}

/** The states that may come next, in the order of the work. */
export const nextStates = (from: OrderState): readonly OrderState[] => followers[from]

export const mayFollow = (from: OrderState, to: OrderState): boolean => followers[from].includes(to)

/** The new state, or a refusal that names both. */
export function advance(from: OrderState, to: OrderState): OrderState | Refusal<'step_not_allowed'> {
  return mayFollow(from, to) ? to : refuse('step_not_allowed', { detail: { from, to } })
}

/** True while lines may still be changed: until the goods are shipped. */
export const isOpen = (state: OrderState): boolean =>
  ['draft', 'quoted', 'requested', 'ordered', 'accepted', 'picked'].includes(state)
