/** Two winters of thinned wood: who brings it, where it is measured, how it is paid. All through the use-cases, each on its own day. */
import { bankDayOnOrAfter } from '#kit/bank-days.ts'
import { type Day, addDays, monthOfDay, weekday } from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import { fillFund } from '#points/fund.ts'
import { approveIntake, reverseIntake } from '#wood/intakes/approving.ts'
import { printBlanks } from '#wood/intakes/blanks.ts'
import { type NewIntake, writeIntake } from '#wood/intakes/intakes.ts'
import { addPhotos, preparePhotos } from '#wood/intakes/photos.ts'
import { listIntakes } from '#wood/intakes/reading.ts'
import { confirmPayout, makePayout } from '#wood/pay/payouts.ts'
import type { WoodClass } from '#wood/schema.ts'
import { deliverers } from './content/wood.ts'
import { must } from './must.ts'
import type { Random } from './random.ts'
import { makingOf, trialWeek } from './stock.ts'
import { type Deed, type Wood, picture } from './wood-settling.ts'

/** From October to May wood is brought on Saturdays, approved on Mondays and paid in the middle of the next month. */
export function woodOf(wood: Wood, begin: Day, until: Day): Deed[] {
  const { staff, cityId } = wood
  const deeds: Deed[] = []
  const inSeason = !['06', '07', '08', '09'].includes(begin.slice(5, 7))
  const end = addDays(begin, 27)
  if (inSeason) {
    const memo = '木の駅の地域ポイントの原資'
    deeds.push({
      day: begin,
      hour: 9,
      work: async (tx) =>
        must(
          await fillFund(tx, staff, { fillerId: cityId, yen: 120_000, on: begin, memo }),
          'filling the fund',
        ),
    })
    for (let on = addDays(begin, (6 - weekday(begin) + 7) % 7); on <= end; on = addDays(on, 7)) {
      for (let n = wood.random.between(4, 8); n > 0; n--)
        deeds.push({ day: on, hour: 9, work: (tx) => bring(tx, wood, 'measured') })
      deeds.push({ day: addDays(on, 2), hour: 14, work: (tx) => approveAll(tx, wood) })
    }
  }
  deeds.push(...makingOf(wood, begin, until))
  if (begin === wood.first)
    deeds.push(...trialWeek(wood, { begin, last: addDays(begin, 9) }, (tx) => bringSome(tx, wood)))
  const paidOn = bankDayOnOrAfter(addDays(begin, 14))
  deeds.push(...paying(wood, addDays(begin, 11), paidOn))
  if (monthOfDay(addDays(until, -1)) === monthOfDay(begin)) {
    const last = addDays(until, -1)
    deeds.push(...trialWeek(wood, { begin, last }, (tx) => bringSome(tx, wood)), ...lately(wood, last))
  }
  return deeds
}

function paying({ staff }: Wood, made: Day, paidOn: Day): Deed[] {
  let payoutId: Id | undefined
  return [
    {
      day: made,
      hour: 11,
      work: async (tx) => {
        const payout = await makePayout(tx, staff, { transferOn: paidOn })
        if (isRefusal(payout) && payout.refused === 'nothing_owed') return
        payoutId = must(payout, 'paying for wood').payoutId
      },
    },
    {
      day: paidOn,
      hour: 15,
      work: async (tx) =>
        payoutId && must(await confirmPayout(tx, staff, { payoutId }), 'confirming what was paid for wood'),
    },
  ]
}

/** What the day before the demo's leaves to be done: slips to be measured and approved, and one that was turned round. */
const lately = (wood: Wood, on: Day): Deed[] => [
  {
    day: on,
    hour: 15,
    work: async (tx) => {
      must(await printBlanks(tx, wood.keeper, { count: 8 }), 'printing slips')
      await bring(tx, wood, 'measured')
      const intakeId = await bring(tx, wood, 'submitted')
      const prepared = must(await preparePhotos([await picture(intakeId)]), 'preparing a photo')
      must(await addPhotos(tx, wood.keeper, { intakeId, prepared }), 'adding a photo')
      await bring(tx, wood, 'submitted', wood.suppliers[0])
      await bring(tx, wood, 'draft', wood.suppliers[0])
      const wrong = { intakeId: await bring(tx, wood, 'measured', wood.suppliers[1]) }
      must(await approveIntake(tx, wood.staff, wrong), 'approving a slip')
      const reversing = { ...wrong, reason: '区分の書き間違い' }
      must(await reverseIntake(tx, wood.staff, reversing), 'reversing a slip')
    },
  },
]

/** Somebody who is paid in firewood, and so waits for it. */
const burnsWood = ({ suppliers }: Wood): Id | undefined =>
  suppliers[deliverers.findIndex(([, yenPct, pointsPct]) => yenPct + pointsPct < 100)]

/** A load of each sort that is made into something, approved on the spot. */
async function bringSome(tx: Tx, wood: Wood): Promise<void> {
  for (let n = 0; n < 4; n++) await bring(tx, wood, 'measured')
  for (const species of ['sugi', 'nara'] as const) {
    const forest = wood.forests.find((each) => each.species.includes(species)) ?? wood.forests[0]
    const slip = {
      intakeId: newId(),
      to: 'measured',
      supplierId: (species === 'nara' && burnsWood(wood)) || wood.random.pick(wood.suppliers),
      siteId: wood.random.pick(wood.yards).id,
      deliveredOn: tx.today,
      forestId: forest?.id,
      origin: '',
      woodClass: 'c',
      species,
      selfMeasured: false,
      bay: '',
      note: '',
      method: 'weighbridge',
      grossGrams: 1_680_000,
      tareGrams: 720_000,
    } as const
    must(await writeIntake(tx, wood.keeper, slip), 'taking wood in')
  }
  await approveAll(tx, wood)
}

const usual: readonly WoodClass[] = ['c', 'c', 'c', 'c', 'a', 'd']

async function bring(tx: Tx, wood: Wood, to: NewIntake['to'], supplierId?: Id): Promise<Id> {
  const { random } = wood
  const forest = random.pick(wood.forests)
  const yard = random.pick(wood.yards)
  const woodClass = random.pick(usual)
  const known =
    woodClass === 'a' ? forest.species.filter((each) => each !== 'other_broadleaf') : forest.species
  const slip: NewIntake = {
    intakeId: newId(),
    to,
    supplierId: supplierId ?? random.pick(wood.suppliers),
    siteId: yard.id,
    deliveredOn: tx.today,
    forestId: forest.id,
    origin: '',
    woodClass,
    species: known.length > 0 ? random.pick(known) : 'sugi',
    selfMeasured: false,
    bay: random.pick(yard.bays),
    note: '',
    ...loadOf(random, woodClass),
  }
  return must(await writeIntake(tx, wood.keeper, slip), 'taking wood in').intakeId
}

function loadOf(
  random: Random,
  woodClass: WoodClass,
): Pick<NewIntake, 'method' | 'grossGrams' | 'tareGrams' | 'logs' | 'truckTenths' | 'wetBp'> {
  if (woodClass === 'a')
    return {
      method: 'logs',
      logs: Array.from({ length: random.between(2, 6) }, () => ({
        diameterMm: random.between(14, 34) * 10,
        lengthMm: random.pick([2_000, 3_000, 4_000]),
        pieces: random.between(1, 4),
      })),
    }
  if (random.chance(0.2)) return { method: 'trucks', truckTenths: random.pick([5, 10, 10, 15]) }
  const tareGrams = random.between(690, 760) * 1_000
  return {
    method: 'weighbridge',
    tareGrams,
    grossGrams: tareGrams + random.between(18, 85) * 10_000,
    wetBp: random.chance(0.3) ? random.between(42, 56) * 100 : undefined,
  }
}

async function approveAll(tx: Tx, { staff }: Wood): Promise<void> {
  const { rows } = must(await listIntakes(tx, staff, { view: 'measured', limit: 200 }), 'listing slips')
  for (const { intakeId } of rows) {
    const approved = await approveIntake(tx, staff, { intakeId })
    // A month in which more was brought than the city had given points for: it waits until there are some.
    if (isRefusal(approved) && approved.refused !== 'fund_short') must(approved, 'approving a slip')
  }
}
