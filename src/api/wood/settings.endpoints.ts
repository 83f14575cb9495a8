import { z } from '@hono/zod-openapi'
import {
  type Forest,
  bases,
  endSupplier,
  fellings,
  listForests,
  saveForest,
  saveSite,
  saveSupplier,
  setPrice,
  setProgramme,
  siteKinds,
  species,
  supplierSorts,
  woodClasses,
} from '#wood/room.ts'
import { type Endpoint, endpoint } from '#api/endpoint.ts'
import { decimal, day, flag, id, line, listOf, oneOf, text, whole, yen } from '#api/fields.ts'
import { both } from '#api/language.ts'
import { splitFields } from './slips.endpoints.ts'

const siteId = () => id('場所', 'The site')
const forestId = () => id('山', 'The forest lot')
const supplierNo = () => text('納材者番号', 'Number of the supplier', { example: 'WM-2026-00001' })
const degrees = (ja: string, en: string, example: number) => decimal(ja, en, { min: -180, max: 180, example })
const one = z.object({ partyId: id('納材者の主体', 'The party that delivers') })

const forestFields = {
  name: line('呼び名', 'Name', 100, '小梨の山'),
  place: text('大字・字・地番', 'Place', { max: 200, example: '千厩町小梨1' }),
  compartment: text('林班', 'Compartment', { max: 20, example: '12' }),
  subCompartment: text('小班', 'Sub-compartment', { max: 20, example: 'い3' }),
  species: listOf(oneOf(species, '樹種', 'Species'), '樹種', 'Species', species.length),
  basis: oneOf(bases, '伐採の根拠', 'Right to fell', 'notice'),
  basisNo: text('計画・届・許可の番号', 'Number of the plan, notice or permit', {
    max: 50,
    example: '令8-15',
  }),
}

const forestOf = ({ forestId: lot, name, place, compartment, subCompartment, ...more }: Forest) => ({
  forestId: lot,
  name,
  place,
  compartment,
  subCompartment,
  species: more.species,
  basis: more.basis,
  basisNo: more.basisNo,
  ownerName: more.ownerName,
  consentOn: more.consentOn,
  validTo: more.validTo,
  felling: more.felling,
  endedOn: more.endedOn,
})

/** What the office settles: who pays, where wood is brought, at which price, from where and by whom. */
export const woodSettingEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'put',
    path: '/wood/programme',
    name: 'setWoodProgramme',
    tag: 'wood',
    access: 'wood.run',
    summary: { ja: '木の代金を払う主体を決める', en: 'Say who pays for the wood' },
    about: {
      ja: 'まるごと置きかわります。送らなかった項目は空になります。',
      en: 'It is replaced as a whole: what is left out becomes empty.',
    },
    body: z
      .strictObject({
        partyId: id('払う主体', 'The party that pays'),
        requesterCode: text('銀行の依頼人コード', 'Requester code of its bank', {
          max: 10,
          example: '0000000456',
        }).optional(),
        certificationNo: text('由来証明の認定番号', 'Certification number (origin)', {
          max: 50,
          example: '',
        }).optional(),
        certificationBody: text('認定した団体', 'Certified by', { max: 100, example: '' }).optional(),
        separationKeeper: text('分別管理責任者', 'Keeper of separation', { max: 50, example: '' }).optional(),
      })
      .openapi('WoodProgrammeSetting'),
    answer: z
      .object({
        partyId: id('払う主体', 'The party that pays'),
        natureId: id('木の出どころ', 'Where the wood comes from'),
        certificationNo: text('由来証明の認定番号。なければ空', 'Certification number (origin), or empty', {
          example: '岩木協-12',
        }),
        certificationBody: text('認定した団体。なければ空', 'Certified by, or empty', {
          example: '岩手県木材産業協同組合',
        }),
        separationKeeper: text('分別管理責任者。なければ空', 'Keeper of separation, or empty', {
          example: '千葉 守',
        }),
      })
      .openapi('WoodProgramme'),
    refuses: ['not_allowed', 'party_unknown', 'requester_code_form', 'programme_owes', 'nature_unknown'],
    run: setProgramme,
    audit: (made) => ({ action: 'site.programme', documentId: made.partyId }),
  }),
  endpoint({
    method: 'post',
    path: '/wood/sites',
    name: 'addWoodSite',
    tag: 'wood',
    access: 'wood.run',
    summary: { ja: '木材の場所を登録する', en: 'Enter a site for wood' },
    body: z
      .strictObject({
        code: line('略号。英小文字3〜12字', 'Code of 3 to 12 small letters', 12, 'senmaya'),
        kind: oneOf(siteKinds, '種類', 'Kind'),
        name: line('名前', 'Name', 100, '千厩土場'),
        nameEn: text('英語の名前', 'Name in English', { max: 100, example: 'Senmaya yard' }).default(''),
        town: text('町', 'Town', { max: 50, example: '千厩町千厩' }).optional(),
        latitude: degrees('緯度', 'Latitude', 38.93).optional(),
        longitude: degrees('経度', 'Longitude', 141.34).optional(),
        hours: text('受け入れの時間', 'Hours', { max: 100, example: '土曜 8時〜12時' }).default(''),
        bays: listOf(line('区画', 'Bay', 20, '1'), '区画', 'Bays', 100).default([]),
        operatorId: id('木の持ち主になる主体', 'Whose the wood is there'),
      })
      .openapi('WoodSiteAdding'),
    status: 201,
    answer: z.object({ siteId: siteId() }),
    refuses: [
      'not_allowed',
      'site_unknown',
      'site_code_form',
      'site_code_taken',
      'site_fixed',
      'party_unknown',
      'unknown_town',
      'place_half',
    ],
    run: saveSite,
    audit: (made, given) => ({ action: 'site.save', documentId: made.siteId, detail: given.name }),
  }),
  endpoint({
    method: 'post',
    path: '/wood/prices',
    name: 'setWoodPrice',
    tag: 'wood',
    access: 'wood.run',
    summary: { ja: '木材の価格を決める', en: 'Set a price of wood' },
    body: z
      .strictObject({
        woodClass: oneOf(woodClasses, '区分', 'Class', 'c'),
        sort: oneOf(['all', ...supplierSorts], 'だれに', 'For whom'),
        from: day('この日から', 'From', '2026-04-01'),
        basis: oneOf(['t', 'm3'], '1トンか1立方メートルか', 'A tonne or a cubic metre'),
        yen: yen('買い取り', 'Price', { min: 0, max: 9_999_999, example: 3_000 }),
        topUpYen: yen('上乗せ', 'Top-up', { min: 0, max: 9_999_999, example: 0 }).default(0),
        topUpBy: id('上乗せを出す主体', 'Who pays the top-up').optional(),
        most: z.strictObject(splitFields).openapi('WoodSplitLimits', {
          description: both('それぞれの上限', 'The most of each'),
          example: { yenPct: 100, pointsPct: 100, firewoodPct: 0 },
        }),
        bought: flag('買い取る', 'It is bought').default(true),
        source: line('根拠', 'Source', 200, '木の駅の価格表'),
      })
      .openapi('WoodPriceSetting'),
    status: 201,
    answer: z.object({ priceId: id('価格', 'The price') }),
    refuses: [
      'not_allowed',
      'source_missing',
      'price_missing',
      'price_in_use',
      'party_unknown',
      'top_up_by_missing',
      'ways_under_hundred',
    ],
    run: setPrice,
    audit: (made, given) => ({
      action: 'wood_price.set',
      documentId: made.priceId,
      detail: `${given.woodClass} ${given.yen}`,
    }),
  }),
  endpoint({
    method: 'put',
    path: '/wood/suppliers/{partyId}',
    name: 'saveWoodSupplier',
    tag: 'wood',
    access: 'wood.run',
    summary: { ja: '納材者を登録する・直す', en: 'Enter or change a supplier of wood' },
    params: one,
    body: z
      .strictObject({
        sort: oneOf(supplierSorts, '種類', 'Sort'),
        courseOn: day('安全講習の日', 'Safety course on', '2026-05-01').optional(),
        insuredTo: day('傷害保険の最終日', 'Insured until', '2027-03-31').optional(),
        bay: text('いつもの区画', 'Usual bay', { max: 20, example: '3' }).default(''),
        yenPct: whole('円で（%）', 'In yen (%)', { min: 0, max: 100, example: 50 }),
        pointsPct: whole('ポイントで（%）', 'In points (%)', { min: 0, max: 100, example: 50 }),
        firewoodPct: whole('薪で（%）', 'In firewood (%)', { min: 0, max: 100, example: 0 }),
      })
      .openapi('WoodSupplierSaving'),
    answer: z.object({ partyId: id('主体', 'The party'), supplierNo: supplierNo() }),
    refuses: [
      'not_allowed',
      'party_unknown',
      'day_in_future',
      'not_a_hundred',
      'part_out_of_range',
      'part_too_large',
    ],
    run: saveSupplier,
    audit: (made) => ({
      action: 'wood_supplier.save',
      documentId: made.partyId,
      documentNo: made.supplierNo,
    }),
  }),
  endpoint({
    method: 'post',
    path: '/wood/suppliers/{partyId}/ending',
    name: 'endWoodSupplier',
    tag: 'wood',
    access: 'wood.run',
    summary: { ja: '納材者の登録を終える', en: 'End a supplier of wood' },
    params: one,
    answer: z.object({ partyId: id('主体', 'The party') }),
    refuses: ['not_allowed', 'supplier_unknown'],
    run: endSupplier,
    audit: (made) => ({ action: 'wood_supplier.end', documentId: made.partyId }),
  }),
  endpoint({
    method: 'get',
    path: '/wood/forests',
    name: 'listForests',
    tag: 'wood',
    access: 'wood.run',
    summary: { ja: '山', en: 'Forest lots' },
    answer: z
      .object({
        items: listOf(
          z
            .object({
              forestId: forestId(),
              ...forestFields,
              ownerName: text('持ち主', 'Owner', { example: '佐藤 ふみ' }),
              consentOn: day('同意の日。なければ null', 'Consent on, or null').nullable(),
              validTo: day('根拠の期限。なければ null', 'Valid until, or null').nullable(),
              felling: oneOf(fellings, '間伐か主伐', 'Thinning or final felling'),
              endedOn: day('終えた日。なければ null', 'Ended on, or null').nullable(),
            })
            .openapi('ForestLot'),
          '山',
          'Forest lots',
        ),
      })
      .openapi('ForestLots'),
    run: async (tx) => ({ items: (await listForests(tx)).map(forestOf) }),
  }),
  endpoint({
    method: 'post',
    path: '/wood/forests',
    name: 'addForest',
    tag: 'wood',
    access: 'wood.run',
    summary: { ja: '山を登録する', en: 'Enter a forest lot' },
    body: z
      .strictObject({
        ...forestFields,
        ownerId: id('持ち主の主体', 'The owner, when a party').optional(),
        ownerName: text('持ち主の名前', 'Name of the owner', { max: 100, example: '佐藤 ふみ' }).default(''),
        consentOn: day('同意の日', 'Consent on', '2026-04-01').optional(),
        basisOn: day('根拠の日付', 'Day of the plan, notice or permit', '2026-04-01').optional(),
        validTo: day('根拠の期限', 'Valid until', '2031-03-31').optional(),
        felling: oneOf(
          fellings,
          '間伐か主伐。なければ間伐',
          'Thinning or final felling; thinning when left out',
        ).optional(),
      })
      .openapi('ForestLotAdding'),
    status: 201,
    answer: z.object({ forestId: forestId() }),
    refuses: [
      'not_allowed',
      'forest_unknown',
      'owner_missing',
      'party_unknown',
      'species_missing',
      'basis_no_missing',
      'place_half',
      'day_in_future',
    ],
    run: saveForest,
    audit: (made, given) => ({ action: 'forest.save', documentId: made.forestId, detail: given.name }),
  }),
]
