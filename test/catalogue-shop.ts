/** A region with goods of many kinds for the tests of the public pages, and a visitor of it. */
import type { Id } from '#kit/ids.ts'
import type { Actor } from '#parties/actors.ts'
import { setBankAccount } from '#parties/bank-accounts.ts'
import { editParty, registerParty } from '#parties/parties.ts'
import { addDrawing } from '#parties/pictures.ts'
import { granted, person } from '#parties/testing.ts'
import { catalogueRoutes } from '#trade/catalogue.routes.ts'
import type { ProductInput } from '#trade/product-rules.ts'
import { putUpProduct, withdrawProduct } from '#trade/products.ts'
import { jamSheet, offer } from '#trade/testing.ts'
import { type Browser, type TestWeb, assertPage, browser, testWeb } from '#web/testing.ts'

const languages = ['ja', 'en'] as const

/** A visitor who reads in one language. */
export function visitorIn(web: TestWeb, lang: (typeof languages)[number]): Browser {
  const opened = browser(web.app)
  opened.cookies.set('yuinowa_lang', lang)
  return opened
}

export async function assertBoth(web: TestWeb, path: string): Promise<void> {
  for (const lang of languages) await assertPage(await visitorIn(web, lang).get(path))
}

/** The names on the cards of a page, in their order. */
export const namesOn = (html: string): string[] =>
  [...html.matchAll(/class="y-pcard-title"><a href="[^"]*">([^<]*)</g)].map(([, name = '']) => name)

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"><path d="M0 0h9v9z"/></svg>'
/** A name of nearly fifty letters. */
export const longName =
  '標高六百メートルの霜にあててから掘りあげた手掘り大自然育ちの越冬じゃがいも特選詰め合わせセット'

/** One region for all tests of a file; none of them changes it. */
export interface Shop extends TestWeb {
  readonly ids: Readonly<Record<'jam' | 'miso' | 'greens' | 'long' | 'craft' | 'draft' | 'withdrawn', Id>>
  readonly otherGrower: Actor
  readonly hiddenParty: Id
  readonly placeOnMap: Id
}

const misoSheet: Partial<ProductInput> = {
  name: '天然醸造 米みそ',
  kana: 'テンネンジョウゾウ コメミソ',
  nameEn: 'Rice miso',
  category: 'seasoning',
  story: '花泉の大豆。\nひと夏を土蔵で</script><script>alert(1)</script>越しました。',
  allergens: ['大豆', '松の実'],
  shelfLifeDays: 240,
  variants: [
    {
      name: 'カップ',
      nameEn: 'tub',
      baseQuantity: 1,
      pricedBy: 'variant',
      priceYen: 499,
      jan: '4901234567894',
    },
    { name: '樽', nameEn: 'keg', baseQuantity: 20, pricedBy: 'variant', priceYen: 9_000 },
  ],
}
const greensSheet: Partial<ProductInput> = {
  name: '寒締めほうれんそう',
  kana: 'カンジメホウレンソウ',
  nameEn: '',
  category: 'vegetable',
  baseKind: 'weight',
  temperature: 'chilled',
  seasonDekads: [31, 32, 33, 34, 35, 36, 1, 2, 3, 4, 5, 6],
  variants: [{ name: '量り売り箱', baseQuantity: 2_500, pricedBy: 'kg', priceYen: 1_001 }],
}
const longSheet: Partial<ProductInput> = {
  name: longName,
  kana: 'ヒョウコウロッピャクメートルノジャガイモ',
  nameEn:
    'Potatoes dug by hand after the frost of six hundred metres, the great winter assortment in a case of cedar',
  category: 'vegetable',
  seasonDekads: [17, 18, 19, 20],
  temperature: 'frozen',
}

/** Makes the region through the use-cases. */
export async function openShop(): Promise<Shop> {
  const web = await testWeb(catalogueRoutes)
  const { people } = web
  const ids = await web.tx(async (tx) => {
    const { pictureId } = granted(await addDrawing(tx, people.grower, svg, 'みその樽'))
    granted(
      await editParty(tx, people.grower, {
        partyId: people.producer,
        nameEn: 'Mizuho Farm',
        address: '一関市千厩町千厩字秘密1-2-3',
        sinceYear: 1988,
        story: '三代目です。',
        storyEn: 'The third generation.',
        pictureId,
      }),
    )
    const put = async (sheet: Partial<ProductInput>, quantity = 100_000) =>
      (await offer(tx, people, { sheet, quantity })).productId
    const draft = { ...jamSheet, name: '下書きの品', kana: 'シタガキノシナ', producerId: people.producer }
    const withdrawn = await put({ name: '昔の品', kana: 'ムカシノシナ', nameEn: 'Old thing' })
    granted(await withdrawProduct(tx, people.staff, { productId: withdrawn }))
    return {
      jam: await put({}),
      miso: await put({ ...misoSheet, pictureId }, 19),
      greens: await put(greensSheet, 2_499),
      long: await put(longSheet),
      craft: await put({
        name: '木の器',
        kana: 'キノウツワ',
        nameEn: 'Wooden bowl',
        category: 'craft',
        taxClass: 'standard',
      }),
      draft: granted(await putUpProduct(tx, people.staff, draft)).productId,
      withdrawn,
    }
  })
  const more = await web.tx(async (tx) => {
    const party = async (name: string, onMap: boolean) =>
      granted(
        await registerParty(tx, people.staff, {
          kind: 'person',
          side: 'inside',
          name,
          kana: 'ダレカ',
          town: '萩荘',
          onMap,
        }),
      ).partyId
    const hiddenParty = await party('隠れた人', false)
    granted(
      await setBankAccount(tx, people.grower, {
        partyId: people.producer,
        bankCode: '0123',
        branchCode: '011',
        accountType: '1',
        accountNumber: '7654321',
        holderKana: 'ミズホノウエン',
      }),
    )
    return {
      hiddenParty,
      placeOnMap: await party('地図の人', true),
      otherGrower: await person(tx, hiddenParty, 'producer', 'よその人'),
    }
  })
  return { ...web, ids, ...more }
}
