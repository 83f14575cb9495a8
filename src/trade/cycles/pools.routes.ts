/** The addresses of pools and of standing orders. */
import { z } from 'zod'
import { type Id, isId } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { dayField, id, line, optionalDay, optionalId, optionalLine, several, whole } from '#http/fields.ts'
import { type Page, action, page } from '#http/routes.ts'
import { yen } from '#ui/numbers.ts'
import type { Lang } from '#ui/words.ts'
import { listBuyers } from '#trade/people.ts'
import { poolWords } from './pool-words.ts'
import { poolsAt, poolsView, standingView } from './pools.pages.tsx'
import { closePool, listPools, poolCandidates, savePool } from './pools.ts'
import { sayPool, sayStanding } from './refusals.ts'
import { addStanding, changeStanding, listStanding, standingGoods } from './standing.ts'
import { cycleWords } from './words.ts'

const poolsPage: Page = page({
  at: poolsAt,
  access: 'cycle.run',
  load: async (tx) => ({ pools: await listPools(tx), candidates: await poolCandidates(tx) }),
  show: poolsView,
})

const poolLabels = (lang: Lang) => {
  const own = poolWords[lang]
  return { name: own.poolName, nameEn: own.poolNameEn, priceYen: own.poolPrice, variantIds: own.members }
}
const onPools = { access: 'cycle.run', labels: poolLabels, refusals: sayPool, form: () => poolsPage } as const
const poolBoxes = {
  name: line(60),
  nameEn: optionalLine(60),
  priceYen: whole(0, 100_000_000),
  variantIds: several(id()),
}

const addPoolAction = action({
  ...onPools,
  at: poolsAt,
  input: z.object(poolBoxes),
  run: savePool,
  done: (_made, _input, { lang }) => ({ to: poolsAt, notice: poolWords[lang].poolSaved }),
  audit: ({ poolId }, { name }) => ({ action: 'pool.set', documentId: poolId, detail: name }),
})

const savePoolAction = action({
  ...onPools,
  at: `${poolsAt}/:id`,
  input: z.object({ id: id(), ...poolBoxes }),
  run: (tx, actor, { id: poolId, ...pool }) => savePool(tx, actor, { poolId, ...pool }),
  done: (_made, _input, { lang }) => ({ to: poolsAt, notice: poolWords[lang].poolSaved }),
  audit: ({ poolId }, { name }) => ({ action: 'pool.set', documentId: poolId, detail: name }),
})

const closePoolAction = action({
  ...onPools,
  at: `${poolsAt}/:id/close`,
  input: z.object({ id: id() }),
  run: (tx, actor, { id: poolId }) => closePool(tx, actor, { poolId }),
  done: (_made, _input, { lang }) => ({ to: poolsAt, notice: poolWords[lang].poolClosed }),
  audit: ({ poolId }) => ({ action: 'pool.set', documentId: poolId, detail: 'closed' }),
})

const standingPage: Page = page({
  at: '/trade/standing',
  access: 'order.place',
  load: async (tx, actor) => {
    const rows = await listStanding(tx, actor)
    if (isRefusal(rows)) return rows
    const goods = await standingGoods(tx)
    return {
      rows,
      goods: goods.map(({ name, unitName, priceYen, ...each }) => ({
        value: each.poolId ? `pool ${each.poolId}` : `variant ${each.variantId}`,
        label: `${name}　${unitName}（${yen(priceYen)}）`,
      })),
      buyers: actor.role === 'company_staff' ? await listBuyers(tx) : [],
      today: tx.today,
    }
  },
  show: standingView,
})

const standingLabels = (lang: Lang) => {
  const own = poolWords[lang]
  return {
    buyerId: cycleWords[lang].buyer,
    goods: own.standingGoods,
    quantity: cycleWords[lang].quantity,
    everyWeeks: own.everyWeeks,
    startsOn: own.startsOn,
    pauseFrom: own.pauseFrom,
    pauseTo: own.pauseTo,
  }
}
const onStanding = {
  access: 'order.place',
  labels: standingLabels,
  refusals: sayStanding,
  form: () => standingPage,
} as const

const addStandingAction = action({
  ...onStanding,
  at: '/trade/standing',
  input: z.object({
    buyerId: optionalId(),
    goods: z.string().max(60),
    quantity: whole(1, 1_000_000),
    everyWeeks: whole(1, 12),
    startsOn: dayField(),
  }),
  run: (tx, actor, { goods, ...given }) => {
    const [kind, value = ''] = goods.split(' ')
    const known = isId(value) ? (value as Id) : undefined
    return addStanding(tx, actor, {
      ...given,
      ...(known && kind === 'pool' && { poolId: known }),
      ...(known && kind === 'variant' && { variantId: known }),
    })
  },
  done: (_made, _input, { lang }) => ({ to: '/trade/standing', notice: poolWords[lang].standingAdded }),
  audit: ({ standingId }, { quantity, everyWeeks }) => ({
    action: 'standing.set',
    documentId: standingId,
    detail: `${quantity} / ${everyWeeks} w`,
  }),
})

const changeStandingAction = action({
  ...onStanding,
  at: '/trade/standing/:id',
  input: z
    .object({ id: id() })
    .and(
      z.union([
        z.object({ deed: z.literal('pause'), pauseFrom: dayField(), pauseTo: dayField() }),
        z.object({ deed: z.enum(['resume', 'end']), pauseFrom: optionalDay(), pauseTo: optionalDay() }),
      ]),
    ),
  run: (tx, actor, { id: standingId, deed, pauseFrom, pauseTo }) =>
    changeStanding(tx, actor, {
      standingId,
      end: deed === 'end',
      ...(deed === 'pause' && pauseFrom && pauseTo && { pause: { from: pauseFrom, to: pauseTo } }),
    }),
  done: (_made, _input, { lang }) => ({ to: '/trade/standing', notice: poolWords[lang].standingChanged }),
  audit: ({ standingId }, { deed }) => ({ action: 'standing.set', documentId: standingId, detail: deed }),
})

export const poolRoutes = [
  poolsPage,
  addPoolAction,
  savePoolAction,
  closePoolAction,
  standingPage,
  addStandingAction,
  changeStandingAction,
]
