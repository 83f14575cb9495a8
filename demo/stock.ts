/** What is made of the wood: chips that schools burn from November to March, firewood for who asked for it, papers of its origin. */
import { type Day, type Month, addDays, day, monthOfDay, weekday } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import { fillFund } from '#points/fund.ts'
import { certificatePdf } from '#wood/documents/pdf.ts'
import { logHeatDay } from '#wood/heat/days.ts'
import { payFuel } from '#wood/heat/fuel.ts'
import { keepReadings } from '#wood/heat/readings.ts'
import { buyWood } from '#wood/stock/buying.ts'
import { issueCertificate, recordCertificate } from '#wood/stock/certificates.ts'
import { handFirewood, listFirewoodOwed } from '#wood/stock/firewood.ts'
import { type PileRow, listPiles } from '#wood/stock/reading.ts'
import { dryPile, makeProduct, moveWood } from '#wood/stock/works.ts'
import { certification, forestUnion, powerPlant, programme } from './content/wood.ts'
import { must } from './must.ts'
import type { Deed, Wood } from './wood-settling.ts'

const heating = new Set(['11', '12', '01', '02', '03'])
const bunkerMost = 3_500_000

/** The second week of a month chips are made and brought; on school days they burn; at its end firewood is handed over. */
export function makingOf(wood: Wood, begin: Day, until: Day): Deed[] {
  const month = begin.slice(5, 7)
  const end = addDays(until, -1)
  const deeds: Deed[] = [
    { day: addDays(begin, 8), hour: 9, work: (tx) => toPlants(tx, wood) },
    { day: addDays(begin, 9), hour: 13, work: (tx) => chip(tx, wood) },
    ...[2, 10, 16, 23].map((days) => ({
      day: addDays(begin, days),
      hour: 10,
      work: (tx: Tx) => deliver(tx, wood),
    })),
    { day: addDays(begin, 15), hour: 10, work: (tx) => split(tx, wood) },
    { day: addDays(begin, 20), hour: 10, work: (tx) => handOver(tx, wood) },
  ]
  deeds.push({
    day: addDays(begin, 19),
    hour: 14,
    work: (tx) => bePaid(tx, wood, monthOfDay(addDays(begin, -1))),
  })
  if (heating.has(month)) deeds.push(...burning(wood, begin))
  if (month === '01') deeds.push({ day: addDays(begin, 12), hour: 9, work: (tx) => buyChips(tx, wood) })
  if (month === '02') deeds.push({ day: addDays(begin, 9), hour: 15, work: (tx) => certify(tx, wood) })
  return deeds.filter((each) => each.day <= end && monthOfDay(each.day) === monthOfDay(begin))
}

/**
 * A week in which all is done once: when the wood begins, and before the demo opens, whatever the season, so that everything can be
 * tried then. Some logs stay where chips and firewood are made. In a month that has just begun all is done on its first days, in the order of the hours.
 */
export function trialWeek(
  wood: Wood,
  { begin, last }: { begin: Day; last: Day },
  bring: Deed['work'],
): Deed[] {
  const { staff, cityId } = wood
  const back = (days: number, hour: number, work: Deed['work']): Deed => {
    const on = addDays(last, -days)
    return { day: on < begin ? begin : on, hour, work }
  }
  const filled = { fillerId: cityId, yen: 60_000, memo: '木の駅の地域ポイントの原資' }
  return [
    back(7, 8, async (tx) =>
      must(await fillFund(tx, staff, { ...filled, on: tx.today }), 'filling the fund'),
    ),
    back(6, 9, bring),
    back(5, 10, (tx) => toPlants(tx, wood)),
    back(5, 11, (tx) => chip(tx, wood)),
    back(5, 12, (tx) => split(tx, wood)),
    back(4, 13, (tx) => certify(tx, wood)),
    back(4, 14, (tx) => deliver(tx, wood)),
    back(4, 15, bring),
    back(3, 16, (tx) => toPlants(tx, wood)),
    ...wood.boilers.map((boiler) => back(2, 18, (tx) => burn(tx, wood, boiler))),
  ]
}

const now = (tx: Tx) => ({ on: tx.today, note: '' })

/** Logs for chips go to the plant, hardwood for firewood to the base; the yards keep what the saw mill takes. */
async function toPlants(tx: Tx, { keeper, yards, plant, base }: Wood): Promise<void> {
  for (const yard of yards)
    for (const { pileId, grams, species } of await listPiles(tx, { siteId: yard.id, stores: ['c'] })) {
      if (grams < 150_000) continue
      const hardwood = species === 'nara' || species === 'other_broadleaf'
      const move = { ...now(tx), pileId, grams, toSiteId: hardwood ? base : plant, dieselMl: 9_000 }
      must(await moveWood(tx, keeper, move), 'bringing logs')
    }
}

/** As much as the dry wood allows at the moisture to which it dries. */
const driedTo = ({ dryGrams }: PileRow, part: number): number => Math.floor((dryGrams * 0.97) / part)

async function chip(tx: Tx, { keeper, plant, making }: Wood): Promise<void> {
  for (const pile of await listPiles(tx, { siteId: plant, stores: ['c'] })) {
    const wetBp = making.between(30, 38) * 100
    const work = {
      ...now(tx),
      product: 'chips' as const,
      from: [{ pileId: pile.pileId, grams: pile.grams }],
      outGrams: Math.min(driedTo(pile, 1 - wetBp / 10_000), Math.floor(pile.grams * 0.98)),
      finesGrams: Math.floor(pile.grams * 0.01),
      wetBp,
      size: 'P32' as const,
      ash: 'A1.5' as const,
      dieselMl: Math.round(pile.grams / 400),
    }
    must(await makeProduct(tx, keeper, work), 'making chips')
  }
}

/** The oldest lots first, to one school and the other in turn, as much as their bunkers take. */
async function deliver(tx: Tx, { keeper, plant, boilers }: Wood): Promise<void> {
  const lots = await listPiles(tx, { siteId: plant, stores: ['chips'] })
  for (const [n, { pileId, grams }] of lots.toSorted((a, b) => (a.begunOn < b.begunOn ? -1 : 1)).entries()) {
    let left = grams
    for (const boiler of n % 2 === 0 ? boilers : boilers.toReversed()) {
      const held = (await listPiles(tx, { siteId: boiler.id })).reduce((sum, pile) => sum + pile.grams, 0)
      const part = Math.min(left, bunkerMost - held)
      if (part < 40_000) continue
      const move = { ...now(tx), pileId, grams: part, toSiteId: boiler.id, dieselMl: 4_000 }
      must(await moveWood(tx, keeper, move), 'delivering chips')
      left -= part
    }
  }
}

function burning(wood: Wood, begin: Day): Deed[] {
  const deeds: Deed[] = []
  for (let date = begin; monthOfDay(date) === monthOfDay(begin); date = addDays(date, 1)) {
    if (weekday(date) === 0 || weekday(date) === 6) continue
    for (const boiler of wood.boilers)
      deeds.push({ day: date, hour: 17, work: (tx) => burn(tx, wood, boiler) })
  }
  return deeds
}

/** A school's morning: it warms up before eight and lets go after three. */
const morning = [
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 10, 11, 10, 9, 8, 6, 5, 4, 4, 3, 3, 3, 3, 3, 3, 3, 3, 3, 2, 1,
]

async function burn(
  tx: Tx,
  { keeper, making }: Wood,
  { id: siteId, readsHalfHours }: Wood['boilers'][number],
) {
  const held = (await listPiles(tx, { siteId })).reduce((sum, pile) => sum + pile.grams, 0)
  // Below this the feed runs empty, and oil warms the school.
  if (held < 300_000) return
  const january = tx.today.slice(5, 7) === '01' ? 1.3 : 1
  const kiloWattHours = Math.round(making.between(360, 520) * january)
  const fault = making.chance(0.02) ? '着火不良。灰を出して再着火' : ''
  const log = {
    siteId,
    on: tx.today,
    oilMl: fault === '' ? 0 : 12_000,
    powerWh: 6_000,
    ashGrams: making.between(4, 9) * 100,
    minutes: 570,
    fault,
    note: '',
  }
  if (readsHalfHours) {
    const total = morning.reduce((sum, each) => sum + each, 0)
    const wh = Array.from({ length: 48 }, (_, n) =>
      Math.round(((morning[n] ?? 0) / total) * kiloWattHours * 1_000),
    )
    must(await keepReadings(tx, keeper, { siteId, days: [{ on: tx.today, wh }] }), 'reading a meter')
  }
  const heatWh = readsHalfHours ? undefined : kiloWattHours * 1_000
  must(await logHeatDay(tx, keeper, { ...log, heatWh }), 'keeping the log of a boiler')
}

/** The schools pay in the middle of a month for the chips or the heat of the one before. */
async function bePaid(tx: Tx, { staff, boilers }: Wood, month: Month): Promise<void> {
  for (const { id: siteId } of boilers) {
    const paid = await payFuel(tx, staff, { siteId, month, paidOn: tx.today })
    if (isRefusal(paid) && paid.refused !== 'nothing_sold') must(paid, 'being paid for fuel')
  }
}

async function split(tx: Tx, { keeper, base, making }: Wood): Promise<void> {
  for (const pile of await listPiles(tx, { siteId: base, stores: ['c'] })) {
    if (pile.grams < 200_000) continue
    const work = {
      ...now(tx),
      product: 'firewood' as const,
      from: [{ pileId: pile.pileId, grams: pile.grams }],
      outGrams: Math.floor(pile.grams * 0.93),
      finesGrams: Math.floor(pile.grams * 0.05),
      dieselMl: 2_000,
    }
    must(await makeProduct(tx, keeper, work), 'making firewood')
  }
  for (const pile of await listPiles(tx, { siteId: base, stores: ['firewood'] })) {
    const wet = Math.round((1 - pile.dryGrams / pile.grams) * 10_000)
    const wetBp = Math.max(wet - making.between(100, 250), 1_800)
    if (wetBp < wet) must(await dryPile(tx, keeper, { ...now(tx), pileId: pile.pileId, wetBp }), 'drying')
  }
}

/** Who has waited longest, as far as there is firewood. */
async function handOver(tx: Tx, { keeper }: Wood): Promise<void> {
  for (const { supplierId, grams } of await listFirewoodOwed(tx)) {
    const pile = (await listPiles(tx, { stores: ['firewood'] })).find((each) => each.grams > grams)
    if (!pile) continue
    const hand = { ...now(tx), supplierId, pileId: pile.pileId, grams }
    const handed = await handFirewood(tx, keeper, hand)
    if (isRefusal(handed)) must(handed, 'handing firewood over')
  }
}

/** In the coldest weeks the chips of the region do not last: a load comes from the coast, without a paper. */
async function buyChips(tx: Tx, { staff, plant, sellers }: Wood): Promise<void> {
  const chips = {
    store: 'chips',
    species: 'mixed',
    grams: 4_000_000,
    wetBp: 3_400,
    size: 'P32',
    ash: 'A1.5',
  } as const
  const price = { sellerId: sellers.coast, netYen: 56_000, dieselMl: 14_000 }
  must(await buyWood(tx, staff, { ...now(tx), ...chips, ...price, siteId: plant }), 'buying chips')
}

/** In February some chips go to a power plant, which wants a paper; and a load came from the forest union with one. */
async function certify(tx: Tx, { staff, plant, sellers }: Wood): Promise<void> {
  const period = { issuedOn: tx.today, periodFrom: day(`${tx.today.slice(0, 7)}-01`), periodTo: tx.today }
  const received = {
    ...period,
    otherName: forestUnion.name,
    otherAddress: forestUnion.address,
    otherRegistration: '岩手バイオ認定（例）第3号',
    certificateNo: `${tx.today.slice(0, 7)}-07`,
    proof: 'thinned' as const,
    product: 'logs' as const,
    species: 'sugi' as const,
    grams: 2_400_000,
  }
  const copy = certificatePdf({
    certificate: {
      ...received,
      otherName: programme.name,
      otherAddress: `岩手県一関市${programme.town}`,
      otherRegistration: certification.certificationNo,
      incoming: [],
    },
    programme: {
      certificationNo: received.otherRegistration,
      certificationBody: certification.certificationBody,
      separationKeeper: '',
    },
    issuer: forestUnion,
    lang: 'ja',
  })
  const paper = { name: `由来証明書 ${received.certificateNo}`, bytes: copy }
  const recorded = await recordCertificate(tx, staff, { ...received, paper })
  const { certificateId } = must(recorded, 'recording a certificate')
  // Half of what it is of; the rest is still to come.
  const logs = { store: 'c', species: 'sugi', grams: 1_200_000, wetBp: 4_800, certificateId } as const
  const bought = {
    ...now(tx),
    ...logs,
    sellerId: sellers.union,
    siteId: plant,
    netYen: 8_400,
    dieselMl: 6_000,
  }
  must(await buyWood(tx, staff, bought), 'buying logs')
  const lot: Id | undefined = (await listPiles(tx, { siteId: plant, stores: ['chips'] })).find(
    ({ proof, grams }) => proof !== 'none' && grams >= 100_000,
  )?.pileId
  if (!lot) return
  const issued = {
    ...period,
    otherName: powerPlant.name,
    otherAddress: powerPlant.address,
    otherRegistration: '岩手バイオ認定（例）第21号',
    pileId: lot,
    grams: 100_000,
  }
  must(await issueCertificate(tx, staff, issued), 'issuing a certificate')
}
