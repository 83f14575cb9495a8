/** Wood from the pile it was put on to what became of it: nothing comes of nothing, and nothing is lost unsaid. */
import assert from 'node:assert/strict'
import { day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Tx } from '#db/transaction.ts'
import { granted } from '#parties/testing.ts'
import { approveIntake, reverseIntake } from '#wood/intakes/approving.ts'
import { readIntake } from '#wood/intakes/reading.ts'
import { type NewIntake, writeIntake } from '#wood/intakes/intakes.ts'
import { confirmPayout, makePayout } from '#wood/pay/payouts.ts'
import { readCertified } from '#wood/certified.ts'
import { saveForest } from '#wood/forests.ts'
import { setProgramme } from '#wood/programme.ts'
import { saveSite } from '#wood/sites.ts'
import { forestLot, load, refusalOf, trialsIn, woodTown, yardOf } from '#wood/testing.ts'
import { closePile } from '#wood/piles.ts'
import { moistureClass, wetOf } from '#wood/portions.ts'
import { cancelCertificate, issueCertificate, readCertificate, recordCertificate } from './certificates.ts'
import { handFirewood, listFirewoodOwed } from './firewood.ts'
import { listPiles, listWorks, readPile, readWork } from './reading.ts'
import { reverseWork } from './reversing.ts'
import { assertCloses, sum } from './testing.ts'
import { countPile, dryPile, makeProduct, moveWood } from './works.ts'

const place = await woodTown()
const { staff, keeper, citizen, programme, home, here } = place
const trial = trialsIn(here)
const today = day('2026-11-23')
const kg = (n: number): number => n * 1_000
const said = { on: today, note: '' }

const site = async (tx: Tx, kind: 'firewood_base' | 'chip_plant' | 'boiler', code: string): Promise<Id> =>
  granted(await saveSite(tx, staff, { ...yardOf(programme, code), kind, name: code })).siteId

const bring = async (tx: Tx, more: Partial<NewIntake> = {}): Promise<Id> =>
  granted(await writeIntake(tx, staff, load(place, { to: 'approved', ...more }))).intakeId

const onlyPile = async (tx: Tx, siteId: Id): Promise<Id> => {
  const [pile, other] = await listPiles(tx, { siteId })
  assert.equal(other, undefined)
  return pile?.pileId ?? ('' as Id)
}
trial(
  'deliveries of a sort lie on one pile, as wet as they came; one that is reversed leaves it',
  async (tx) => {
    const first = await bring(tx)
    await bring(tx, { wetBp: 3_000 })
    await bring(tx, { species: 'nara' })
    const piles = await listPiles(tx)
    assert.deepEqual(
      piles.map(({ species, proof, store, grams }) => [store, species, proof, grams]),
      [
        ['c', 'sugi', 'none', kg(1_640)],
        ['c', 'nara', 'none', kg(820)],
      ],
    )
    assert.deepEqual(piles.map(wetOf), [4_000, 5_000])
    granted(await reverseIntake(tx, staff, { intakeId: first, reason: '書き間違い' }))
    const [sugi] = await listPiles(tx)
    assert.equal(sugi?.grams, kg(820))
    assert.equal(sugi && wetOf(sugi), 3_000)
    await assertCloses(tx)
  },
)

trial('what its origin proves decides the pile; one that is closed takes no more', async (tx) => {
  const lot = async (felling: 'thinning' | 'final') =>
    granted(await saveForest(tx, staff, { ...forestLot, basis: 'notice', basisNo: '令8-1', felling }))
      .forestId
  await bring(tx, { forestId: await lot('thinning') })
  await bring(tx, { forestId: await lot('final') })
  const piles = await listPiles(tx)
  assert.deepEqual(piles.map(({ proof }) => proof).toSorted(), ['general', 'thinned'])
  const pile = piles.find(({ proof }) => proof === 'thinned')
  granted(await closePile(tx, keeper, { pileId: pile?.pileId as Id }))
  await bring(tx, { forestId: await lot('thinning') })
  assert.equal((await listPiles(tx)).length, 3)
})

trial('a pile that dries loses water and no wood; what is turned round is wet again', async (tx) => {
  await bring(tx)
  const pileId = await onlyPile(tx, place.yard)
  const { workId, workNo } = granted(await dryPile(tx, keeper, { ...said, pileId, wetBp: 2_000 }))
  assert.equal(workNo, 'WK-2026-00001')
  const dried = granted(await readPile(tx, pileId))
  assert.deepEqual([dried.grams, dried.dryGrams, wetOf(dried)], [512_500, 410_000, 2_000])
  assert.deepEqual(
    dried.moves.map(({ cause, grams, after }) => [cause, grams, wetOf(after)]),
    [
      ['drying', -307_500, 2_000],
      ['intake', 820_000, 5_000],
    ],
  )
  assert.equal(sum(await assertCloses(tx), 'dried'), -307_500)
  granted(await reverseWork(tx, keeper, { workId, reason: '別の山' }))
  assert.equal(wetOf(granted(await readPile(tx, pileId))), 5_000)
  assert.equal(sum(await assertCloses(tx), 'dried'), 0)
  assert.equal(refusalOf(await reverseWork(tx, keeper, { workId, reason: 'x' })), 'work_reversed')
  const [work] = granted({ ...(await listWorks(tx)) }).rows
  assert.equal(work?.reversedOn, today)
})

// domain.md 3.6: a tonne is chipped, 920 kg come out, 80 dry away.
trial('chips: 1,000 kg give 920, and 80 dry; a lot with its class', async (tx) => {
  const plant = await site(tx, 'chip_plant', 'plant')
  await bring(tx, { siteId: plant, grossGrams: kg(1_700) })
  const logs = await onlyPile(tx, plant)
  const making = {
    ...said,
    product: 'chips',
    from: [{ pileId: logs, grams: kg(1_000) }],
    dieselMl: 3_000,
  } as const
  const made = granted(
    await makeProduct(tx, keeper, { ...making, outGrams: kg(920), finesGrams: 0, size: 'P32', ash: 'A1.5' }),
  )
  const chips = granted(await readPile(tx, made.pileId))
  assert.deepEqual(
    [chips.store, chips.lotNo, chips.size, chips.grams, chips.dryGrams, moistureClass(wetOf(chips))],
    ['chips', 'LOT-PLANT-2026-00001', 'P32', kg(920), kg(500), 'M55'],
  )
  // 3 L of diesel, by the series from 2023: 38.0 × 0.0188 × 44 ÷ 12.
  assert.equal(chips.co2Grams, 7_858)
  const rows = await assertCloses(tx)
  assert.deepEqual([sum(rows, 'dried'), sum(rows, 'closing')], [-kg(80), kg(920)])
  const work = granted(await readWork(tx, made.workId))
  assert.deepEqual(
    work.moves.map(({ store, grams }) => [store, grams]),
    [
      ['c', -kg(1_000)],
      ['chips', kg(920)],
    ],
  )
  const boiler = await site(tx, 'boiler', 'boiler')
  const moving = { ...said, pileId: made.pileId, toSiteId: boiler, grams: kg(460), dieselMl: 0 }
  granted(await moveWood(tx, keeper, moving))
  const [bunker] = await listPiles(tx, { siteId: boiler })
  assert.deepEqual([bunker?.lotNo, bunker?.grams, bunker?.co2Grams], [chips.lotNo, kg(460), 3_929])
  assert.equal(refusalOf(await reverseWork(tx, keeper, { workId: made.workId, reason: 'x' })), 'pile_used')
  await assertCloses(tx)
})

trial('what cannot be made, moved or counted', async (tx) => {
  await bring(tx)
  const logs = await onlyPile(tx, place.yard)
  const base = await site(tx, 'firewood_base', 'base')
  await bring(tx, { siteId: base })
  const own = await onlyPile(tx, base)
  const making = { ...said, product: 'firewood', outGrams: kg(400), finesGrams: kg(20), dieselMl: 0 } as const
  const of = (pileId: Id, grams: number) => ({ ...making, from: [{ pileId, grams }] })
  const moving = { ...said, pileId: logs, toSiteId: base, grams: kg(10), dieselMl: 0 }
  const cases: [string, Promise<object>][] = [
    ['not_allowed', makeProduct(tx, citizen, of(own, kg(500)))],
    ['site_makes_none', makeProduct(tx, keeper, of(logs, kg(500)))],
    ['pile_short', makeProduct(tx, keeper, of(own, kg(821)))],
    [
      'pile_short',
      makeProduct(tx, keeper, {
        ...of(own, kg(500)),
        from: [500, 400].map((n) => ({ pileId: own, grams: kg(n) })),
      }),
    ],
    [
      'piles_apart',
      makeProduct(tx, keeper, { ...making, from: [logs, own].map((pileId) => ({ pileId, grams: kg(300) })) }),
    ],
    ['more_than_taken', makeProduct(tx, keeper, of(own, kg(419)))],
    ['drier_than_possible', makeProduct(tx, keeper, { ...of(own, kg(500)), wetBp: 1_000 })],
    ['amount_missing', makeProduct(tx, keeper, { ...of(own, kg(500)), outGrams: 0 })],
    ['pile_unknown', makeProduct(tx, keeper, of(home, 1))],
    ['before_pile', dryPile(tx, keeper, { ...said, on: day('2026-11-22'), pileId: own, wetBp: 1 })],
    ['day_in_future', dryPile(tx, keeper, { ...said, on: day('2026-11-24'), pileId: own, wetBp: 1 })],
    ['site_same', moveWood(tx, keeper, { ...moving, pileId: own })],
    ['site_unknown', moveWood(tx, keeper, { ...moving, toSiteId: home })],
    ['site_holds_none', moveWood(tx, keeper, { ...moving, toSiteId: await site(tx, 'boiler', 'boiler') })],
    ['note_missing', countPile(tx, keeper, { ...said, pileId: own, grams: 0 })],
  ]
  for (const [refused, answer] of cases) assert.equal(refusalOf(await answer), refused)
  granted(await countPile(tx, keeper, { on: today, note: '棚卸し', pileId: own, grams: kg(800) }))
  granted(await countPile(tx, keeper, { on: today, note: '数え直し', pileId: own, grams: kg(810) }))
  assert.equal(sum(await assertCloses(tx), 'counted'), -kg(10))
})

trial(
  'firewood: owed, split, handed over in parts, settled; the slip is paid when nothing is left',
  async (tx) => {
    const base = await site(tx, 'firewood_base', 'base')
    const split = { yenPct: 50, pointsPct: 0, firewoodPct: 50 }
    const intakeId = await bring(tx, { siteId: base, split })
    // Half of 4,920 yen at 30,000 a tonne and a fifth more: 98.4 kg.
    const [owed] = await listFirewoodOwed(tx)
    assert.deepEqual([owed?.grams, owed?.yen], [98_400, 2_460])
    const logs = await onlyPile(tx, base)
    const making = {
      ...said,
      product: 'firewood',
      from: [{ pileId: logs, grams: kg(820) }],
      dieselMl: 0,
    } as const
    const made = granted(await makeProduct(tx, keeper, { ...making, outGrams: kg(600), finesGrams: kg(20) }))
    const hand = { ...said, supplierId: home, pileId: made.pileId }
    for (const [grams, refused] of [
      [0, 'amount_missing'],
      [kg(99), 'more_than_owed'],
    ] as const)
      assert.equal(refusalOf(await handFirewood(tx, keeper, { ...hand, grams })), refused)
    assert.equal(
      refusalOf(await handFirewood(tx, keeper, { ...hand, pileId: logs, grams: kg(1) })),
      'not_firewood',
    )
    granted(await handFirewood(tx, keeper, { ...hand, grams: kg(50) }))
    assert.equal(refusalOf(await reverseIntake(tx, staff, { intakeId, reason: 'x' })), 'firewood_given')
    const { payoutId } = granted(await makePayout(tx, staff, { transferOn: day('2026-11-20') }))
    granted(await confirmPayout(tx, staff, { payoutId }))
    assert.equal(granted(await readIntake(tx, staff, { id: intakeId })).state, 'approved')
    const last = granted(await handFirewood(tx, keeper, { ...hand, grams: 48_400 }))
    assert.equal(granted(await readIntake(tx, staff, { id: intakeId })).state, 'paid')
    assert.deepEqual(await listFirewoodOwed(tx), [])
    const [due] = await tx.run<{ yen: number }>(
      `select coalesce(sum(case when t.party_id = $2 and t.purpose = 'firewood_due' then f.amount else 0 end
       - case when s.party_id = $2 and s.purpose = 'firewood_due' then f.amount else 0 end), 0)::bigint as yen
     from ledger_flow_seen f join ledger_account s on s.account_id = f.from_account join ledger_account t on t.account_id = f.to_account
     where f.region_id = $1`,
      [tx.region, home],
    )
    assert.equal(due?.yen, 0)
    assert.equal(sum(await assertCloses(tx), 'handed'), -98_400)
    assert.equal(refusalOf(await handFirewood(tx, keeper, { ...hand, grams: 1 })), 'firewood_not_owed')
    granted(await reverseWork(tx, keeper, { workId: last.workId, reason: '人違い' }))
    assert.deepEqual(
      (await listFirewoodOwed(tx)).map(({ grams, yen }) => [grams, yen]),
      [[48_400, 1_210]],
    )
    assert.equal(granted(await readIntake(tx, staff, { id: intakeId })).state, 'approved')
  },
)

trial('certificates: never more than came in with proof, nor more than the pile had', async (tx) => {
  const plant = await site(tx, 'chip_plant', 'plant')
  const { forestId } = granted(await saveForest(tx, staff, { ...forestLot, basis: 'plan', basisNo: '令8-1' }))
  await bring(tx, { siteId: plant, forestId })
  const logs = await onlyPile(tx, plant)
  const paper = {
    otherName: '一関発電所',
    otherAddress: '',
    otherRegistration: '',
    issuedOn: today,
    periodFrom: day('2026-11-01'),
    periodTo: today,
  }
  const making = { ...said, product: 'chips', from: [{ pileId: logs, grams: kg(820) }], dieselMl: 0 } as const
  const { pileId } = granted(await makeProduct(tx, keeper, { ...making, outGrams: kg(700), finesGrams: 0 }))
  const issue = (grams: number) => issueCertificate(tx, staff, { ...paper, pileId, grams })
  assert.equal(refusalOf(await issue(kg(1))), 'certification_missing')
  granted(await setProgramme(tx, staff, { partyId: programme, certificationNo: '岩木協-12' }))
  assert.equal(refusalOf(await issue(kg(701))), 'over_pile')
  const { certificateId, certificateNo } = granted(await issue(kg(600)))
  assert.deepEqual(
    granted(await readCertificate(tx, certificateId)).incoming,
    ['SENMAYA-2026-00001'].map((no) => no.replace('SENMAYA', 'PLANT')),
  )
  assert.equal(certificateNo, 'CO-2026-00001')
  // What a stocktaking found is proved by nothing.
  granted(await countPile(tx, keeper, { ...said, pileId, grams: kg(900), note: '量り直し' }))
  assert.equal(refusalOf(await issue(kg(101))), 'over_pile')
  assert.deepEqual(await readCertified(tx), [
    { proof: 'thinned', taken: kg(820), given: kg(600) },
    { proof: 'general', taken: 0, given: 0 },
  ])
  granted(await cancelCertificate(tx, staff, { certificateId, reason: '宛名の間違い' }))
  granted(await issue(kg(700)))
  const incoming = {
    ...paper,
    otherName: '森林組合',
    certificateNo: '12',
    proof: 'thinned',
    product: 'logs',
    species: 'sugi',
    grams: kg(500),
  } as const
  granted(await recordCertificate(tx, staff, incoming))
  assert.equal(refusalOf(await recordCertificate(tx, staff, incoming)), 'certificate_known')
  assert.equal((await readCertified(tx))[0]?.taken, kg(1_320))
  // What is mixed with wood of no proof proves nothing.
  await bring(tx, { siteId: plant })
  await bring(tx, { siteId: plant, forestId })
  const both = (await listPiles(tx, { siteId: plant, stores: ['c'] })).map((pile) => ({
    pileId: pile.pileId,
    grams: kg(100),
  }))
  const mixed = granted(
    await makeProduct(tx, keeper, { ...making, from: both, outGrams: kg(180), finesGrams: kg(5) }),
  )
  assert.equal(
    refusalOf(await issueCertificate(tx, staff, { ...paper, pileId: mixed.pileId, grams: 1 })),
    'not_proved',
  )
  const rows = await assertCloses(tx)
  assert.deepEqual(
    rows.map(({ proof, mixed: moved, fines }) => [proof, moved, fines]),
    [
      ['thinned', -kg(100), 0],
      ['none', kg(100), -kg(5)],
    ],
  )
})

trial('an intake whose wood was used is not reversed, even when other wood lies in the store', async (tx) => {
  const plant = await site(tx, 'chip_plant', 'plant')
  const intakeId = await bring(tx, { siteId: plant, species: 'nara' })
  await bring(tx, { siteId: plant })
  const nara = (await listPiles(tx, { siteId: plant })).find(({ species }) => species === 'nara')
  const making = { ...said, product: 'chips', dieselMl: 0, outGrams: kg(100), finesGrams: 0 } as const
  granted(
    await makeProduct(tx, keeper, { ...making, from: [{ pileId: nara?.pileId as Id, grams: kg(100) }] }),
  )
  assert.equal(refusalOf(await reverseIntake(tx, staff, { intakeId, reason: 'x' })), 'wood_used')
  assert.equal(refusalOf(await approveIntake(tx, staff, { intakeId })), 'not_measured')
})

trial('wood on which a paper of ours stands is not taken back', async (tx) => {
  const lot = { ...forestLot, basis: 'plan', basisNo: '令8-1' } as const
  const { forestId } = granted(await saveForest(tx, staff, lot))
  granted(await setProgramme(tx, staff, { partyId: programme, certificationNo: '岩木協-12' }))
  const again = granted(await setProgramme(tx, staff, { partyId: programme, requesterCode: '7' }))
  assert.equal(again.certificationNo, '岩木協-12', 'what is left out stays')
  const intakeId = await bring(tx, { forestId })
  const period = { issuedOn: today, periodFrom: today, periodTo: today }
  const other = { ...period, otherName: '発電所', otherAddress: '', otherRegistration: '' }
  const pileId = await onlyPile(tx, place.yard)
  const { certificateId } = granted(await issueCertificate(tx, staff, { ...other, pileId, grams: kg(500) }))
  const back = () => reverseIntake(tx, staff, { intakeId, reason: 'x' })
  assert.equal(refusalOf(await back()), 'papers_stand_on_it')
  const received = { certificateNo: '1', proof: 'thinned', product: 'logs', species: 'sugi' } as const
  const paper = granted(await recordCertificate(tx, staff, { ...other, ...received, grams: kg(500) }))
  granted(await back())
  const cancel = (id: Id) => cancelCertificate(tx, staff, { certificateId: id, reason: 'x' })
  assert.equal(refusalOf(await cancel(paper.certificateId)), 'papers_stand_on_it')
  granted(await cancel(certificateId))
  granted(await cancel(paper.certificateId))
})
