import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#kit/days.ts'
import { jpy } from '#kit/units.ts'
import { labelsOf } from './labels.ts'
import { deliveryNotePdf, invoicePdf, render, statementPdf } from './pdf.ts'
import type { Template } from './pdf.ts'
import { maskAccount } from './sheets.ts'
import type { DeliveryNoteSheet, InvoiceSheet, InvoiceSheetLine, StatementSheet } from './sheets.ts'

const issuer = {
  name: '株式会社一関結いの輪商社',
  registrationNumber: 'T7000012050002',
  postalCode: '021-0867',
  address: '岩手県一関市駅前1番地',
  phone: '0191-00-0000',
}
const payTo = {
  bankName: '岩手銀行',
  branchName: '一関支店',
  accountType: '普通',
  accountNumber: '1234567',
  holder: 'カ）イチノセキ',
}
const november = { from: day('2026-11-01'), to: day('2026-11-30') }
const leek: InvoiceSheetLine = {
  deliveredOn: day('2026-11-06'),
  deliveryNote: 'N-2026-00101',
  description: '曲がりねぎ',
  reduced: true,
  quantity: '10 束',
  unitPrice: jpy(240),
  amount: jpy(2_400),
}
const cider: InvoiceSheetLine = { ...leek, description: 'シードル', reduced: false, amount: jpy(1_850) }
const invoice: InvoiceSheet = {
  lang: 'ja',
  number: 'S-2026-00123',
  issuedOn: day('2026-11-30'),
  period: november,
  dueOn: day('2026-12-31'),
  issuer,
  recipient: { name: 'やさい食堂みなも' },
  basis: 'tax_exclusive',
  lines: [leek, cider],
  rates: [
    { ratePct: 10, reduced: false, net: jpy(1_850), tax: jpy(185), gross: jpy(2_035) },
    { ratePct: 8, reduced: true, net: jpy(2_400), tax: jpy(192), gross: jpy(2_592) },
  ],
  net: jpy(4_250),
  tax: jpy(377),
  gross: jpy(4_627),
  payable: jpy(4_627),
  payTo,
  notes: [],
}
const note: DeliveryNoteSheet = {
  lang: 'ja',
  number: 'N-2026-00101',
  orderNumber: 'O-2026-00077',
  deliveredOn: day('2026-11-06'),
  issuer,
  recipient: { name: 'ホテル北上川', attention: '調理部' },
  basis: 'tax_exclusive',
  withPrices: true,
  lines: [{ ...leek, lot: 'L20261105-01', bestBefore: day('2026-11-12') }],
  total: jpy(2_400),
  notes: [],
}
const statement: StatementSheet = {
  lang: 'ja',
  model: 'consignment',
  number: 'P-2026-00045',
  issuedOn: day('2026-11-30'),
  period: november,
  issuer,
  producer: { name: '千厩果樹園', registrationNumber: 'T1180301018771' },
  basis: 'tax_inclusive',
  lines: [{ ...leek, on: day('2026-11-06'), buyer: 'ホテル北上川', amount: jpy(54_000) }],
  rates: [{ ratePct: 8, reduced: true, net: jpy(50_000), tax: jpy(4_000), gross: jpy(54_000) }],
  net: jpy(50_000),
  tax: jpy(4_000),
  gross: jpy(54_000),
  commission: {
    rate: '15％',
    ratePct: 10,
    net: jpy(7_364),
    tax: jpy(736),
    gross: jpy(8_100),
    own: jpy(8_100),
  },
  fees: [],
  deductions: [{ label: '出荷箱', amount: jpy(330) }],
  carriedForward: jpy(-120),
  payout: jpy(45_450),
  carriedOver: jpy(0),
  payOn: day('2026-12-25'),
  payTo: { ...payTo, accountNumber: maskAccount('0123456') },
  notes: [],
}

type AnySheet = InvoiceSheet | DeliveryNoteSheet | StatementSheet
/** What can be read on the pages, in order, without spaces. */
function textOf(template: Template, sheet: AnySheet): string {
  const pieces = render(template, [sheet])
    .svg()
    .matchAll(/<h5:div[^>]*>([^<]*)<\/h5:div>/g)
  return [...pieces]
    .map(([, text = '']) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'))
    .join('')
    .replaceAll(/[\s\u2060]/g, '')
}
const holds = (text: string, parts: readonly string[]): void => {
  for (const part of parts)
    assert.ok(text.includes(part.replaceAll(' ', '')), `${part} is missing in ${text}`)
}

for (const [name, made] of [
  ['invoice', invoicePdf(invoice)],
  ['delivery note', deliveryNotePdf(note)],
  ['statement', statementPdf(statement)],
] as const)
  test(`the ${name} is a tagged PDF on A4 with its fonts in it`, async () => {
    const pdf = Buffer.from(await made).toString('latin1')
    assert.ok(pdf.startsWith('%PDF-1.7'))
    for (const part of ['/StructTreeRoot', '/Marked true', '/Lang (ja-JP)', '/FontFile', '/S /TH', 'pdfuaid'])
      assert.ok(pdf.includes(part), part)
    assert.match(pdf, /\/MediaBox \[0 0 595\.27\d* 841\.8\d*\]/)
  })

test('an invoice has the six things that the law asks for', () => {
  const text = textOf('invoice', invoice)
  holds(text, [
    '株式会社一関結いの輪商社 登録番号 T7000012050002', // 1 issuer and number
    '2026年11月1日 ～ 2026年11月30日', // 2 period, and the day of each line
    '11/6 N-2026-00101 曲がりねぎ ※', // 3 what, with the mark of the reduced rate
    '※は軽減税率の対象です',
    '10％対象 1,850 185 2,035', // 4 and 5: per rate the total, the rate and the tax
    '8％対象 ※ 2,400 192 2,592',
    'やさい食堂みなも 御中', // 6 recipient
  ])
  assert.ok(text.includes('シードル10束'), 'no mark at the standard rate')
  holds(text, ['ご請求金額（税込） ¥4,627', 'お支払期限 2026年12月31日', '岩手銀行 一関支店', '普通 1234567'])
})

test('forty lines go over two pages, with the heading and the page numbers on both', () => {
  const lines = Array.from({ length: 40 }, (_, at) => ({ ...leek, description: `曲がりねぎ第${at + 1}便` }))
  const sheet = { ...invoice, lines }
  assert.equal(render('invoice', [sheet]).pages, 2)
  const text = textOf('invoice', sheet)
  holds(text, [
    ...lines.map((line) => line.description),
    'ページ 1 / 2',
    'ページ 2 / 2',
    '請求書（続き） S-2026-00123',
  ])
  assert.equal(text.split('納品書番号').length - 1, 2)
})

test('no lines at all', () => {
  const sheet = { ...invoice, lines: [], rates: [], net: jpy(0), tax: jpy(0), gross: jpy(0), payable: jpy(0) }
  assert.equal(render('invoice', [sheet]).pages, 1)
  holds(textOf('invoice', sheet), ['この期間のお取引はありません。', 'ご請求金額（税込） ¥0'])
  holds(textOf('delivery-note', { ...note, lines: [] }), ['この期間のお取引はありません。'])
  holds(textOf('producer-statement', { ...statement, lines: [], rates: [] }), [
    'この期間のお取引はありません。',
  ])
})

test('names of any length, and text that looks like the template language, are printed as they are', () => {
  const long = '須川高原ファームの特別栽培米ひとめぼれ（令和八年産・一等・のし付き）'.repeat(4)
  const odd = '#panic("x") *太* _斜_ $x$ `c` @r <l> // = 見出し \\ [a] & "q"'
  const sheet = {
    ...invoice,
    recipient: { name: long },
    lines: [
      { ...leek, description: long },
      { ...leek, description: odd },
    ],
  }
  holds(textOf('invoice', sheet), [`${long}御中`, `${long}※`, `${odd}※`])
})

test('returns are shown below zero, goods of unregistered producers apart, a balance before the lines', () => {
  const text = textOf('invoice', {
    ...invoice,
    lines: [{ ...leek, amount: jpy(-1_234_567), pricePer: 'kg' }],
    carried: { previous: jpy(10_000), received: jpy(9_000), balance: jpy(1_000) },
    unqualified: {
      lines: [cider],
      rates: [{ ratePct: 8, reduced: true, gross: jpy(2_035) }],
      gross: jpy(2_035),
    },
  })
  holds(text, [
    '240/kg▲1,234,567',
    '10,000 9,000 1,000',
    '適格請求書の対象とならない商品',
    '8％対象 ※ 2,035 合計 2,035',
  ])
})

test('a delivery note, with its prices or without', () => {
  const text = textOf('delivery-note', note)
  holds(text, [
    '納品書',
    '注文番号 O-2026-00077',
    'ホテル北上川 御中 調理部 様',
    '曲がりねぎ ※ L20261105-01 2026年11月12日 10束 240 2,400',
    '受領印',
    '合計 ¥2,400',
    '月締めの請求書',
  ])
  const bare = textOf('delivery-note', { ...note, withPrices: false })
  holds(bare, ['L20261105-01 2026年11月12日 10束', '受領印'])
  for (const price of ['240', '¥', '単価', '消費税']) assert.ok(!bare.includes(price), price)
})

test('a consignment statement: 54,000 of sales, commission with its own tax, what is left', () => {
  const text = textOf('producer-statement', statement)
  holds(text, [
    '委託販売精算書',
    '千厩果樹園 御中 登録番号 T1180301018771',
    'ホテル北上川 10束 240 54,000',
    '8％対象 ※ 50,000 4,000 54,000',
  ])
  holds(text, [
    '販売手数料 15％ 税抜金額 7,364 消費税額(10%) 736 ▲8,100',
    '控除 出荷箱 ▲330',
    '前月繰越 ▲120',
    'お支払額 ¥45,450',
  ])
  holds(text, ['お支払日 2026年12月25日', '普通 ***3456', '適格請求書を兼ねます'])
  assert.ok(!text.includes('0123456') && !text.includes('次月繰越'))
})

test('a payment notice to a producer who is not registered shows the transitional share', () => {
  const text = textOf('producer-statement', {
    ...statement,
    model: 'purchase',
    commission: undefined,
    producer: { name: '室根花子', honorific: '様' },
    transitional: { sharePct: 70, taxPart: jpy(800), deductible: jpy(560) },
    confirmDays: 7,
    carriedOver: jpy(-300),
  })
  holds(text, [
    '支払通知書（仕入明細書）',
    '室根花子 様 登録番号なし',
    '70％控除対象 消費税相当額 ¥800 控除できる額 ¥560',
    '到着から7日以内',
    '次月繰越 ▲300',
  ])
  assert.ok(!text.includes('販売手数料'))
})

test('in English nothing but the data is Japanese', () => {
  const latin = { ...issuer, name: 'Yuinowa Trading', address: 'Ichinoseki' }
  const account = {
    bankName: 'Iwate Bank',
    branchName: 'Ichinoseki',
    accountType: 'ordinary',
    accountNumber: '1234567',
    holder: 'YUINOWA',
  }
  const line = { ...leek, description: 'Leek', quantity: '10', buyer: 'Hotel', on: leek.deliveredOn }
  const papers: [Template, AnySheet][] = [
    [
      'invoice',
      {
        ...invoice,
        lang: 'en',
        issuer: latin,
        recipient: { name: 'Hotel' },
        lines: [line],
        payTo: account,
        unqualified: { lines: [line], rates: [], gross: jpy(0) },
      },
    ],
    ['delivery-note', { ...note, lang: 'en', issuer: latin, recipient: { name: 'Hotel' }, lines: [line] }],
    [
      'producer-statement',
      {
        ...statement,
        lang: 'en',
        issuer: latin,
        producer: { name: 'Orchard' },
        lines: [line],
        deductions: [],
        payTo: account,
        commission: undefined,
        confirmDays: 7,
      },
    ],
  ]
  for (const [template, sheet] of papers) {
    const text = textOf(template, sheet)
    assert.equal(
      text.replaceAll(/[※〒▲]/g, '').match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/u),
      null,
    )
    holds(text, ['Yuinowa Trading', 'Registration no. T7000012050002', 'Nov 2026'])
  }
})

test('every label says something in both languages', () => {
  assert.deepEqual(Object.keys(labelsOf.en), Object.keys(labelsOf.ja))
  for (const labels of Object.values(labelsOf))
    for (const [key, label] of Object.entries(labels)) assert.notEqual(label.trim(), '', key)
})

test('the same sheet makes the same bytes, whenever it is printed', async () => {
  const first = await invoicePdf(invoice)
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  assert.ok(Buffer.from(first).equals(await invoicePdf(invoice)))
})

test('an account is shown by its last four digits', () => {
  assert.equal(maskAccount('0123456'), '***3456')
  assert.equal(maskAccount('456'), '456')
})

test('many sheets in one file: each begins on a page of its own and counts its own pages', () => {
  const long = {
    ...note,
    number: 'N-2026-00102',
    lines: Array.from({ length: 60 }, () => note.lines[0] ?? leek),
  }
  const last = { ...note, number: 'N-2026-00103' }
  const { pages, svg } = render('delivery-note', [note, long, last])
  const longPages = render('delivery-note', [long]).pages
  assert.ok(longPages > 1)
  assert.equal(pages, 1 + longPages + 1)
  const text = svg().replaceAll(/<[^>]*>|\s/g, '')
  holds(text, [
    'ページ1/1',
    `ページ1/${longPages}`,
    `ページ${longPages}/${longPages}`,
    '納品書（続き）N-2026-00102',
  ])
})

test('a paper without a sheet is a fault', () => {
  assert.throws(() => render('invoice', []), /needs a sheet/)
})
