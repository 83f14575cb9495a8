import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testRegion } from '#db/testing.ts'
import { day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { visitor } from '#parties/actors.ts'
import { granted, person, smallRegion } from '#parties/testing.ts'
import { setParameter } from '#parties/parameters.ts'
import { registerParty } from '#parties/parties.ts'
import { listOffered, readProduct, searchCatalogue } from './catalogue.ts'
import { openCatalogue } from './catalogue-reading.ts'
import { receiveLot, writeOffLot } from './lots.ts'
import {
  contractOn,
  editProduct,
  publishProduct,
  putUpProduct,
  setContract,
  withdrawProduct,
} from './products.ts'
import { jamSheet, offer, stockOf } from './testing.ts'

const { tx } = await testRegion()
const region = await tx(smallRegion)
const { staff, grower, cook, producer } = region

test('a producer puts a product up, and it is a draft until it has terms', () =>
  tx(async (t) => {
    const { productId, productNo } = granted(await putUpProduct(t, grower, jamSheet))
    assert.match(productNo, /^A-2026-\d{5}$/)
    assert.deepEqual(await readProduct(t, visitor, { productId }), { refused: 'product_unknown' })
    assert.deepEqual(await publishProduct(t, grower, { productId }), { refused: 'contract_missing' })
    assert.deepEqual(
      await setContract(t, grower, {
        productId,
        from: day('2026-11-01'),
        model: 'consignment',
        commissionBp: 0,
      }),
      { refused: 'not_allowed' },
    )
    granted(
      await setContract(t, staff, {
        productId,
        from: day('2026-11-01'),
        model: 'consignment',
        commissionBp: 1_500,
      }),
    )
    granted(await publishProduct(t, grower, { productId }))
    const seen = granted(await readProduct(t, visitor, { productId }))
    assert.equal(seen.variants.length, 2)
    assert.deepEqual(seen.contracts, [], 'nobody else sees the terms')
    const own = granted(await readProduct(t, grower, { productId }))
    assert.deepEqual(own.contracts, [{ from: '2026-11-01', model: 'consignment', commissionBp: 1_500 }])
    granted(await withdrawProduct(t, grower, { productId }))
    assert.equal((await searchCatalogue(t)).rows.length, 0)
  }))

test('nobody touches what is not theirs', async () => {
  const other = await tx(async (t) => {
    const { partyId } = granted(
      await registerParty(t, staff, {
        kind: 'person',
        name: '佐藤 はな',
        kana: 'サトウ ハナ',
        side: 'inside',
      }),
    )
    return await person(t, partyId, 'producer', '佐藤 はな')
  })
  await tx(async (t) => {
    const { productId } = granted(await putUpProduct(t, grower, jamSheet))
    for (const actor of [other, cook, visitor]) {
      assert.deepEqual(await editProduct(t, actor, { ...jamSheet, productId }), { refused: 'not_allowed' })
      assert.deepEqual(await withdrawProduct(t, actor, { productId }), { refused: 'not_allowed' })
    }
    assert.deepEqual(await putUpProduct(t, other, { ...jamSheet, producerId: producer }), {
      refused: 'not_allowed',
    })
    assert.deepEqual(await editProduct(t, staff, { ...jamSheet, productId: newId() }), {
      refused: 'product_unknown',
    })
    assert.equal(
      granted(await putUpProduct(t, staff, { ...jamSheet, producerId: producer })).productNo.length,
      12,
    )
  })
})

test('an edited product keeps its variants, drops those left out, and takes none of another product', () =>
  tx(async (t) => {
    const { productId, variants } = await offer(t, region)
    const stranger = await offer(t, region, { sheet: { name: 'べつの品', kana: 'ベツノシナ' } })
    const [jar] = jamSheet.variants
    assert.ok(jar)
    const sheet = { ...jamSheet, productId, name: '紅玉ジャム' }
    granted(
      await editProduct(t, staff, {
        ...sheet,
        variants: [{ ...jar, variantId: variants[0], priceYen: 550 }],
      }),
    )
    const seen = granted(await readProduct(t, staff, { productId }))
    assert.deepEqual(
      seen.variants.map(({ variantId, priceYen }) => [variantId, priceYen]),
      [[variants[0], 550]],
    )
    assert.deepEqual((await searchCatalogue(t, { text: '紅玉' })).rows.length, 1)
    assert.deepEqual(
      await editProduct(t, staff, { ...sheet, variants: [{ ...jar, variantId: stranger.variants[0] }] }),
      { refused: 'variant_unknown' },
    )
    assert.deepEqual(await editProduct(t, staff, { ...sheet, baseUnit: '個' }), {
      refused: 'base_unit_fixed',
      field: 'baseUnit',
    })
    assert.deepEqual(await editProduct(t, staff, { ...sheet, pictureId: newId() }), {
      refused: 'picture_unknown',
      field: 'pictureId',
    })
  }))

test('the terms of a day are those that began last before it', () =>
  tx(async (t) => {
    const { productId } = granted(await putUpProduct(t, staff, { ...jamSheet, producerId: producer }))
    const put = async (from: string, bp: number) =>
      granted(
        await setContract(t, staff, { productId, from: day(from), model: 'consignment', commissionBp: bp }),
      )
    await put('2026-04-01', 1_500)
    await put('2026-10-01', 2_000)
    await put('2026-10-01', 1_800)
    granted(
      await setContract(t, staff, {
        productId,
        from: day('2027-01-01'),
        model: 'purchase',
        purchasePriceYen: 300,
      }),
    )
    assert.equal(await contractOn(t, productId, day('2026-03-31')), undefined)
    assert.equal((await contractOn(t, productId, day('2026-09-30')))?.model, 'consignment')
    assert.deepEqual(await contractOn(t, productId, day('2026-12-31')), {
      from: '2026-10-01',
      model: 'consignment',
      commissionBp: 1_800,
    })
    assert.deepEqual(await contractOn(t, productId, day('2027-01-01')), {
      from: '2027-01-01',
      model: 'purchase',
      purchasePriceYen: 300,
    })
    assert.deepEqual(
      await setContract(t, staff, {
        productId,
        from: day('2027-01-01'),
        model: 'consignment',
        commissionBp: 10_001,
      }),
      { refused: 'commission_out_of_range', field: 'commissionBp' },
    )
  }))

test('a lot keeps its day and the terms of that day', () =>
  tx(async (t) => {
    const { productId, lotId } = await offer(t, region, { madeOn: day('2026-11-20') })
    const lot = await t.q
      .selectFrom('trade_lot')
      .where('region_id', '=', t.region)
      .where('lot_id', '=', lotId)
      .selectAll()
      .executeTakeFirstOrThrow()
    assert.equal(lot.best_before, '2027-05-19', 'made on 20 November, 180 days to keep')
    assert.equal(lot.commission_bp, 1_500)
    assert.deepEqual(await stockOf(t, productId), { onHand: 100, reserved: 0 })
    const base = { productId, quantity: 5, madeOn: day('2026-11-20') }
    const table = [
      [{ ...base, quantity: 0 }, 'quantity_wrong'],
      [{ ...base, quantity: 1.5 }, 'quantity_wrong'],
      [{ ...base, madeOn: day('2026-11-24') }, 'made_after_receipt'],
      [{ ...base, receivedOn: day('2026-11-24') }, 'day_in_future'],
      [{ ...base, bestBefore: day('2026-11-19') }, 'best_before_too_early'],
      [{ ...base, receivedOn: day('2024-03-31'), madeOn: day('2024-03-01') }, 'contract_missing'],
      [{ ...base, lotNo: lot.lot_no }, 'lot_no_taken'],
      [{ ...base, productId: newId() }, 'product_unknown'],
    ] as const
    for (const [input, refused] of table) {
      const answer = await receiveLot(t, staff, input)
      assert.equal('refused' in answer && answer.refused, refused)
    }
    assert.deepEqual(await receiveLot(t, grower, base), { refused: 'not_allowed' })
    assert.deepEqual(await stockOf(t, productId), { onHand: 100, reserved: 0 }, 'a refusal wrote nothing')
  }))

test('waste leaves the lot and the store, but never what was promised', () =>
  tx(async (t) => {
    const { productId, lotId } = await offer(t, region)
    const off = (quantity: number, reason = '割れた') => writeOffLot(t, staff, { lotId, quantity, reason })
    assert.deepEqual(granted(await off(3)), { lotId, left: 97 })
    assert.deepEqual(await off(98), {
      refused: 'lot_holds_less',
      field: 'quantity',
      detail: { left: 97 },
    })
    assert.equal(((await off(1, ' ')) as { refused: string }).refused, 'reason_missing')
    await t.run('update trade_stock set reserved = 90 where region_id = $1 and product_id = $2', [
      t.region,
      productId,
    ])
    assert.deepEqual(await off(8), {
      refused: 'promised_to_buyers',
      field: 'quantity',
      detail: { free: 7 },
    })
  }))

test('the catalogue is found by name, kana, English, kind, producer and town, and turned page by page', async () => {
  const own = await testRegion()
  const small = await own.tx(smallRegion)
  await own.tx(async (t) => {
    const names = [
      ['ねぎ', 'ネギ', 'Leek', 'vegetable', [32, 33, 34]],
      ['しいたけ', 'シイタケ', 'Shiitake', 'mushroom', []],
      ['米', 'コメ', 'Rice', 'grain', [28]],
    ] as const
    for (const [name, kana, nameEn, category, seasonDekads] of names)
      await offer(t, small, { sheet: { name, kana, nameEn, category, seasonDekads } })
    const found = async (filter: Parameters<typeof searchCatalogue>[1]) =>
      (await searchCatalogue(t, filter)).rows.map((row) => row.name)
    assert.deepEqual(await found({}), ['米', 'しいたけ', 'ねぎ'], 'in the order of the kana')
    for (const [text, expected] of [
      ['ねぎ', ['ねぎ']],
      ['ﾈｷﾞ', ['ねぎ']],
      ['LEE', ['ねぎ']],
      ['きのこ', ['しいたけ']],
      ['千厩 こめ', ['米']],
      ['みずほ', ['米', 'しいたけ', 'ねぎ']],
      ['電', []],
      ["' | '", []],
    ] as const)
      assert.deepEqual(await found({ text }), expected, text)
    assert.deepEqual(await found({ month: 11 }), ['しいたけ', 'ねぎ'])
    assert.deepEqual(await found({ category: 'grain' }), ['米'])
    assert.deepEqual(await found({ producerId: small.company }), [])
    const first = await searchCatalogue(t, { limit: 2 })
    assert.equal(first.rows[0]?.available, 100)
    assert.equal(first.rows[0]?.fromYen, 500)
    assert.equal(first.rows[0]?.town, '千厩町千厩')
    const second = await searchCatalogue(t, { limit: 2 }, first.next)
    assert.deepEqual(
      second.rows.map((row) => row.name),
      ['ねぎ'],
    )
    assert.equal(second.next, undefined)
    await t.run('update trade_stock set reserved = on_hand where region_id = $1 and product_id = $2', [
      t.region,
      first.rows[0]?.productId,
    ])
    assert.deepEqual(await found({ inStock: true }), ['しいたけ', 'ねぎ'])
    assert.equal((await listOffered(t)).length, 4)
  })
})

test('a letter that most products have finds every one of them, and those alone', () =>
  tx(async (t) => {
    const { productId } = await offer(t, region, { sheet: { name: 'ゑびす芋', kana: 'エビスイモ' } })
    // As many as an index is not worth it for; every third is another kind of thing.
    await t.run(
      `insert into trade_product select (jsonb_populate_record(p, jsonb_build_object(
         'product_id', gen_random_uuid(), 'product_no', 'Z-' || n, 'kana', 'エビスイモ' || lpad(n::text, 4, '0'),
         'search_key', case when n % 3 = 0 then 'いも' else p.search_key end,
         'search_tokens', case when n % 3 = 0 then to_jsonb($3::text) else to_jsonb(p.search_tokens) end))).*
       from trade_product p, generate_series(1, 900) n where p.region_id = $1 and p.product_id = $2`,
      [t.region, productId, "'いも'"],
    )
    const found: string[] = []
    let after: string | undefined
    do {
      const page = await searchCatalogue(t, { text: 'ゑ', limit: 200 }, after)
      found.push(...page.rows.map((row) => row.kana))
      after = page.next
    } while (after)
    assert.equal(found.length, 601)
    assert.deepEqual(found, [...new Set(found)].toSorted(), 'each once, in their order')
    assert.equal((await openCatalogue(t, cook, { text: 'ゑ' })).count, 601)
    assert.equal((await openCatalogue(t, cook, { text: 'ゑび 千厩' })).count, 601)
  }))

const basket = (foodYen: number, priceYen: number) => ({
  ...jamSheet,
  set: { foodYen, otherYen: 1_000 },
  variants: [{ name: '籠', baseQuantity: 1, pricedBy: 'variant' as const, priceYen }],
})

test('the rule for a set of food and other things is that of the day, and it can be entered anew', async () => {
  const later = new Date('2027-04-01T03:00:00Z')
  const refusedOn = (now: Date | undefined, foodYen: number, priceYen: number) =>
    tx(async (t) => {
      const answer = await putUpProduct(t, grower, basket(foodYen, priceYen))
      return isRefusal(answer) ? [answer.refused, answer.detail] : undefined
    }, now)
  await tx(async (t) => {
    for (const [name, value] of [
      ['tax.reduced_set_most_jpy', '20000'],
      ['tax.reduced_set_food_thirds', '1'],
    ] as const)
      granted(
        await setParameter(t, staff, {
          name,
          value,
          from: day('2027-04-01'),
          source: '改正',
          confirmed: true,
        }),
      )
  })
  assert.equal(await refusedOn(undefined, 2_000, 10_000), undefined)
  assert.deepEqual(await refusedOn(undefined, 2_000, 10_001), [
    'set_not_reduced',
    { mostYen: 10_000, thirds: 2 },
  ])
  assert.deepEqual(await refusedOn(undefined, 500, 3_000), [
    'set_not_reduced',
    { mostYen: 10_000, thirds: 2 },
  ])
  assert.equal(await refusedOn(later, 500, 20_000), undefined)
  assert.deepEqual(await refusedOn(later, 499, 20_000), ['set_not_reduced', { mostYen: 20_000, thirds: 1 }])
})
