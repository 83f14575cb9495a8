import { z } from '@hono/zod-openapi'
import type { Id } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import { companyOf, dateKinds, readSpec, saveSpec, specPdf, specSheet } from '#trade/room.ts'
import { type Endpoint, endpoint } from '#api/endpoint.ts'
import { listOf, oneOf, quantity, text, whole, yen } from '#api/fields.ts'
import { both } from '#api/language.ts'
import { inVariants } from '#api/orders.schemas.ts'
import { pdf } from '#api/papers.endpoints.ts'
import { language } from '#api/papers.schemas.ts'
import { productId } from '#api/products.schemas.ts'

const said = (ja: string, en: string, example: string, max = 200) => text(ja, en, { max, example })
const tenths = (ja: string, en: string, example: number) =>
  whole(`${ja}（0.1g）`, `${en} (0.1 g)`, { min: 0, max: 100_000, example })

/** What is text is empty until somebody says it; what is a number is left out. */
const texts = {
  content: said('内容量の表示', 'Content as printed on the pack', '720ml'),
  ingredients: said('原材料名', 'Ingredients', 'りんご（岩手県産）', 1000),
  origin: said('原料の産地', 'Origin of the ingredients', '岩手県一関市'),
  maker: said('製造者', 'Maker', 'みずほ農園'),
  storage: said('保存の方法', 'How to store it', '直射日光を避ける'),
  appeal: said('おすすめの点', 'What speaks for it', '完熟のりんごだけを搾りました。', 1000),
  nutritionOf: said('栄養成分が何に含まれる量か', 'What the nutrition is of', '100mlあたり'),
  orderBy: said(
    '注文の締切の時刻。後の注文は翌日の注文として数える',
    'Until when on a day; later orders count as of the next day',
    '11:00',
  ),
}
const numbers = {
  energyKcal: whole('熱量（kcal）', 'Energy (kcal)', { min: 0, max: 10_000, example: 46 }),
  proteinDg: tenths('たんぱく質', 'Protein', 1),
  fatDg: tenths('脂質', 'Fat', 1),
  carbohydrateDg: tenths('炭水化物', 'Carbohydrate', 114),
  saltCg: whole('食塩相当量（0.01g）', 'Salt (0.01 g)', { min: 0, max: 100_000, example: 0 }),
  leadDays: quantity(
    '注文から納品まで。買い手はこれより前の日には注文できない',
    'From order to delivery; buyers cannot order for an earlier day',
    { ja: '日', en: 'days' },
    { min: 0, max: 365, example: 2 },
  ),
  caseQuantity: quantity('1箱の入数', 'In one case', inVariants, { min: 1, max: 1_000_000, example: 12 }),
  retailYen: yen('希望小売価格。税抜', 'Suggested retail price, without tax', {
    min: 0,
    max: 100_000_000,
    example: 800,
  }),
}
const dateKind = () =>
  oneOf(dateKinds, '期限の種類。best_before 賞味期限、consume_by 消費期限', 'Best before, or consume by')
const certifications = (max?: number) =>
  listOf(said('認証', 'Certification', '有機JAS', 100), '認証', 'Certifications', max)

type Numbers = typeof numbers
const optional = Object.fromEntries(
  Object.entries(numbers).map(([name, field]) => [name, field.optional()]),
) as { [Name in keyof Numbers]: z.ZodOptional<Numbers[Name]> }
const nullable = Object.fromEntries(
  Object.entries(numbers).map(([name, field]) => [name, field.nullable()]),
) as { [Name in keyof Numbers]: z.ZodNullable<Numbers[Name]> }

const spec = z
  .object({ dateKind: dateKind(), ...texts, certifications: certifications(), ...nullable })
  .openapi('Specification', { description: both('規格書。まだなければ null', 'The specification, or null') })
const newSpec = z
  .strictObject({ dateKind: dateKind(), ...texts, certifications: certifications(30), ...optional })
  .openapi('NewSpecification')

const ofProduct = z.object({ productId: productId() })

async function seeSpec(tx: Tx, actor: Actor, input: { productId: Id }) {
  const found = await readSpec(tx, actor, input)
  if (isRefusal(found)) return found
  const { spec: kept } = found
  if (!kept) return { ...input, specification: null }
  const known = Object.keys(numbers) as (keyof Numbers)[]
  const all = Object.fromEntries(known.map((name) => [name, kept[name] ?? null]))
  return { ...input, specification: { ...kept, ...(all as Record<keyof Numbers, number | null>) } }
}

/** 商品規格書. */
export const specEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/products/{productId}/specification',
    name: 'readSpecification',
    tag: 'products',
    access: 'catalogue.see',
    summary: { ja: '商品規格書', en: 'The specification of a product' },
    about: { ja: '産品が見える人に見えます。', en: 'For whom the product is shown.' },
    params: ofProduct,
    answer: z.object({ productId: productId(), specification: spec.nullable() }),
    refuses: ['product_unknown'],
    run: seeSpec,
  }),
  endpoint({
    method: 'put',
    path: '/products/{productId}/specification',
    name: 'saveSpecification',
    tag: 'products',
    access: 'product.edit',
    summary: { ja: '商品規格書を入れる', en: 'Enter a specification' },
    about: {
      ja: '前のものと置きかわります。栄養成分は5つすべてか、なしで。',
      en: 'It replaces what was there. All five nutrients, or none.',
    },
    params: ofProduct,
    body: newSpec,
    answer: ofProduct,
    refuses: [
      'not_allowed',
      'product_unknown',
      'nutrition_incomplete',
      'nutrition_of_missing',
      'energy_does_not_fit',
      'order_by_wrong',
    ],
    run: saveSpec,
    audit: (made) => ({ documentId: made.productId }),
  }),
  endpoint({
    method: 'get',
    path: '/products/{productId}/specification/pdf',
    name: 'readSpecificationPdf',
    tag: 'products',
    access: 'catalogue.see',
    summary: { ja: '商品規格書のPDF', en: 'A specification as PDF' },
    params: ofProduct,
    query: z.strictObject({ lang: language().optional() }),
    answer: pdf('商品規格書（A4、タグ付きPDF）', 'The specification: A4, tagged PDF'),
    refuses: ['product_unknown'],
    run: async (tx, actor, { lang = 'ja', ...input }) => {
      const found = await readSpec(tx, actor, input)
      if (isRefusal(found)) return found
      return {
        bytes: await specPdf(specSheet(found, await companyOf(tx), lang)),
        name: `${found.product.productNo}.pdf`,
      }
    },
  }),
]
