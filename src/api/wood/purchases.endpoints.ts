import { z } from '@hono/zod-openapi'
import { ashClasses, buyWood, chipSizes, pileSpecies, stores } from '#wood/room.ts'
import { type Endpoint, endpoint } from '#api/endpoint.ts'
import { id, oneOf, yen } from '#api/fields.ts'
import { postRefusals } from '#api/refusals.money.ts'
import { gramsGiven, mostGiven } from './slips.endpoints.ts'
import { diesel, note, on, pileId, wet, workId, workNo } from './stock.endpoints.ts'

export const woodPurchaseEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/wood/purchases',
    name: 'buyWood',
    tag: 'wood',
    access: 'wood.pay',
    summary: { ja: '納材者ではない相手から買い入れた', en: 'Wood was bought of somebody who is no supplier' },
    body: z
      .strictObject({
        sellerId: id('買った相手', 'The seller'),
        siteId: id('届いた場所', 'Where it came'),
        store: oneOf(stores, '丸太の区分、薪、チップ', 'Class of logs, firewood, chips', 'chips'),
        species: oneOf(pileSpecies, '樹種', 'Species'),
        grams: gramsGiven('届いた重さ', 'Weight'),
        wetBp: wet(),
        certificateId: id('届いた由来証明書', 'Certificate that came with it').optional(),
        size: oneOf(chipSizes, '大きさの区分', 'Size class', 'P32').optional(),
        ash: oneOf(ashClasses, '灰分の区分', 'Ash class').optional(),
        netYen: yen('代金（税抜）。もらったものは0', 'Price without tax; 0 for what was given', {
          min: 0,
          max: mostGiven,
          example: 96_000,
        }),
        dieselMl: diesel(),
        on: on(),
        note: note(),
      })
      .openapi('WoodPurchase'),
    status: 201,
    answer: z.object({ workId: workId(), workNo: workNo(), pileId: pileId() }).openapi('WoodBought'),
    refuses: [
      'not_allowed',
      'day_in_future',
      'bought_too_early',
      'programme_not_open',
      'party_unknown',
      'supplier_is_programme',
      'site_unknown',
      'site_holds_none',
      'amount_missing',
      'certificate_unknown',
      'certificate_other_wood',
      'over_paper',
      ...postRefusals,
    ],
    run: buyWood,
    audit: (made) => ({ action: 'wood.buy', documentId: made.workId, documentNo: made.workNo }),
  }),
]
