/** Wood that is bought of others: paid, piled, proved as far as its certificate reaches, and taken back whole. */
import assert from 'node:assert/strict'
import { day } from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import type { Tx } from '#db/transaction.ts'
import { granted } from '#parties/testing.ts'
import { writeIntake } from '#wood/intakes/intakes.ts'
import { wetOf } from '#wood/portions.ts'
import { setProgramme } from '#wood/programme.ts'
import { saveSite } from '#wood/sites.ts'
import { load, refusalOf, trialsIn, woodTown, yardOf } from '#wood/testing.ts'
import { whereItWent } from '#wood/tracing.ts'
import { type Purchase, buyWood, listUpon } from './buying.ts'
import { cancelCertificate, issueCertificate, readCertificate, recordCertificate } from './certificates.ts'
import { listPiles, readPile, readWork } from './reading.ts'
import { reverseWork } from './reversing.ts'
import { assertCloses, sum } from './testing.ts'
import { makeProduct, moveWood } from './works.ts'

const place = await woodTown()
const { staff, officer, keeper, citizen, programme, home, here } = place
const { buyer: seller } = place.town
const trial = trialsIn(here)
const today = day('2026-11-23')
const kg = (n: number): number => n * 1_000

const siteOf = async (tx: Tx, kind: 'chip_plant' | 'boiler', code: string): Promise<Id> =>
  granted(await saveSite(tx, staff, { ...yardOf(programme, code), kind, name: code })).siteId

const chips = (siteId: Id, more: Partial<Purchase> = {}): Purchase => ({
  sellerId: seller,
  siteId,
  store: 'chips',
  species: 'sugi',
  grams: kg(8_000),
  wetBp: 3_500,
  size: 'P32',
  ash: 'A1.5',
  netYen: 120_005,
  dieselMl: 0,
  on: today,
  note: '',
  ...more,
})

const paper = {
  otherName: '気仙沼木材',
  otherAddress: '',
  otherRegistration: '',
  issuedOn: today,
  periodFrom: today,
  periodTo: today,
  certificateNo: '第12号',
  proof: 'general',
  product: 'chips',
  species: 'mixed',
  grams: kg(10_000),
} as const

/** What went from one party to another in yen, by the purpose of the account that took it. */
async function paidTo(tx: Tx, party: Id): Promise<Record<string, number>> {
  const rows = await tx.run<{ purpose: string; yen: number }>(
    `select t.purpose, sum(f.amount)::bigint as yen from ledger_flow_seen f
     join ledger_account t on t.region_id = $1 and t.account_id = f.to_account
     where f.region_id = $1 and t.unit = 'JPY' and t.party_id = $2 group by 1`,
    [tx.region, party],
  )
  return Object.fromEntries(rows.map(({ purpose, yen }) => [purpose, yen]))
}

trial('chips are a lot of their own, as wet as they came, paid with their tax', async (tx) => {
  const plant = await siteOf(tx, 'chip_plant', 'plant')
  const bought = granted(await buyWood(tx, staff, chips(plant, { dieselMl: 3_000 })))
  assert.equal(bought.workNo, 'WK-2026-00001')
  const pile = granted(await readPile(tx, bought.pileId))
  assert.deepEqual(
    [pile.lotNo, pile.size, pile.ash, pile.proof, pile.grams, wetOf(pile), pile.co2Grams],
    ['LOT-PLANT-2026-00001', 'P32', 'A1.5', 'none', kg(8_000), 3_500, 7_858],
  )
  // Ten per cent of 120,005 yen, rounded down.
  assert.deepEqual(await paidTo(tx, seller), { cash: 120_005, tax: 12_000 })
  const work = granted(await readWork(tx, bought.workId))
  assert.deepEqual(
    [work.kind, work.otherName, work.netYen, work.taxYen, work.certificateNo],
    ['buying', '海辺ホテル', 120_005, 12_000, null],
  )
  assert.equal(sum(await assertCloses(tx), 'bought'), kg(8_000))
  granted(await reverseWork(tx, staff, { workId: bought.workId, reason: '重さの間違い' }))
  assert.equal(granted(await readPile(tx, bought.pileId)).grams, 0)
  assert.equal(sum(await assertCloses(tx), 'bought'), 0)
})

trial('what is given costs nothing; only who pays takes a purchase back', async (tx) => {
  const given = { store: 'c', species: 'mixed', netYen: 0, size: undefined, ash: undefined } as const
  const { workId, pileId } = granted(await buyWood(tx, staff, chips(place.yard, given)))
  assert.deepEqual(await paidTo(tx, seller), {})
  const pile = granted(await readPile(tx, pileId))
  assert.deepEqual([pile.store, pile.lotNo, pile.species], ['c', '', 'mixed'])
  for (const actor of [keeper, officer])
    assert.equal(refusalOf(await reverseWork(tx, actor, { workId, reason: 'x' })), 'not_allowed')
  granted(await moveWood(tx, keeper, { ...moved, pileId, toSiteId: await siteOf(tx, 'chip_plant', 'plant') }))
  assert.equal(refusalOf(await reverseWork(tx, staff, { workId, reason: 'x' })), 'pile_used')
})
const moved = { on: today, note: '', grams: kg(1), dieselMl: 0 }

trial('what is refused', async (tx) => {
  const plant = await siteOf(tx, 'chip_plant', 'plant')
  const boiler = await siteOf(tx, 'boiler', 'boiler')
  const cases: [string, string | undefined, Promise<object>][] = [
    ['not_allowed', undefined, buyWood(tx, keeper, chips(plant))],
    ['not_allowed', undefined, buyWood(tx, citizen, chips(plant))],
    ['day_in_future', 'on', buyWood(tx, staff, chips(plant, { on: day('2026-11-24') }))],
    ['bought_too_early', 'on', buyWood(tx, staff, chips(plant, { on: day('2025-03-31') }))],
    ['amount_missing', 'grams', buyWood(tx, staff, chips(plant, { grams: 0 }))],
    ['party_unknown', 'sellerId', buyWood(tx, staff, chips(plant, { sellerId: newId() }))],
    ['supplier_is_programme', 'sellerId', buyWood(tx, staff, chips(plant, { sellerId: programme }))],
    ['site_unknown', 'siteId', buyWood(tx, staff, chips(newId()))],
    ['site_holds_none', 'siteId', buyWood(tx, staff, chips(place.yard))],
    ['site_holds_none', 'siteId', buyWood(tx, staff, chips(boiler, { store: 'firewood' }))],
    ['certificate_unknown', 'certificateId', buyWood(tx, staff, chips(plant, { certificateId: newId() }))],
  ]
  for (const [refused, field, answer] of cases) {
    const given = await answer
    assert.deepEqual([refusalOf(given), 'field' in given ? given.field : undefined], [refused, field])
  }
  assert.deepEqual(await listPiles(tx), [])
})

trial('no more is bought upon a certificate than it certifies, and of nothing else', async (tx) => {
  const plant = await siteOf(tx, 'chip_plant', 'plant')
  granted(await setProgramme(tx, staff, { partyId: programme, certificationNo: '岩木協-12' }))
  const { certificateId } = granted(await recordCertificate(tx, staff, paper))
  const buy = (grams: number, more: Partial<Purchase> = {}) =>
    buyWood(tx, staff, chips(plant, { certificateId, grams, ...more }))
  assert.equal(refusalOf(await buy(kg(1), { store: 'c' })), 'certificate_other_wood')
  const first = granted(await buy(kg(8_000)))
  assert.equal(granted(await readPile(tx, first.pileId)).proof, 'general')
  const over = await buy(kg(2_001))
  assert.deepEqual(over, { refused: 'over_paper', field: 'grams', detail: { left: kg(2_000) } })
  assert.deepEqual(
    (await listUpon(tx)).map(({ certificateNo, left }) => [certificateNo, left]),
    [['第12号', kg(2_000)]],
  )
  granted(await buy(kg(2_000)))
  assert.deepEqual(await listUpon(tx), [])
  const cancel = (id: Id) => cancelCertificate(tx, staff, { certificateId: id, reason: 'x' })
  assert.equal(refusalOf(await cancel(certificateId)), 'wood_stands_on_it')
  // A paper of ours names the one on which the wood came.
  const { certificateNo: _no, proof: _proof, product: _product, species: _species, ...stated } = paper
  const out = { ...stated, otherName: '発電所', pileId: first.pileId }
  assert.equal(refusalOf(await issueCertificate(tx, staff, { ...out, grams: kg(8_001) })), 'over_pile')
  const issued = granted(await issueCertificate(tx, staff, { ...out, grams: kg(8_000) }))
  const seen = granted(await readCertificate(tx, issued.certificateId))
  assert.deepEqual(seen.incoming, ['第12号（気仙沼木材）'])
  assert.deepEqual(seen.received, [{ certificateId, name: '第12号（気仙沼木材）' }])
  // Two of one species: of the other it proves nothing.
  const sugi = { ...paper, certificateNo: '第13号', species: 'sugi' } as const
  const second = granted(await recordCertificate(tx, staff, sugi))
  const other = { certificateId: second.certificateId, species: 'nara' } as const
  assert.equal(refusalOf(await buyWood(tx, staff, chips(plant, other))), 'certificate_other_wood')
  granted(await cancel(second.certificateId))
})

trial('a purchase stays as long as a paper of ours stands on it', async (tx) => {
  const plant = await siteOf(tx, 'chip_plant', 'plant')
  granted(await setProgramme(tx, staff, { partyId: programme, certificationNo: '岩木協-12' }))
  const { certificateId } = granted(await recordCertificate(tx, staff, paper))
  const { workId, pileId } = granted(await buyWood(tx, staff, chips(plant, { certificateId })))
  const { certificateNo: _no, proof: _proof, product: _product, species: _species, ...stated } = paper
  const out = { ...stated, otherName: '発電所', pileId, grams: kg(1) }
  const issued = granted(await issueCertificate(tx, staff, out))
  const back = () => reverseWork(tx, staff, { workId, reason: 'x' })
  assert.equal(refusalOf(await back()), 'papers_stand_on_it')
  granted(await cancelCertificate(tx, staff, { certificateId: issued.certificateId, reason: 'x' }))
  granted(await back())
})

trial('chips are paid for energy, logs are not', async (tx) => {
  const plant = await siteOf(tx, 'chip_plant', 'plant')
  const logs = { store: 'c', size: undefined, ash: undefined } as const
  const works = [
    granted(await buyWood(tx, staff, chips(plant))),
    granted(await buyWood(tx, staff, chips(plant, logs))),
  ]
  const kinds = await tx.run<{ kind: string }>(
    `select e.kind from wood_work k join ledger_entry e on e.region_id = $1 and e.entry_id = k.entry_id
     where k.region_id = $1 and k.work_id = any($2) order by k.work_no`,
    [tx.region, works.map(({ workId }) => workId)],
  )
  assert.deepEqual(
    kinds.map(({ kind }) => kind),
    ['wood.fuel_buying', 'wood.buying'],
  )
})

trial('wood of a supplier that lies with bought wood is so much less of it', async (tx) => {
  const plant = await siteOf(tx, 'chip_plant', 'plant')
  granted(await writeIntake(tx, staff, load(place, { siteId: plant, to: 'approved' })))
  const logs = { store: 'c', size: undefined, ash: undefined, wetBp: 5_000, grams: kg(820) } as const
  const { pileId } = granted(await buyWood(tx, staff, chips(plant, logs)))
  const making = { on: today, note: '', product: 'chips', dieselMl: 0, finesGrams: 0 } as const
  granted(
    await makeProduct(tx, staff, { ...making, from: [{ pileId, grams: kg(1_640) }], outGrams: kg(1_640) }),
  )
  const { lying } = await whereItWent(tx, home, day('2026-04-01'))
  assert.deepEqual(
    lying.map(({ store, grams }) => [store, grams]),
    [['chips', kg(820)]],
  )
})
