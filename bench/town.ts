/** A region of a thousand parties that trade for two years, with a company in the middle: what the benches read. */
import { type Day, addDays, day, instantOf } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { amount, jpy, pt } from '#kit/units.ts'
import type { Database } from '#db/pool.ts'
import { transact } from '#db/transaction.ts'
import type { AccountRef } from '#ledger/accounts.ts'
import { cash } from '#ledger/accounts.ts'
import { closeDays } from '#ledger/close.ts'
import { type EntryKind, declareKinds } from '#ledger/kinds.ts'
import { type Entry, type Flow, post, postAll, reverse } from '#ledger/post.ts'
import { aParty, done, testActor } from '#ledger/testing.ts'

export const region = 32093
export const firstDay = day('2024-11-01')
export const lastDay = day('2026-10-31')
export const today = day('2026-11-01')

export const kinds = ['sale', 'payout', 'spend', 'supply', 'intake'] as const
declareKinds(
  kinds.map((name): EntryKind => ({
    name: `bench.${name}`,
    meaning: { ja: name, en: name },
    counts: 'exchange',
    documentPath: (id) => `/bench/${id}`,
    documentAccess: 'ledger.see',
  })),
)

export interface Town {
  readonly company: Id
  readonly city: Id
  readonly forest: Id
  readonly growers: readonly Id[]
  readonly shops: readonly Id[]
  readonly households: readonly Id[]
  readonly buyers: readonly Id[]
  readonly suppliers: readonly Id[]
}

// A generator of its own, so that every run makes a town like the others.
let state = 20_261_123
const random = (): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return state / 2 ** 32
}
/** The first of a list come up far more often than the last, as in any trade. */
const pick = (list: readonly Id[]): Id => list[Math.floor(list.length * random() ** 2.5)] as Id
/** People have habits: of the many they could go to, each has a few. */
const habit = (of: Id, list: readonly Id[], few: number): Id => {
  const start = Number.parseInt(of.slice(-7), 16)
  return list[(start + Math.floor(few * random()) * 37) % list.length] as Id
}
const yen = (most: number): number => 1 + Math.floor(random() * most)

export async function makeTown(db: Database): Promise<Town> {
  return await transact(db, { region, clock: { now: () => instantOf(firstDay) } }, async (tx) => {
    const some = async (
      count: number,
      kind: string,
      sector: string | null,
      inside: boolean,
    ): Promise<Id[]> => {
      const ids: Id[] = []
      for (let n = 0; n < count; n++) {
        const id = await aParty(tx, { inside, name: `${kind} ${n}` })
        await tx.run('update party set kind = $2, sector = $3 where party_id = $1', [id, kind, sector])
        ids.push(id)
      }
      return ids
    }
    const [company, city, forest] = [
      await some(1, 'company', 'I', true),
      await some(1, 'city', 'S', true),
      await some(1, 'nature', null, true),
    ]
    return {
      company: company[0] as Id,
      city: city[0] as Id,
      forest: forest[0] as Id,
      growers: await some(300, 'business', 'A', true),
      shops: [...(await some(120, 'business', 'E', true)), ...(await some(80, 'business', 'M', true))],
      households: await some(300, 'household', null, true),
      buyers: [...(await some(80, 'business', 'I', false)), ...(await some(70, 'business', 'M', false))],
      suppliers: await some(47, 'business', 'F', false),
    }
  })
}

const flow = (from: AccountRef, to: AccountRef, most: number): Flow => ({
  unit: 'JPY',
  amount: jpy(yen(most)),
  from,
  to,
})

/** A random entry of that day, as in any town: three flows. */
export function entryOf(town: Town, on: Day): Entry {
  const { company, city, forest, growers, shops, households, buyers, suppliers } = town
  const chance = random()
  const late = random() < 0.03 ? addDays(on, -Math.floor(random() * 40)) : on
  const common = { on: late < firstDay ? on : late, memo: '' }
  if (chance < 0.45) {
    const buyer = cash(pick(buyers))
    const flows = [
      flow(buyer, cash(company), 80_000),
      flow(buyer, cash(company), 20_000),
      flow(buyer, cash(company), 3_000),
    ]
    return { ...common, kind: 'bench.sale', flows }
  }
  if (chance < 0.7) {
    const flows = [1, 2, 3].map(() => flow(cash(company), cash(pick(growers)), 50_000))
    return { ...common, kind: 'bench.payout', flows }
  }
  if (chance < 0.85) {
    const flows = [1, 2, 3].map(() => {
      const household = pick(households)
      return flow(cash(household), cash(habit(household, shops, 8)), 5_000)
    })
    return { ...common, kind: 'bench.spend', flows }
  }
  if (chance < 0.96) {
    const [shop, grower] = [pick(shops), pick(growers)]
    const flows = [
      flow(cash(shop), cash(habit(shop, suppliers, 4)), 30_000),
      flow(cash(grower), cash(habit(grower, suppliers, 3)), 9_000),
      flow(cash(shop), cash(habit(shop, growers, 6)), 8_000),
    ]
    return { ...common, kind: 'bench.supply', flows }
  }
  const household = pick(households)
  const points = { party: household, purpose: 'points' }
  const flows: Flow[] = [
    { unit: 'WOOD', amount: amount('WOOD', yen(900_000)), from: cash(forest), to: cash(company) },
    flow(cash(company), cash(household), 3_000),
    { unit: 'PT', amount: pt(yen(3_000)), from: { party: city, purpose: 'points' }, to: points },
  ]
  return { ...common, kind: 'bench.intake', flows }
}

/** When two outside the region paid each other: nearly never. */
const scarceDays = new Set([day('2025-12-10'), day('2026-02-10'), day('2026-06-10')])

/** Two years of days, each posted and closed; the last day stays open. Answers how many flows there are. */
export async function fill(
  db: Database,
  town: Town,
  flows: number,
  progress: (day: Day) => void,
): Promise<number> {
  const days = 731
  const entries = Math.ceil(flows / 3 / days)
  let made = 0
  for (let on = firstDay; on <= today; on = addDays(on, 1)) {
    const clock = { now: () => instantOf(on, 18) }
    await transact(db, { region, clock }, async (tx) => {
      const posted = done(
        await postAll(
          tx,
          testActor,
          Array.from({ length: entries }, () => entryOf(town, on)),
        ),
      )
      made += posted.length * 3
      const [wrong] = posted
      if (on.endsWith('-15') && wrong) {
        done(await reverse(tx, testActor, wrong.entryId))
        made += 3
      }
      done(await post(tx, testActor, { ...entryOf(town, on), memo: 'last of the day' }))
      made += 3
      const [buyer, supplier] = [town.buyers[3], town.suppliers[3]]
      if (scarceDays.has(on) && buyer && supplier) {
        const once = { kind: 'bench.supply', on, flows: [flow(cash(buyer), cash(supplier), 5_000)] }
        done(await post(tx, testActor, once))
        made += 1
      }
      done(await closeDays(tx, addDays(on, -1)))
    })
    if (on.endsWith('-01')) progress(on)
  }
  return made
}
