/** For the test that walks all endpoints: pictures of goods, and fees on them. */
import { type Case, type Goods, done, juice } from '#api/cases.testing.ts'
import { exampleId } from '#api/fields.ts'
import type { Api } from '#api/testing.ts'
import { missing } from './cases.buyers.testing.ts'

export function goodsCases(api: Api, stock: Goods): Record<string, Case> {
  return { ...pictureCases(api, stock), ...feeCases(api, stock) }
}

/** One black point. */
const picture =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const shown = { picture, alt: '木になったりんご' }

function pictureCases(api: Api, { productId: own }: Goods): Record<string, Case> {
  const draft = async () => {
    const { productId = '' } = await done(api, 'producer', '/products', { ...juice, name: '梨ジュース' })
    return { productId }
  }
  const pictured = async () => {
    const { productId } = await draft()
    const { pictureId = '' } = await done(api, 'producer', `/products/${productId}/pictures`, shown)
    return { productId, pictureId }
  }
  const without = () => ({ path: { productId: own, pictureId: exampleId }, status: 404 })
  return {
    addProductPicture: {
      as: 'producer',
      rows: 2,
      good: async () => ({ path: await draft(), body: shown }),
      bad: async () => ({
        path: await draft(),
        body: { ...shown, picture: Buffer.from('<svg/>').toString('base64') },
        status: 422,
      }),
    },
    putProductPictureFirst: {
      as: 'producer',
      good: async () => ({ path: await pictured() }),
      bad: without,
    },
    removeProductPicture: {
      as: 'producer',
      rows: 2,
      good: async () => ({ path: await pictured() }),
      bad: without,
    },
  }
}

function feeCases(api: Api, { productId: scopeId }: Goods): Record<string, Case> {
  const delivering = {
    name: '配送手数料',
    calculator: 'flat',
    flatPer: 'delivery',
    amountYen: 300,
    scope: 'product',
    scopeId,
    from: '2027-06-01',
  }
  const set = async () => ({ feeId: (await done(api, 'company_staff', '/fees', delivering))['feeId'] ?? '' })
  return {
    listFees: {
      as: 'company_staff',
      good: async () => {
        await set()
        return {}
      },
    },
    addFee: {
      as: 'company_staff',
      good: () => ({
        body: {
          ...delivering,
          nameEn: 'Sales fee',
          calculator: 'tiered',
          tiers: [
            { fromYen: 0, rateBp: 1_500 },
            { fromYen: 50_000, rateBp: 1_200 },
          ],
        },
      }),
      bad: () => ({ body: { ...delivering, calculator: 'percent' }, status: 422 }),
    },
    endFee: {
      as: 'company_staff',
      good: async () => ({ path: await set(), body: { to: '2027-06-30' } }),
      bad: missing('feeId', {}),
    },
  }
}
