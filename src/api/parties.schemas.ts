import { z } from '@hono/zod-openapi'
import { partyKinds, sectors } from '#parties/schema.ts'
import { both } from './language.ts'
import { day, decimal, flag, id, instant, line, oneOf, text } from './fields.ts'

/** The shapes of parties, as several endpoints answer them. */
export const partyId = () => id('主体', 'The party')

const kind = () =>
  oneOf(
    partyKinds,
    '種類。nature、air、outside は流れの出どころと行き先を表し、だれも代わって操作しません',
    'Kind; nature, air and outside stand for where flows come from and go to',
    'business',
  )
const sector = () =>
  oneOf(sectors, '産業大分類（日本標準産業分類のAからT）', 'Sector: A to T of 日本標準産業分類', 'A')
export const side = () => oneOf(['inside', 'outside'], '地域の内か外か', 'Inside or outside the region')
const year = () =>
  z.int().openapi({
    description: both('この仕事を始めた年（西暦）', 'Year in which they began this work'),
    example: 1987,
  })
const pictureId = () =>
  id('写真。/pictures/{pictureId} で見られます', 'Picture, to be seen at /pictures/{pictureId}')
const latitude = () => decimal('緯度（度）', 'Latitude (degrees)', { example: 38.93 })
const longitude = () => decimal('経度（度）', 'Longitude (degrees)', { example: 141.34 })

export const partySummary = z
  .object({
    partyId: partyId(),
    kind: kind(),
    name: text('名前', 'Name', { example: 'みずほ農園' }),
    kana: text('ふりがな（カタカナ）', 'Reading, in katakana', { example: 'ミズホノウエン' }),
    nameEn: text('名前（英語）', 'Name in English', { example: 'Mizuho Farm' }),
    sector: sector().nullable(),
    town: text('町字', 'Town', { example: '千厩町千厩' }).nullable(),
    sinceYear: year().nullable(),
    pictureId: pictureId().nullable(),
    side: side(),
  })
  .openapi('PartySummary')

export const party = z
  .object({
    ...partySummary.shape,
    story: text('ものがたり', 'Story'),
    storyEn: text('ものがたり（英語）', 'Story in English'),
    onMap: flag('公開の地図に載せる', 'Wants to be on the public map'),
    latitude: latitude().nullable(),
    longitude: longitude().nullable(),
    address: text('住所。見られない人には null', 'Address; null for who may not see it', {
      example: '岩手県一関市千厩町千厩字北方1',
    }).nullable(),
    registrationNumber: text(
      '今日の適格請求書発行事業者の登録番号。なければ null',
      'Today’s number as a qualified invoice issuer, or null',
      { example: 'T1234567890123' },
    ).nullable(),
  })
  .openapi('Party')

const profile = {
  name: line('名前', 'Name', 100, 'みずほ農園'),
  kana: line('ふりがな（ひらがなかカタカナ）', 'Reading, in hiragana or katakana', 200, 'みずほのうえん'),
  nameEn: text('名前（英語）', 'Name in English', { max: 100, example: 'Mizuho Farm' }).optional(),
  sector: sector().nullable().optional(),
  town: text('この地域の町字', 'A town of this region', { max: 100, example: '千厩町千厩' })
    .nullable()
    .optional(),
  address: text('住所', 'Address', { max: 200 }).optional(),
  latitude: decimal('緯度（度）', 'Latitude (degrees)', { min: -90, max: 90, example: 38.93 })
    .nullable()
    .optional(),
  longitude: decimal('経度（度）', 'Longitude (degrees)', { min: -180, max: 180, example: 141.34 })
    .nullable()
    .optional(),
  onMap: flag('公開の地図に載せる', 'Wants to be on the public map').optional(),
  sinceYear: year().nullable().optional(),
  story: text('ものがたり', 'Story', { max: 4_000 }).optional(),
  storyEn: text('ものがたり（英語）', 'Story in English', { max: 8_000 }).optional(),
}

export const newParty = z
  .strictObject({
    kind: kind(),
    side: side(),
    sideFrom: day(
      '内か外かの始まりの日。なければ今日',
      'From which day the side counts; today when left out',
    ).optional(),
    ...profile,
  })
  .openapi('NewParty')

export const partyChanges = z
  .strictObject({
    ...profile,
    name: profile.name.optional(),
    kana: profile.kana.optional(),
    pictureId: pictureId().nullable().optional(),
  })
  .openapi('PartyChanges')

export const sideRow = z
  .object({
    from: day('この日から', 'From this day'),
    to: day('この日まで。続いていれば null', 'Through this day; null while it lasts').nullable(),
    side: side(),
  })
  .openapi('Side')

export const registration = z
  .object({
    number: text('登録番号', 'Registration number', { example: 'T1234567890123' }),
    from: day('この日から', 'From this day'),
    to: day('この日まで。続いていれば null', 'Through this day; null while it lasts').nullable(),
  })
  .openapi('Registration')

export const token = z
  .object({
    tokenId: id('トークン', 'The token'),
    label: text('名前', 'What it is called', { example: '会計ソフト' }),
    role: text('役割', 'Role', { example: 'producer' }),
    createdBy: text('作った人', 'Who made it'),
    createdAt: instant('作った時刻', 'When it was made'),
    expiresAt: instant('切れる時刻。なければ null', 'When it ends, or null').nullable(),
    revokedAt: instant('取り消した時刻。なければ null', 'When it was revoked, or null').nullable(),
    lastUsedAt: instant('最後に使われた時刻（1時間きざみ）', 'Last use, within an hour').nullable(),
  })
  .openapi('Token')
