import { z } from '@hono/zod-openapi'
import { refuse } from '#kit/refusals.ts'
import { partiesOnMap } from '#parties/directory.ts'
import { listTowns, readRegion } from '#parties/regions.ts'
import { type Endpoint, endpoint } from './endpoint.ts'
import { count, decimal, listOf, text } from './fields.ts'
import { partySummary } from './parties.schemas.ts'

const region = z
  .object({
    code: text(
      '全国地方公共団体コード（検査数字つき6桁）',
      'Local government code, six digits with the check digit',
      {
        example: '032093',
      },
    ),
    name: text('名前', 'Name', { example: '一関市' }),
    nameEn: text('名前（英語）', 'Name in English', { example: 'Ichinoseki' }),
    prefecture: text('都道府県', 'Prefecture', { example: '岩手県' }),
    prefectureEn: text('都道府県（英語）', 'Prefecture in English', { example: 'Iwate' }),
    boundarySource: text('境界の地図の出典', 'Whose map the boundary is'),
    inhabitants: count('人口', 'Inhabitants').nullable(),
  })
  .openapi('Region')

const town = z
  .object({
    town: text('町字', 'Town', { example: '千厩町千厩' }),
    district: text('地区', 'District', { example: '千厩' }),
    latitude: decimal('緯度（度）', 'Latitude (degrees)', { example: 38.93 }),
    longitude: decimal('経度（度）', 'Longitude (degrees)', { example: 141.34 }),
  })
  .openapi('Town')

const placed = z
  .object({
    ...partySummary.shape,
    latitude: decimal('緯度（度）', 'Latitude (degrees)', { example: 38.93 }),
    longitude: decimal('経度（度）', 'Longitude (degrees)', { example: 141.34 }),
  })
  .openapi('PartyOnMap')

export const regionEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/region',
    name: 'readRegion',
    tag: 'region',
    access: 'region.see',
    summary: { ja: '地域', en: 'The region' },
    answer: region,
    refuses: ['not_found'],
    run: async (tx) => (await readRegion(tx)) ?? refuse('not_found'),
  }),
  endpoint({
    method: 'get',
    path: '/region/towns',
    name: 'listTowns',
    tag: 'region',
    access: 'region.see',
    summary: { ja: '町字の一覧', en: 'The towns' },
    answer: z.object({ items: listOf(town, '地区、町字の順', 'By district and town') }),
    run: async (tx) => ({ items: await listTowns(tx) }),
  }),
  endpoint({
    method: 'get',
    path: '/region/parties',
    name: 'listPartiesOnMap',
    tag: 'region',
    access: 'region.see',
    summary: { ja: '地図に載せている主体', en: 'Parties that want to be on the map' },
    answer: z.object({ items: listOf(placed, 'ふりがなの順', 'In the order of their kana') }),
    run: async (tx) => ({ items: await partiesOnMap(tx) }),
  }),
]
