/** For tests of this room: a programme, a yard, prices, a supplier with points and an account, a keeper. */
import { test } from 'node:test'
import { day } from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import { type Refusal, isRefusal } from '#kit/refusals.ts'
import { type TestRegion, testNow, testRegion } from '#db/testing.ts'
import type { Tx } from '#db/transaction.ts'
import { declareKinds } from '#ledger/kinds.ts'
import type { PartyActor } from '#parties/actors.ts'
import { setBankAccount } from '#parties/bank-accounts.ts'
import { type SmallRegion, bankAccount, granted, person, smallRegion } from '#parties/testing.ts'
import { fillFund, openFund } from '#points/fund.ts'
import { pointsKinds } from '#points/kinds.ts'
import { register } from '#points/testing.ts'
import type { NewIntake } from './intakes/intakes.ts'
import { woodKinds } from './kinds.ts'
import { setPrice } from './prices.ts'
import { setProgramme } from './programme.ts'
import { saveSite } from './sites.ts'
import { saveSupplier } from './suppliers.ts'

declareKinds(woodKinds)
declareKinds(pointsKinds)

export interface WoodPlace {
  readonly town: SmallRegion
  readonly staff: PartyActor
  readonly officer: PartyActor
  /** The association that runs the wood, its yard and the one who measures there. */
  readonly programme: Id
  readonly yard: Id
  readonly keeper: PartyActor
  /** A household that delivers, half for yen and half for points, and one of its people. */
  readonly home: Id
  readonly citizen: PartyActor
  readonly fund: Id
}

/** A forest lot as a form sends it, without its felling basis. */
export const forestLot = {
  name: '山',
  place: '',
  compartment: '',
  subCompartment: '',
  ownerName: '佐藤',
  species: ['sugi'],
} as const

/** Class C: 3,000 yen a tonne and 3,000 of the city on top, as Asahi pays; class A by the cubic metre. The fund holds 50,000. */
export async function settleWood(tx: Tx, town: SmallRegion): Promise<WoodPlace> {
  const { staff, officer, city } = town
  const programme = await register(tx, 'association', '木の駅実行委員会')
  const home = await register(tx, 'household', '佐藤家')
  const fund = await register(tx, 'association', 'ポイント基金')
  granted(await setProgramme(tx, staff, { partyId: programme, requesterCode: '0000000456' }))
  granted(await openFund(tx, staff, { partyId: fund, requesterCode: '0000000123' }))
  granted(await fillFund(tx, staff, { fillerId: city, yen: 50_000, on: day('2026-11-20'), memo: '' }))
  for (const account of [
    bankAccount(programme, '1000001', 'キノエキ'),
    bankAccount(home, '1000002', 'サトウ ケン'),
  ])
    granted(await setBankAccount(tx, staff, account))
  const { siteId: yard } = granted(await saveSite(tx, staff, yardOf(programme)))
  const asahi = { sort: 'all', from: day('2026-04-01'), source: '木の駅の価格表', bought: true } as const
  const most = { yenPct: 100, pointsPct: 100, firewoodPct: 100 }
  granted(
    await setPrice(tx, staff, {
      ...asahi,
      woodClass: 'c',
      basis: 't',
      yen: 3_000,
      topUpYen: 3_000,
      topUpBy: city,
      most,
    }),
  )
  granted(await setPrice(tx, staff, { ...asahi, woodClass: 'a', basis: 'm3', yen: 5_500, topUpYen: 0, most }))
  granted(
    await saveSupplier(tx, staff, {
      partyId: home,
      sort: 'citizen',
      courseOn: day('2026-05-01'),
      insuredTo: day('2027-03-31'),
      bay: '3',
      yenPct: 50,
      pointsPct: 50,
      firewoodPct: 0,
    }),
  )
  return {
    town,
    staff,
    officer,
    programme,
    yard,
    keeper: await person(tx, programme, 'yard_keeper', '千葉 まもる'),
    home,
    citizen: await person(tx, home, 'citizen', '佐藤 けん'),
    fund,
  }
}

export const yardOf = (operatorId: Id, code = 'senmaya') => ({
  code,
  kind: 'yard' as const,
  name: '千厩土場',
  nameEn: 'Senmaya yard',
  hours: '土曜 8:00〜12:00',
  bays: ['1', '2', '3'],
  operatorId,
})

export async function woodTown(): Promise<WoodPlace & { readonly here: TestRegion }> {
  const here = await testRegion()
  const place = await here.tx(async (tx) => await settleWood(tx, await smallRegion(tx)), testNow)
  return { ...place, here }
}

/** Tests that leave nothing to the next: what one wrote is rolled back. */
export const trialsIn =
  (here: TestRegion) =>
  (name: string, work: (tx: Tx) => Promise<void>): void =>
    void test(name, async () => {
      await here.tx(async (tx) => {
        await work(tx)
        return { refused: 'undone' }
      })
    })

/** A load of 820 kg on the scales, as the small story tells it; `more` says what is different. */
export const load = (place: WoodPlace, more: Partial<NewIntake> = {}): NewIntake => ({
  intakeId: newId(),
  to: 'submitted',
  supplierId: place.home,
  siteId: place.yard,
  deliveredOn: day('2026-11-20'),
  origin: '千厩町小梨 自分の山',
  woodClass: 'c',
  species: 'sugi',
  method: 'weighbridge',
  grossGrams: 1_520_000,
  tareGrams: 700_000,
  selfMeasured: false,
  bay: '',
  note: '',
  ...more,
})

/** What was refused, or `granted`. */
export const refusalOf = (answer: object | Refusal): string =>
  isRefusal(answer) ? answer.refused : 'granted'

/** What both forms of certificates ask, as a browser sends it. */
export const certificateBoxes = {
  otherName: '一関発電所',
  otherAddress: '',
  otherRegistration: '',
  grams: '700',
  issuedOn: '2026-11-23',
  periodFrom: '2026-11-01',
  periodTo: '2026-11-23',
} as const
