import type { Tx } from '#db/transaction.ts'
import { type Day, day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { newId } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import { setup } from './actors.ts'
import type { PartyActor } from './actors.ts'
import { registerParty } from './parties.ts'
import type { NewParty } from './parties.ts'
import { createRegion } from './regions.ts'
import type { HeldRole } from './schema.ts'

/** For tests: the answer, or a failure that names the refusal. */
export function granted<T>(answer: T): Exclude<T, Refusal> {
  if (isRefusal(answer)) throw new Error(`refused: ${JSON.stringify(answer)}`)
  return answer as Exclude<T, Refusal>
}

export interface SmallRegion {
  readonly company: Id
  readonly city: Id
  readonly producer: Id
  readonly buyer: Id
  readonly staff: PartyActor
  readonly officer: PartyActor
  readonly grower: PartyActor
  readonly cook: PartyActor
}

/** For tests: 一関市 with two towns, a company, the city, a producer and a buyer outside, and one person of each. */
export async function smallRegion(tx: Tx): Promise<SmallRegion> {
  granted(await createRegion(tx, setup, ichinoseki))
  const register = async (input: Pick<NewParty, 'kind' | 'name' | 'kana' | 'side'> & Partial<NewParty>) =>
    granted(await registerParty(tx, setup, { sideFrom: day('2024-04-01'), ...input })).partyId
  const company = await register({
    kind: 'company',
    name: '結いの商社',
    kana: 'ユイノショウシャ',
    side: 'inside',
  })
  const city = await register({ kind: 'city', name: '一関市', kana: 'イチノセキシ', side: 'inside' })
  const producer = await register({
    kind: 'business',
    name: 'みずほ農園',
    kana: 'ミズホノウエン',
    side: 'inside',
    town: '千厩町千厩',
  })
  const buyer = await register({
    kind: 'business',
    name: '海辺ホテル',
    kana: 'ウミベホテル',
    side: 'outside',
  })
  return {
    company,
    city,
    producer,
    buyer,
    staff: await person(tx, company, 'company_staff', '阿部 まこと'),
    officer: await person(tx, city, 'officer', '小野寺 ひかる'),
    grower: await person(tx, producer, 'producer', '千葉 みのり'),
    cook: await person(tx, buyer, 'buyer', '海野 ふみ'),
  }
}

/** For tests: a user without a password who holds a role in a party. */
export async function person(tx: Tx, partyId: Id, role: HeldRole, name: string): Promise<PartyActor> {
  const userId = newId()
  await tx.q
    .insertInto('party_user')
    .values({
      region_id: tx.region,
      user_id: userId,
      email: `${role}-${userId}@example.jp`,
      name,
      password_hash: null,
      created_at: tx.now,
    })
    .execute()
  await tx.q
    .insertInto('party_membership')
    .values({
      region_id: tx.region,
      user_id: userId,
      party_id: partyId,
      role,
      valid_from: day('2024-04-01'),
      valid_to: null,
    })
    .execute()
  return { role, name, userId, partyId }
}

export const ichinoseki = {
  code: '032093',
  name: '一関市',
  nameEn: 'Ichinoseki',
  prefecture: '岩手県',
  prefectureEn: 'Iwate',
  boundary: {
    type: 'Polygon',
    coordinates: [
      [
        [140.8, 38.8],
        [141.5, 38.8],
        [141.5, 39.1],
        [140.8, 38.8],
      ],
    ],
  },
  boundarySource: 'test',
  inhabitants: 105_000,
  towns: [
    { town: '千厩町千厩', district: '千厩', latitude: 38.93, longitude: 141.34 },
    { town: '萩荘', district: '一関', latitude: 38.92, longitude: 141.08 },
  ],
} as const

/** An account at a bank of the region, as a form sends it. */
export const bankAccount = (
  partyId: Id,
  number: string,
  holderKana: string,
  from: Day = day('2026-04-01'),
) => ({
  partyId,
  bankCode: '0123',
  branchCode: '024',
  accountType: '1' as const,
  accountNumber: number,
  holderKana,
  from,
})
