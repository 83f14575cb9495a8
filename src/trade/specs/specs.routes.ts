/** The addresses of the 商品規格書: entering it, and the paper for buyers. */
import { z } from 'zod'
import { isRefusal, refuse } from '#kit/refusals.ts'
import { id, optionalLine, optionalSteps, optionalWhole, text } from '#http/fields.ts'
import { type Page, action, page } from '#http/routes.ts'
import { specPdf } from '#trade/documents/pdf.ts'
import { orNotFound } from '#trade/page-parts.tsx'
import { companyOf } from '#trade/settings.ts'
import { dateKinds } from './schema.ts'
import { readSpec, saveSpec } from './specs.ts'
import { specSheet } from './spec-sheets.ts'
import { specView } from './specs.pages.tsx'
import { saySpec, specBoxes, specWords } from './words.ts'

const one = z.object({ id: id() })

const specPage: Page = page({
  at: '/trade/products/:id/spec',
  access: 'product.edit',
  input: one,
  load: async (tx, actor, asked) => {
    const found = orNotFound(await readSpec(tx, actor, { productId: asked.id }))
    return isRefusal(found) || found.product.editable ? found : refuse('not_found')
  },
  show: specView,
})

const paper = page({
  at: '/products/:id/spec.pdf',
  access: 'catalogue.see',
  input: one,
  load: async (tx, actor, asked) => {
    const found = orNotFound(await readSpec(tx, actor, { productId: asked.id }))
    return isRefusal(found) ? found : { ...found, company: await companyOf(tx) }
  },
  show: async ({ company, ...found }, { lang }) => ({
    bytes: await specPdf(specSheet(found, company, lang)),
    type: 'application/pdf',
    name: `${specWords[lang].spec}_${found.product.productNo}.pdf`,
  }),
})

const optionalText = z.string().max(200).default('')

const saveAction = action({
  at: '/trade/products/:id/spec',
  access: 'product.edit',
  input: one.extend({
    dateKind: z.enum(dateKinds),
    content: optionalText,
    ingredients: text(1000),
    origin: optionalText,
    maker: optionalText,
    storage: optionalText,
    appeal: text(1000),
    nutritionOf: optionalText,
    energyKcal: optionalWhole(0, 10_000),
    proteinDg: optionalSteps(1, 0, 100_000),
    fatDg: optionalSteps(1, 0, 100_000),
    carbohydrateDg: optionalSteps(1, 0, 100_000),
    saltCg: optionalSteps(2, 0, 100_000),
    certifications: optionalLine(300),
    leadDays: optionalWhole(0, 365),
    orderBy: optionalText,
    caseQuantity: optionalWhole(1, 1_000_000),
    retailYen: optionalWhole(0, 100_000_000),
  }),
  run: (tx, actor, { id: productId, certifications, ...spec }) =>
    saveSpec(tx, actor, {
      ...spec,
      productId,
      certifications: (certifications ?? '').split(/[、,，]/),
    }),
  done: ({ productId }, _input, { lang }) => ({
    to: `/trade/products/${productId}/spec`,
    notice: specWords[lang].saved,
  }),
  labels: (lang) => Object.fromEntries(specBoxes.map((each) => [each, specWords[lang][each]])),
  refusals: saySpec,
  form: () => specPage,
  audit: ({ productId }) => ({ documentId: productId }),
})

export const specRoutes = [specPage, paper, saveAction]
