/** Whatever is done with wood, in whatever order: it closes by class, is what the ledger holds, and proves no more than it was proved. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Id } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import { granted } from '#parties/testing.ts'
import { reverseIntake } from '#wood/intakes/approving.ts'
import { writeIntake } from '#wood/intakes/intakes.ts'
import { readCertified } from '#wood/certified.ts'
import { saveForest } from '#wood/forests.ts'
import { setProgramme } from '#wood/programme.ts'
import { saveSite } from '#wood/sites.ts'
import { forestLot, load, trialsIn, woodTown, yardOf } from '#wood/testing.ts'
import { buyWood } from './buying.ts'
import { issueCertificate, recordCertificate } from './certificates.ts'
import { handFirewood } from './firewood.ts'
import { listPiles, listWorks } from './reading.ts'
import { reverseWork } from './reversing.ts'
import { assertCloses } from './testing.ts'
import { countPile, dryPile, makeProduct, moveWood } from './works.ts'

const place = await woodTown()
const { staff, programme, home, here } = place
const trial = trialsIn(here)

const deeds = ['bring', 'buy', 'dry', 'make', 'move', 'count', 'hand', 'undo', 'return', 'certify'] as const
const deed = fc.record({
  what: fc.constantFrom(...deeds),
  which: fc.nat(1_000),
  part: fc.integer({ min: 1, max: 100 }),
  wetBp: fc.integer({ min: 1_000, max: 6_000 }),
})
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never

interface Ground {
  readonly sites: readonly Id[]
  readonly forests: readonly (Id | undefined)[]
  readonly slips: Id[]
  /** A certificate of somebody else, for chips. */
  readonly papers: readonly (Id | undefined)[]
}

async function groundOf(tx: Tx): Promise<Ground> {
  const site = async (kind: 'chip_plant' | 'firewood_base' | 'boiler', code: string): Promise<Id> =>
    granted(await saveSite(tx, staff, { ...yardOf(programme, code), kind })).siteId
  const forest = async (felling: 'thinning' | 'final'): Promise<Id> =>
    granted(await saveForest(tx, staff, { ...forestLot, basis: 'notice', basisNo: '1', felling })).forestId
  granted(await setProgramme(tx, staff, { partyId: programme, certificationNo: '1' }))
  const day = { issuedOn: tx.today, periodFrom: tx.today, periodTo: tx.today }
  const stated = {
    ...day,
    otherName: '気仙沼木材',
    otherAddress: '',
    otherRegistration: '',
    grams: 2_000_000,
  }
  const sort = { proof: 'general', product: 'chips', species: 'mixed' } as const
  const paper = granted(await recordCertificate(tx, staff, { ...stated, ...sort, certificateNo: '1' }))
  return {
    papers: [paper.certificateId, undefined],
    sites: [
      await site('chip_plant', 'plant'),
      await site('firewood_base', 'base'),
      await site('boiler', 'boiler'),
    ],
    forests: [await forest('thinning'), await forest('final'), undefined],
    slips: [],
  }
}

/** One deed; what is refused has changed nothing, as a refused request has not. */
async function act(tx: Tx, ground: Ground, chosen: Deed): Promise<boolean> {
  await tx.run('savepoint deed')
  const answer = await perform(tx, ground, chosen)
  await tx.run(isRefusal(answer) ? 'rollback to savepoint deed' : 'release savepoint deed')
  return answer !== undefined && !isRefusal(answer)
}

async function perform(tx: Tx, ground: Ground, chosen: Deed): Promise<object | undefined> {
  const { what, which, part, wetBp } = chosen
  if (what === 'bring') {
    const split = { yenPct: 50, pointsPct: 0, firewoodPct: 50 }
    const [siteId, forestId] = [ground.sites[which % 2], ground.forests[which % 3]]
    const grossGrams = (710 + part * 10) * 1_000
    const slip = load(place, { to: 'approved', split, siteId, forestId, wetBp, grossGrams })
    const written = await writeIntake(tx, staff, slip)
    if (!isRefusal(written)) ground.slips.push(written.intakeId)
    return written
  }
  if (what === 'buy') {
    const [siteId, certificateId] = [ground.sites[which % 3], ground.papers[which % 2]]
    const store = siteId === ground.sites[1] ? 'c' : 'chips'
    const wood = { siteId, store, species: 'sugi', grams: part * 10_000, wetBp, certificateId } as const
    const price = { sellerId: place.town.buyer, netYen: part * 100, dieselMl: part }
    return siteId && (await buyWood(tx, staff, { ...wood, ...price, siteId, on: tx.today, note: '' }))
  }
  if (what === 'return') {
    const intakeId = ground.slips[which % Math.max(ground.slips.length, 1)]
    return intakeId && (await reverseIntake(tx, staff, { intakeId, reason: 'x' }))
  }
  if (what === 'undo') {
    const { rows } = await listWorks(tx)
    const workId = rows[which % Math.max(rows.length, 1)]?.workId
    return workId && (await reverseWork(tx, staff, { workId, reason: 'x' }))
  }
  return await workOn(tx, ground, chosen)
}

async function workOn(
  tx: Tx,
  ground: Ground,
  { what, which, part, wetBp }: Deed,
): Promise<object | undefined> {
  const piles = await listPiles(tx)
  const pile = piles[which % Math.max(piles.length, 1)]
  if (!pile) return undefined
  const { pileId, siteId, store } = pile
  const grams = Math.ceil((pile.grams * part) / 100)
  const said = { on: tx.today, note: 'x' }
  if (what === 'dry') return await dryPile(tx, staff, { ...said, pileId, wetBp })
  if (what === 'count') return await countPile(tx, staff, { ...said, pileId, grams: Math.floor(grams * 1.3) })
  if (what === 'move')
    return await moveWood(tx, staff, {
      ...said,
      pileId,
      grams,
      toSiteId: ground.sites[which % 3] ?? siteId,
      dieselMl: part,
    })
  if (what === 'hand')
    return await handFirewood(tx, staff, {
      ...said,
      supplierId: home,
      pileId,
      grams: Math.min(grams, 20_000),
    })
  if (what === 'certify') {
    const period = { issuedOn: tx.today, periodFrom: tx.today, periodTo: tx.today }
    const other = { otherName: 'x', otherAddress: '', otherRegistration: '' }
    return await issueCertificate(tx, staff, { ...period, ...other, pileId, grams })
  }
  const product = siteId === ground.sites[1] ? 'firewood' : 'chips'
  const beside = piles.find(
    (each) => each.siteId === siteId && each.store === store && each.pileId !== pileId,
  )
  const from = [
    { pileId, grams },
    ...(beside && part > 60 ? [{ pileId: beside.pileId, grams: beside.grams }] : []),
  ]
  const all = from.reduce((sum, each) => sum + each.grams, 0)
  const made = { outGrams: Math.floor(all * 0.8), finesGrams: Math.floor(all * 0.02), dieselMl: part }
  return await makeProduct(tx, staff, { ...said, ...made, product, from })
}

const overCertified = `select c.pile_id from wood_certificate c
  where c.region_id = $1 and c.direction = 'out' and c.cancelled_on is null group by c.pile_id
  having sum(c.grams) > coalesce((select sum(x.grams) from (select sum(m.grams) as grams from wood_pile_move m
    where m.region_id = $1 and m.pile_id = c.pile_id and m.cause not in ('drying', 'counting') group by m.document_id) x
    where x.grams > 0), 0)`
const unsummed = `select w.pile_id from wood_pile w
  left join wood_pile_move m on m.region_id = $1 and m.pile_id = w.pile_id
  where w.region_id = $1 group by w.pile_id, w.grams, w.dry_g, w.co2_g
  having w.grams <> coalesce(sum(m.grams), 0) or w.dry_g <> coalesce(sum(m.dry_g), 0)
    or w.co2_g <> coalesce(sum(m.co2_g), 0)`

trial('random deeds and their reversals', async (tx) => {
  const ground = await groundOf(tx)
  const done = new Set<string>()
  const runs = fc.sample(fc.array(deed, { minLength: 20, maxLength: 30 }), { numRuns: 12, seed: 20_261_128 })
  for (const run of runs) {
    for (const each of run) if (await act(tx, ground, each)) done.add(each.what)
    await assertCloses(tx)
    for (const { taken, given } of await readCertified(tx))
      assert.ok(given <= taken, `${given} of ${taken} certified`)
    assert.deepEqual(
      await tx.run(overCertified, [tx.region]),
      [],
      'no paper is of more than came to its pile',
    )
    assert.deepEqual(await tx.run(unsummed, [tx.region]), [], 'each pile is the sum of what came and went')
  }
  assert.deepEqual([...done].toSorted(), [...deeds].toSorted(), 'each deed was really done')
})
