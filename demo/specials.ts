import { type Day, addDays } from '#kit/days.ts'
import type { Tx } from '#db/transaction.ts'
import { addDrawing } from '#parties/pictures.ts'
import { receiveLot } from '#trade/lots.ts'
import { showPicture } from '#trade/product-pictures.ts'
import { publishProduct, putUpProduct, setContract } from '#trade/products.ts'
import { productPicture } from './content/pictures.ts'
import { must } from './must.ts'
import { type Village, on } from './weeks.ts'

const maker = 'kumagai-zakkoku'

/**
 * What the common goods do not show: a set of food and a thing at one price (一体資産), taken by threes, with a picture of
 * each part of it.
 */
export async function putUpGift(village: Village, until: Day): Promise<void> {
  await on(village, addDays(until, -20), 10, async (tx) => {
    const { people } = village
    const actor = people.actors.get(maker)
    if (!actor) throw new Error(`${maker} has nobody`)
    const [pictureId, ofTheThing] = await drawings(tx, village)
    const { productId } = must(
      await putUpProduct(tx, actor, {
        name: '雑穀と木のまな板の贈りもの',
        kana: 'ザッコクトキノマナイタノオクリモノ',
        nameEn: 'Gift of millets with a wooden board',
        story:
          '畑の雑穀三種を、山のコナラで作った小さなまな板にのせて箱に詰めました。祝いの席の手みやげに選ばれています。',
        storyEn:
          'Three millets of our fields, packed on a small board of oak from the hills: a gift for feasts.',
        storyBlocks: {
          who: {
            ja: '大東町で雑穀を作る熊谷トミ子さんと、山の木を削る木工所の二人です。',
            en: 'Tomiko Kumagai, who grows millets in Daito, and two woodworkers from the hills.',
          },
          where: {
            ja: '鳥海の段々畑と、そのすぐ裏のコナラの林。',
            en: 'Terraced fields of Chokai, and the oak wood right behind them.',
          },
          how: {
            ja: '鎌で刈り、むしろで干し、石臼で殻を落とします。板は間伐したコナラを一年乾かしてから削ります。',
            en: 'Cut by sickle, dried on straw mats, hulled by stone. The oak was thinned and dried for a year.',
          },
          why: {
            ja: '種も山も、使う人がいなければ絶えてしまうからです。',
            en: 'Because seeds and woods are lost when nobody uses them.',
          },
        },
        category: 'grain',
        taxClass: 'reduced',
        set: { foodYen: 2_000, otherYen: 900 },
        baseKind: 'count',
        baseUnit: '箱',
        baseUnitEn: 'box',
        seasonDekads: [],
        temperature: 'ambient',
        shelfLifeDays: 180,
        pictureId,
        variants: [
          {
            name: '1箱',
            nameEn: '1 box',
            baseQuantity: 1,
            pricedBy: 'variant',
            priceYen: 2_900,
            leastQuantity: 3,
            stepQuantity: 3,
          },
        ],
      }),
      'the gift',
    )
    must(await showPicture(tx, actor, { productId, pictureId: ofTheThing }), 'its second picture')
    const terms = { model: 'consignment', commissionBp: 1_500 } as const
    must(await setContract(tx, people.staff, { productId, from: tx.today, ...terms }), 'its contract')
    must(await publishProduct(tx, actor, { productId }), 'publishing the gift')
    must(
      await receiveLot(tx, people.staff, { productId, quantity: 30, madeOn: tx.today }),
      'the first of the gifts',
    )
  })
}

async function drawings(tx: Tx, { people }: Village) {
  const actor = people.actors.get(maker)
  if (!actor) throw new Error(`${maker} has nobody`)
  const millet = must(
    await addDrawing(tx, actor, productPicture('kumagai-kibi', '米・雑穀'), 'もちきびの粒'),
    'drawing',
  )
  const board = must(
    await addDrawing(tx, actor, productPicture('konara-board', '工芸'), 'コナラのまな板'),
    'drawing',
  )
  return [millet.pictureId, board.pictureId] as const
}
