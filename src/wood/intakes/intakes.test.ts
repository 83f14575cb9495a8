/** A load from the slip to the wallet and back, and everything that keeps it from going on. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { day, month } from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import { granted } from '#parties/testing.ts'
import { issuePoints } from '#points/issues.ts'
import { pay } from '#points/payments.ts'
import { registerShop } from '#points/shops.ts'
import { readWallet } from '#points/wallets.ts'
import { verifyPoints } from '#points/watching.ts'
import { endForest, saveForest } from '#wood/forests.ts'
import { setPrice } from '#wood/prices.ts'
import { setProgramme } from '#wood/programme.ts'
import { endSite, saveSite } from '#wood/sites.ts'
import { endSupplier } from '#wood/suppliers.ts'
import { type WoodPlace, load, refusalOf, trialsIn, woodTown, yardOf } from '#wood/testing.ts'
import { approveIntake, reverseIntake } from './approving.ts'
import { openBlanks, printBlanks } from './blanks.ts'
import { type NewIntake, cancelIntake, changeIntake, returnIntake, writeIntake } from './intakes.ts'
import { listIntakes, readIntake, readQueue } from './reading.ts'

const town = await woodTown()
const { here, staff, officer, keeper, citizen, home, yard } = town
const tx = here.tx

/** Grams in the yard by class, from the ledger alone. */
async function stockOf(t: Tx, purpose = 'wood_senmaya_c'): Promise<number> {
  const [row] = await t.run<{ balance: number }>(
    `select b.balance from ledger_balance b join ledger_account a on a.region_id = $1 and a.account_id = b.account_id
     where b.region_id = $1 and a.purpose = $2`,
    [t.region, purpose],
  )
  return row?.balance ?? 0
}
const flowsOf = async (t: Tx, document: Id): Promise<string[]> =>
  (
    await t.run<{ text: string }>(
      `select concat_ws(' ', e.kind, f.amount, f.unit, f.from_purpose, '→', f.to_purpose) as text
       from ledger_flow_seen f join ledger_entry e on e.region_id = $1 and e.entry_id = f.entry_id
       where f.region_id = $1 and e.document_id = $2 order by f.ordinal`,
      [t.region, document],
    )
  ).map(({ text }) => text)
const trial = trialsIn(here)

trial(
  'a citizen writes, the keeper measures, the office approves: one entry; turned round, nothing is left',
  async (t) => {
    const slip = load(town, {
      method: 'weighbridge',
      grossGrams: undefined,
      tareGrams: undefined,
      to: 'draft',
    })
    const written = granted(await writeIntake(t, citizen, slip))
    assert.deepEqual([written.intakeNo, written.state], ['SENMAYA-2026-00001', 'draft'])
    granted(await changeIntake(t, citizen, { ...slip, to: 'submitted' }))
    assert.deepEqual(
      (await readQueue(t, yard)).waiting.map(({ intakeNo }) => intakeNo),
      ['SENMAYA-2026-00001'],
    )
    const weighed = { ...slip, grossGrams: 1_520_000, tareGrams: 700_000 }
    assert.equal(refusalOf(await changeIntake(t, citizen, { ...weighed, to: 'measured' })), 'not_allowed')
    granted(await changeIntake(t, keeper, { ...weighed, to: 'measured' }))
    assert.equal(refusalOf(await approveIntake(t, keeper, slip)), 'not_allowed')

    const approved = granted(await approveIntake(t, officer, slip))
    // 820 kg at 3,000 + 3,000 yen a tonne are 4,920 yen, half in points.
    assert.deepEqual(
      [approved.yen, approved.points, approved.firewoodYen, approved.state],
      [2_460, 2_460, 0, 'approved'],
    )
    assert.deepEqual(await flowsOf(t, slip.intakeId), [
      'wood.intake 820000 WOOD forest → wood_senmaya_c',
      'wood.intake 2460 JPY wood_payable → wood_due',
      'wood.intake 2460 PT points_ready → wallet',
    ])
    assert.equal(await stockOf(t), 820_000)
    assert.equal((await readWallet(t, home)).points, 2_460)

    const reversed = granted(
      await reverseIntake(t, officer, { intakeId: slip.intakeId, reason: '種類の間違い' }),
    )
    assert.equal(reversed.reversalNo, 'SENMAYA-2026-00002')
    assert.equal(await stockOf(t), 0)
    assert.equal((await readWallet(t, home)).points, 0)
    const [one, other] = [
      granted(await readIntake(t, citizen, { id: slip.intakeId })),
      granted(await readIntake(t, citizen, { id: reversed.reversalId })),
    ]
    assert.deepEqual(
      [one.state, one.reason, one.other?.intakeNo],
      ['reversed', '種類の間違い', 'SENMAYA-2026-00002'],
    )
    assert.deepEqual(
      [other.state, other.grams, other.other?.intakeNo],
      ['reversal', 820_000, 'SENMAYA-2026-00001'],
    )
    assert.equal(
      refusalOf(await reverseIntake(t, officer, { intakeId: slip.intakeId, reason: 'もう一度' })),
      'not_approved',
    )
    assert.equal(
      refusalOf(await reverseIntake(t, officer, { intakeId: reversed.reversalId, reason: 'x' })),
      'not_approved',
    )
    assert.deepEqual(await verifyPoints(t), [])
  },
)

trial(
  'in one request, by logs of the slip: measured by the short and the long form, paid by the cubic metre',
  async (t) => {
    const logs = [
      { diameterMm: 180, lengthMm: 2_000, pieces: 8 },
      { diameterMm: 240, lengthMm: 6_000, pieces: 2 },
    ]
    const slip = load(town, {
      method: 'logs',
      logs,
      woodClass: 'a',
      to: 'approved',
      split: { yenPct: 100, pointsPct: 0, firewoodPct: 0 },
    })
    assert.equal(granted(await writeIntake(t, staff, slip)).state, 'approved')
    const seen = granted(await readIntake(t, staff, { id: slip.intakeId }))
    // 8 × 0.065 + 2 × 0.375 m³ at 5,500 yen; at 50 % water a cubic metre of sugi weighs 628 kg.
    assert.deepEqual([seen.litres, seen.grams, seen.rewardYen], [1_270, 797_560, 6_985])
    assert.deepEqual(seen.logs, logs)
    assert.equal(seen.grossGrams, null)
  },
)

trial('a slip that is sent twice is one; what another wrote under its id is not shown', async (t) => {
  const slip = load(town, { note: '一度目' })
  const first = granted(await writeIntake(t, citizen, slip))
  assert.deepEqual(granted(await writeIntake(t, citizen, { ...slip, note: '二度目' })), {
    ...first,
    supplierId: home,
  })
  assert.equal(granted(await readIntake(t, citizen, { id: slip.intakeId })).note, '一度目')
  assert.equal(refusalOf(await writeIntake(t, town.town.grower, slip)), 'not_allowed')
  assert.equal(refusalOf(await readIntake(t, town.town.grower, { id: slip.intakeId })), 'not_found')
})

trial(
  'a self-measured slip says what it is when it is sent; a slip to be weighed may say nothing',
  async (t) => {
    const empty = { method: 'logs', logs: [], grossGrams: undefined, tareGrams: undefined } as const
    assert.equal(
      refusalOf(await writeIntake(t, citizen, load(town, { ...empty, selfMeasured: true }))),
      'logs_missing',
    )
    granted(await writeIntake(t, citizen, load(town, { ...empty, selfMeasured: true, to: 'draft' })))
    granted(await writeIntake(t, citizen, load(town, empty)))
    assert.equal(
      refusalOf(await writeIntake(t, citizen, load(town, { tareGrams: 2_000_000 }))),
      'empty_heavier',
    )
    granted(await writeIntake(t, citizen, load(town, { tareGrams: 2_000_000, to: 'draft' })))
    assert.equal(
      refusalOf(await writeIntake(t, keeper, load(town, { ...empty, to: 'measured' }))),
      'logs_missing',
    )
  },
)

trial(
  'what came back with a reason is put right and sent again; what was measured is the yard’s to change',
  async (t) => {
    const slip = load(town)
    granted(await writeIntake(t, citizen, slip))
    assert.equal(refusalOf(await returnIntake(t, citizen, { ...slip, reason: 'x' })), 'not_allowed')
    assert.equal(refusalOf(await returnIntake(t, keeper, { ...slip, reason: ' ' })), 'reason_missing')
    granted(await returnIntake(t, keeper, { ...slip, reason: '山の場所を書いてください' }))
    assert.deepEqual(
      (({ state, reason }) => [state, reason])(granted(await readIntake(t, citizen, { id: slip.intakeId }))),
      ['draft', '山の場所を書いてください'],
    )
    granted(await changeIntake(t, citizen, { ...slip, origin: '大東町鳥海' }))
    granted(await changeIntake(t, keeper, { ...slip, to: 'measured' }))
    assert.equal(refusalOf(await changeIntake(t, citizen, slip)), 'intake_past')
    assert.equal(refusalOf(await cancelIntake(t, citizen, { ...slip, reason: 'x' })), 'intake_past')
    granted(await cancelIntake(t, keeper, { ...slip, reason: '二重の伝票' }))
    assert.equal(refusalOf(await approveIntake(t, officer, slip)), 'not_measured')
    assert.equal(refusalOf(await changeIntake(t, keeper, slip)), 'intake_past')
  },
)

trial('a printed slip is entered once; cancelled, it can be entered again', async (t) => {
  assert.equal(refusalOf(await printBlanks(t, citizen, { count: 1 })), 'not_allowed')
  assert.equal(refusalOf(await printBlanks(t, keeper, { count: 201 })), 'count_out_of_range')
  const { numbers } = granted(await printBlanks(t, keeper, { count: 2 }))
  assert.deepEqual(numbers, ['WB-2026-00001', 'WB-2026-00002'])
  const slip = load(town, { blankNo: 'WB-2026-00001' })
  granted(await writeIntake(t, keeper, slip))
  assert.equal(
    refusalOf(await writeIntake(t, keeper, load(town, { blankNo: 'WB-2026-00001' }))),
    'blank_used',
  )
  granted(await cancelIntake(t, keeper, { ...slip, reason: '読み違い' }))
  assert.deepEqual(await openBlanks(t), numbers)
  granted(await writeIntake(t, keeper, load(town, { blankNo: 'WB-2026-00001' })))
  assert.deepEqual(await openBlanks(t), ['WB-2026-00002'])
  assert.equal(
    refusalOf(await writeIntake(t, keeper, load(town, { blankNo: 'WB-2026-00009' }))),
    'blank_unknown',
  )
})

trial('what is refused, in its order', async (t) => {
  const forest = granted(
    await saveForest(t, staff, {
      name: '小梨の山',
      place: '千厩町小梨字北ノ沢1',
      compartment: '12',
      subCompartment: 'い3',
      ownerName: '佐藤 ふみ',
      species: ['sugi'],
      basis: 'notice',
      basisNo: '令8-15',
    }),
  )
  const table: readonly [string, Partial<NewIntake>, string][] = [
    ['not yet delivered', { deliveredOn: day('2026-11-24') }, 'day_in_future'],
    ['no such yard', { siteId: newId() }, 'site_unknown'],
    ['nobody who delivers', { supplierId: town.town.city }, 'supplier_unknown'],
    ['no such forest', { forestId: newId() }, 'forest_unknown'],
    ['from nowhere', { origin: '' }, 'origin_missing'],
    ['parts of 90', { split: { yenPct: 50, pointsPct: 40, firewoodPct: 0 } }, 'not_a_hundred'],
    ['heavier empty', { tareGrams: 1_520_000 }, 'empty_heavier'],
    [
      'no density',
      { method: 'stack', widthMm: 1, heightMm: 1, depthMm: 1, species: 'other_conifer' },
      'stack_missing',
    ],
    ['from a lot of the list', { origin: '', forestId: forest.forestId }, 'granted'],
    ['a class that nobody buys', { woodClass: 'd' }, 'class_not_bought'],
    [
      'by volume, of a species without density',
      { woodClass: 'a', species: 'other_broadleaf' },
      'volume_unknown',
    ],
    ['too little to be worth a yen', { grossGrams: 101, tareGrams: 1 }, 'worth_nothing'],
    ['more than the fund holds', { grossGrams: 30_000_000 }, 'fund_short'],
  ]
  for (const [what, more, refused] of table)
    assert.equal(
      refusalOf(await writeIntake(t, staff, load(town, { to: 'approved', ...more }))),
      refused,
      what,
    )
  granted(await endForest(t, staff, forest))
})

trial('nothing is delivered to a yard that ended, by a supplier who ended, or to oneself', async (t) => {
  const { siteId } = granted(await saveSite(t, staff, yardOf(town.programme, 'daito')))
  assert.equal(refusalOf(await saveSite(t, staff, yardOf(town.programme, 'daito'))), 'site_code_taken')
  granted(await endSite(t, staff, { siteId }))
  assert.equal(refusalOf(await writeIntake(t, keeper, load(town, { siteId }))), 'site_takes_no_logs')
  granted(await saveSite(t, staff, { ...yardOf(town.programme, 'daito'), siteId }))
  granted(await writeIntake(t, keeper, load(town, { siteId })))
  const slip = load(town, { to: 'measured' })
  granted(await writeIntake(t, keeper, slip))
  granted(await setProgramme(t, staff, { partyId: home }))
  assert.equal(refusalOf(await approveIntake(t, staff, slip)), 'supplier_is_programme')
  granted(await setProgramme(t, staff, { partyId: town.programme, requesterCode: '0000000456' }))
  granted(await endSupplier(t, staff, { partyId: home }))
  assert.equal(refusalOf(await writeIntake(t, keeper, load(town))), 'supplier_ended')
})

trial('who may have only half in yen gets the rest in points, also when it wished otherwise', async (t) => {
  const halfInYen = {
    woodClass: 'c',
    sort: 'citizen',
    basis: 't',
    yen: 6_000,
    topUpYen: 0,
    bought: true,
  } as const
  granted(
    await setPrice(t, staff, {
      ...halfInYen,
      from: day('2026-11-21'),
      most: { yenPct: 50, pointsPct: 100, firewoodPct: 0 },
      source: '価格表',
    }),
  )
  const slip = load(town, {
    to: 'measured',
    deliveredOn: day('2026-11-21'),
    split: { yenPct: 100, pointsPct: 0, firewoodPct: 0 },
  })
  granted(await writeIntake(t, staff, slip))
  const all = await approveIntake(t, staff, {
    ...slip,
    split: { yenPct: 100, pointsPct: 0, firewoodPct: 0 },
  })
  assert.deepEqual(isRefusal(all) && [all.refused, all.detail?.['yenPct']], ['part_too_large', 50])
  const { split: _, ...plain } = slip
  assert.deepEqual(
    (({ yen, points }) => [yen, points])(granted(await approveIntake(t, staff, plain))),
    [2_460, 2_460],
  )
  // A slip of the day before still goes by the price for all.
  const before = load(town, { to: 'approved', split: { yenPct: 100, pointsPct: 0, firewoodPct: 0 } })
  granted(await writeIntake(t, staff, before))
  assert.equal(granted(await readIntake(t, staff, { id: before.intakeId })).topUpYen, 2_460)
})

trial('firewood goes a fifth further; a slip all in points is paid at once', async (t) => {
  const kind = load(town, { to: 'approved', split: { yenPct: 0, pointsPct: 0, firewoodPct: 100 } })
  granted(await writeIntake(t, staff, kind))
  const seen = granted(await readIntake(t, staff, { id: kind.intakeId }))
  // 4,920 yen at 30,000 a tonne, and a fifth more.
  assert.deepEqual(
    [seen.firewoodYen, seen.firewoodGrams, seen.firewoodLeftGrams, seen.state],
    [4_920, 196_800, 196_800, 'approved'],
  )
  const points = load(town, { to: 'approved', split: { yenPct: 0, pointsPct: 100, firewoodPct: 0 } })
  assert.equal(granted(await writeIntake(t, staff, points)).state, 'paid')
})

trial('a slip whose points were spent is not turned round; nor one whose wood has left', async (t) => {
  granted(await registerShop(t, staff, { partyId: town.town.producer }))
  const slip = load(town, { to: 'approved' })
  granted(await writeIntake(t, staff, slip))
  granted(await pay(t, citizen, { payerId: home, shopId: town.town.producer, points: 100, way: 'shop_code' }))
  assert.equal(refusalOf(await reverseIntake(t, officer, { ...slip, reason: 'x' })), 'points_spent')
  granted(await issuePoints(t, staff, { to: home, points: 100, reason: '手伝い' }))
  assert.equal(
    refusalOf(await reverseIntake(t, officer, { ...slip, reason: 'x' })),
    'points_spent',
    'other points are other points',
  )
  assert.deepEqual(await verifyPoints(t), [])
})

trial('lists: one’s own, or all; by state, month, name and number, page by page', async (t) => {
  for (let n = 0; n < 3; n++)
    granted(await writeIntake(t, keeper, load(town, { deliveredOn: day(`2026-10-0${n + 1}`) })))
  const october = { month: month('2026-10'), limit: 2 }
  const first = granted(await listIntakes(t, keeper, october))
  const second = granted(await listIntakes(t, keeper, october, first.next))
  assert.deepEqual(
    [...first.rows, ...second.rows].map(({ deliveredOn }) => deliveredOn),
    ['2026-10-03', '2026-10-02', '2026-10-01'],
  )
  assert.equal(second.next, undefined)
  assert.equal(granted(await listIntakes(t, town.town.grower)).rows.length, 0)
  assert.ok(granted(await listIntakes(t, citizen)).rows.length >= 3)
  assert.equal(granted(await listIntakes(t, keeper, { text: '佐藤 senmaya-2026-00001' })).rows.length, 1)
  assert.equal(
    granted(await listIntakes(t, keeper, { view: 'measured', month: month('2026-10') })).rows.length,
    0,
  )
})

test('whatever is delivered and turned round: the store is what counts, the points are the fund’s', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ kg: fc.integer({ min: 1, max: 900 }), pct: fc.nat(100), back: fc.boolean() }), {
        maxLength: 8,
      }),
      async (loads) => {
        await tx(async (t) => {
          const before = await stockOf(t)
          let expected = before
          for (const { kg, pct, back } of loads) {
            const slip = load(town as WoodPlace, {
              to: 'approved',
              grossGrams: 700_000 + kg * 1_000,
              split: { yenPct: 100 - pct, pointsPct: pct, firewoodPct: 0 },
            })
            granted(await writeIntake(t, staff, slip))
            if (back) granted(await reverseIntake(t, staff, { ...slip, reason: '試し' }))
            else expected += kg * 1_000
          }
          assert.equal(await stockOf(t), expected)
          assert.deepEqual(await verifyPoints(t), [])
          const [row] = await t.run<{ due: number; owed: number }>(
            `select coalesce(sum(case when a.purpose = 'wood_due' then f.amount end), 0)::bigint as due,
             (select coalesce(sum(reward_yen), 0)::bigint from wood_intake where region_id = $1 and state = 'approved') as owed
           from (select to_account as account, amount from ledger_flow where region_id = $1 and unit = 'JPY'
             union all select from_account, -amount from ledger_flow where region_id = $1 and unit = 'JPY') f
           join ledger_account a on a.region_id = $1 and a.account_id = f.account`,
            [t.region],
          )
          assert.equal(row?.due, row?.owed, 'what is due is what the slips say')
          return { refused: 'undone' } as const
        })
      },
    ),
    { numRuns: 15 },
  ))
