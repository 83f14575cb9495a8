import { z } from '@hono/zod-openapi'
import type { Id } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import {
  type CycleInput,
  type CycleRow,
  allocateCycle,
  askProducers,
  cancelCycle,
  endCycle,
  goodsOf,
  listCycles,
  openCycle,
  planCycle,
  producersOf,
  readCycle,
} from '#trade/room.ts'
import { type Endpoint, endpoint } from '#api/endpoint.ts'
import { count, flag, listOf, text } from '#api/fields.ts'
import {
  cycle,
  cycleGood,
  cycleId,
  cycleNo,
  cycleProducer,
  cycleRow,
  newCycle,
  producerName,
} from './cycles.schemas.ts'

const ofCycle = z.object({ cycleId: cycleId() })
const cycleMade = z.object({ cycleId: cycleId(), cycleNo: cycleNo() }).openapi('CycleMade')
const iso = (at: Date | null): string | null => at?.toISOString() ?? null

/** What the company keeps to itself, as on its pages: how full a round is, and who of all was asked. */
function cycleOut<Row extends CycleRow>(actor: Actor, row: Row) {
  const inside = actor.role === 'company_staff'
  return {
    ...row,
    closesAt: row.closesAt.toISOString(),
    bookedYen: inside ? row.bookedYen : null,
    limitYen: inside ? row.limitYen : null,
    asked: inside ? row.asked : null,
    answered: inside ? row.answered : null,
    bookings: inside ? row.bookings : null,
  }
}

const deedOn = ({ cycleId: documentId, cycleNo: documentNo }: { cycleId: Id; cycleNo: string }) => ({
  documentId,
  documentNo,
})

const wrongPlan = [
  'not_allowed',
  'name_missing',
  'closes_too_early',
  'days_wrong',
  'limit_wrong',
  'weights_wrong',
  'no_producers',
  'producer_unknown',
  'cycle_unknown',
  'already_open',
] as const

type Plan = Omit<CycleInput, 'closesAt'> & { readonly closesAt: string }
const plan = (tx: Tx, actor: Actor, { closesAt, ...input }: Plan) =>
  planCycle(tx, actor, { ...input, closesAt: new Date(closesAt) })

const readings: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/cycles',
    name: 'listCycles',
    tag: 'cycles',
    access: 'cycle.see',
    summary: { ja: '受注回の一覧', en: 'Order cycles' },
    about: {
      ja: 'この半年とこれからの100回まで、新しい順。買い手には受付を始めたもの、生産者には声をかけられたもの。',
      en: 'Of the last half year and to come, at most 100, newest first. A buyer sees those that were opened, a producer those that ask it.',
    },
    answer: z.object({ items: listOf(cycleRow, '受注回', 'Cycles') }),
    refuses: ['not_allowed'],
    run: async (tx, actor) => {
      const rows = await listCycles(tx, actor)
      return isRefusal(rows) ? rows : { items: rows.map((row) => cycleOut(actor, row)) }
    },
  }),
  endpoint({
    method: 'get',
    path: '/cycles/{cycleId}',
    name: 'readCycle',
    tag: 'cycles',
    access: 'cycle.see',
    summary: { ja: '受注回', en: 'An order cycle' },
    params: ofCycle,
    answer: cycle,
    refuses: ['not_allowed', 'cycle_unknown'],
    run: async (tx, actor, input) => {
      const found = await readCycle(tx, actor, input)
      return isRefusal(found) ? found : cycleOut(actor, found)
    },
  }),
  endpoint({
    method: 'get',
    path: '/cycles/{cycleId}/producers',
    name: 'listCycleProducers',
    tag: 'cycles',
    access: 'cycle.run',
    summary: { ja: '声をかけた生産者', en: 'Producers who were asked' },
    about: { ja: 'まだ答えていない生産者から。', en: 'Those who have not answered first.' },
    params: ofCycle,
    answer: z.object({ items: listOf(cycleProducer, '生産者', 'Producers') }),
    refuses: ['not_allowed', 'cycle_unknown'],
    run: async (tx, actor, input) => {
      const found = await readCycle(tx, actor, input)
      if (isRefusal(found)) return found
      const rows = await producersOf(tx, input.cycleId)
      return {
        items: rows.map((row) => ({ ...row, toldAt: iso(row.toldAt), answeredAt: iso(row.answeredAt) })),
      }
    },
  }),
  endpoint({
    method: 'get',
    path: '/cycles/{cycleId}/goods',
    name: 'listCycleGoods',
    tag: 'cycles',
    access: 'cycle.run',
    summary: { ja: '出ている品と予約', en: 'What is offered, and how much of it is booked' },
    about: { ja: '予約の割合が高い順、100品まで。', en: 'The fullest first, at most 100.' },
    params: ofCycle,
    query: z.strictObject({
      text: text('産品、種類、生産者の言葉', 'Words of the product, category or producer', {
        max: 100,
        example: 'ほうれん草',
      }).optional(),
    }),
    answer: z.object({
      items: listOf(cycleGood, '品', 'Goods'),
      more: flag('ほかにもある', 'There are more', false),
    }),
    refuses: ['not_allowed', 'cycle_unknown'],
    run: async (tx, actor, input) => {
      const found = await readCycle(tx, actor, input)
      if (isRefusal(found)) return found
      const { rows, more } = await goodsOf(tx, input)
      return { items: rows, more }
    },
  }),
]

const plans: readonly Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/cycles',
    name: 'planCycle',
    tag: 'cycles',
    access: 'cycle.run',
    summary: { ja: '受注回を計画する', en: 'Plan an order cycle' },
    body: newCycle,
    status: 201,
    answer: cycleMade,
    refuses: wrongPlan,
    run: plan,
    audit: deedOn,
  }),
  endpoint({
    method: 'put',
    path: '/cycles/{cycleId}',
    name: 'replanCycle',
    tag: 'cycles',
    access: 'cycle.run',
    summary: { ja: '計画を直す', en: 'Plan a cycle anew' },
    about: {
      ja: '受付を始めるまで。すべてを言いなおします。続けて声をかける生産者の入れた量は残ります。',
      en: 'Until it opens. All of it is said anew; producers who are still asked keep what they entered.',
    },
    params: ofCycle,
    body: newCycle,
    answer: cycleMade,
    refuses: wrongPlan,
    run: plan,
    audit: deedOn,
  }),
]

const deeds: readonly Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/cycles/{cycleId}/asking',
    name: 'askProducers',
    tag: 'cycles',
    access: 'cycle.run',
    summary: { ja: '生産者に聞く', en: 'Ask the producers' },
    about: {
      ja: 'まだ答えていない生産者に、サインインせずに量を入れられるリンクをメールで送ります。前のリンクは使えなくなります。リンクは答えに現れません。',
      en: 'Those who have not answered get a mail with a link that opens the form without signing in; older links end. The links do not appear in the answer.',
    },
    params: ofCycle,
    answer: z.object({
      asked: count('メールで聞いた生産者', 'Producers asked by mail', { example: 12 }),
      unreachable: listOf(
        producerName(),
        '送り先のメールがない生産者',
        'Producers without an address for mail',
      ),
      cycleNo: cycleNo(),
    }),
    refuses: ['not_allowed', 'cycle_unknown', 'cycle_closed'],
    run: (tx, actor, input, { publicUrl }) =>
      askProducers(tx, actor, { ...input, linkTo: (token) => `${publicUrl}/offers/${token}` }),
    audit: ({ asked, cycleNo: documentNo }, input) => ({
      documentId: input.cycleId,
      documentNo,
      detail: `asked ${asked}`,
    }),
  }),
  endpoint({
    method: 'post',
    path: '/cycles/{cycleId}/opening',
    name: 'openCycle',
    tag: 'cycles',
    access: 'cycle.run',
    summary: { ja: '受付を始める', en: 'Open a cycle' },
    about: {
      ja: '定期注文を、作られた順に先に予約します。',
      en: 'Standing orders are booked first, in the order in which they were made.',
    },
    params: ofCycle,
    answer: z.object({
      cycleId: cycleId(),
      cycleNo: cycleNo(),
      standing: count('予約した定期注文', 'Standing orders booked', { example: 3 }),
      short: count('足りなかった定期注文', 'Standing orders that came short', { example: 0 }),
    }),
    refuses: ['not_allowed', 'cycle_unknown', 'already_open', 'cycle_closed', 'nothing_offered'],
    run: openCycle,
    audit: (made) => ({ ...deedOn(made), detail: `opened, ${made.standing} standing` }),
  }),
  endpoint({
    method: 'post',
    path: '/cycles/{cycleId}/allocation',
    name: 'allocateCycle',
    tag: 'cycles',
    access: 'cycle.run',
    summary: { ja: '締め切って割り当てる', en: 'Close a cycle and allocate it' },
    about: {
      ja: '名指しの予約はその生産者へ、共同の品は重みで分けます。最初の注文ができるまで、やりなおせます。手で変えたものも計算しなおします。',
      en: 'What was booked by name goes to its producer, pools are spread by the weights. May be done again until the first order is made; overrides are worked out anew.',
    },
    params: ofCycle,
    answer: z.object({
      cycleId: cycleId(),
      cycleNo: cycleNo(),
      lines: count('予約の行', 'Lines booked', { example: 40 }),
      short: count('足りなかった行', 'Lines that came short', { example: 1 }),
    }),
    refuses: ['not_allowed', 'cycle_unknown', 'nothing_booked', 'not_open', 'already_ordered'],
    run: allocateCycle,
    audit: (made) => ({ ...deedOn(made), detail: `allocated ${made.lines}, short ${made.short}` }),
  }),
  endpoint({
    method: 'post',
    path: '/cycles/{cycleId}/end',
    name: 'endCycle',
    tag: 'cycles',
    access: 'cycle.run',
    summary: { ja: '受注回を終える', en: 'End a cycle' },
    about: {
      ja: '割り当てたあと、すべてを注文にしないまま終えます。まだ注文になっていない分は、注文になりません。',
      en: 'After the allocation, without making orders of all of it: what is no order by now becomes none.',
    },
    params: ofCycle,
    answer: cycleMade,
    refuses: ['not_allowed', 'cycle_unknown', 'not_allocated'],
    run: endCycle,
    audit: (made) => ({ ...deedOn(made), detail: 'ended' }),
  }),
  endpoint({
    method: 'post',
    path: '/cycles/{cycleId}/cancellation',
    name: 'cancelCycle',
    tag: 'cycles',
    access: 'cycle.run',
    summary: { ja: '受注回を取りやめる', en: 'Cancel a cycle' },
    about: {
      ja: '予約は記録に残り、注文にはなりません。',
      en: 'What was booked stays on record and becomes nothing.',
    },
    params: ofCycle,
    answer: cycleMade,
    refuses: ['not_allowed', 'cycle_unknown', 'already_ordered'],
    run: cancelCycle,
    audit: (made) => ({ ...deedOn(made), detail: 'cancelled' }),
  }),
]

/** Order cycles: from the plan to the allocation. */
export const cycleEndpoints: readonly Endpoint[] = [...readings, ...plans, ...deeds]
