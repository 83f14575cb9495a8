import { z } from '@hono/zod-openapi'
import { models, taxClasses } from '#trade/room.ts'
import { both } from './language.ts'
import { basisPoints, day, decimal, flag, id, listOf, month, oneOf, quantity, text, yen } from './fields.ts'

/** The shapes of invoices and statements. */
export const invoiceId = () => id('請求書', 'The invoice')
export const invoiceNo = () =>
  text('請求書の番号。返還請求書は C で始まる', 'Invoice number; a credit note begins with C', {
    example: 'T-2026-00042',
  })
export const statementId = () => id('精算書', 'The statement')
export const statementNo = () => text('精算書の番号', 'Statement number', { example: 'S-2026-00017' })
const taxClass = () => oneOf(taxClasses, '税率の区分', 'Class of tax rate')
const ratePct = () => decimal('税率（%）', 'Tax rate (percent)', { min: 0, example: 8 })
const part = () =>
  oneOf(['qualified', 'other'], '登録前の取引は other', 'other: traded before the issuer was registered')
export const language = () =>
  oneOf(['ja', 'en'], '書類の言葉。なければ ja', 'Language of the paper; ja when left out')

const papered = {
  documentNo: text('もとの書類の番号', 'Number of the document behind it', { example: 'D-2026-00087' }),
  on: day('取引の日', 'Day of the trade', '2026-11-10'),
  productName: text('産品', 'Product', { example: 'りんごジュース' }),
  productNameEn: text('産品（英語）', 'Product in English'),
  unitName: text('規格', 'Unit of sale', { example: '箱（12本）' }),
  unitNameEn: text('規格（英語）', 'Unit of sale in English'),
  quantity: quantity('数。kg の価格なら g', 'How many; grams when priced by the kilogram', {
    ja: '規格の数',
    en: 'variants',
  }),
  pricedBy: oneOf(
    ['variant', 'kg', 'split'],
    '価格の単位。split は規格の一部',
    'What the price is for; split: a part of a variant',
  ),
  priceYen: yen('税抜単価', 'Price without tax', { example: 6_600 }),
  taxClass: taxClass(),
  amountYen: yen('税抜の金額。返品は負', 'Amount without tax; a return is negative'),
}

export const invoiceRow = z
  .object({
    invoiceId: invoiceId(),
    invoiceNo: invoiceNo(),
    buyerId: id('買い手', 'The buyer'),
    buyerName: text('買い手の名前', 'Name of the buyer', { example: '海辺ホテル' }),
    closedThrough: day('締め日', 'Closed through', '2026-10-31'),
    dueOn: day('支払期日', 'Due on', '2026-11-30'),
    grossYen: yen(
      '税込の合計。返還請求書では負',
      'Total with tax; below zero on a credit note: what the buyer gets back',
    ),
    paidYen: yen(
      '支払われた額。返還請求書では負で、差し引いたか払い戻した額',
      'Paid of it; on a credit note below zero: taken off a payment, or paid back',
      { example: 0 },
    ),
    state: oneOf(
      ['issued', 'part_paid', 'paid'],
      '状態。issued 未払い、part_paid 一部、paid すべて。返還請求書では、差し引いたか払い戻したか',
      'State: issued (nothing paid), part_paid or paid; of a credit note, whether it was taken off or paid back',
    ),
    overdue: flag(
      '期日を過ぎて未払い。返還請求書ではいつも false',
      'Past its due day and not wholly paid; never on a credit note',
      false,
    ),
  })
  .openapi('InvoiceRow')

export const invoice = z
  .object({
    ...invoiceRow.shape,
    issuerName: text('発行者', 'Issuer', { example: '結いの商社' }),
    issuerNumber: text('発行者の登録番号。なければ空', 'Registration number of the issuer, or empty', {
      example: 'T7000012050002',
    }),
    periodFrom: day('取引期間の始まり', 'First day of the period', '2026-10-01'),
    issuedOn: day('発行日', 'Issued on', '2026-11-01'),
    lines: listOf(
      z
        .object({
          part: part(),
          source: oneOf(['delivery', 'return'], '納品か返品', 'A delivery or a return'),
          documentId: id(
            'もとの納品。返品なら、返した品の納品',
            'The delivery behind it; of a return, the delivery that it undoes',
          ),
          origin: z
            .object({
              deliveryNo: text('納品番号', 'Delivery number', { example: 'D-2026-00087' }),
              on: day('納品の日', 'Day of the delivery', '2026-11-10'),
            })
            .openapi('InvoiceLineOrigin', {
              description: both(
                '返品なら、返した品の納品。ほかは null',
                'Of a return: the delivery that it undoes; else null',
              ),
            })
            .nullable(),
          ...papered,
        })
        .openapi('InvoiceLine'),
      '明細',
      'Lines',
    ),
    rates: listOf(
      z
        .object({
          part: part(),
          taxClass: taxClass(),
          ratePct: ratePct(),
          netYen: yen('税抜の合計', 'Total without tax', { example: 12_000 }),
          taxYen: yen('消費税。税率ごとに一度だけ丸める', 'Tax, rounded once per rate', { example: 960 }),
          grossYen: yen('税込の合計', 'Total with tax'),
        })
        .openapi('InvoiceRate'),
      '税率ごとの合計',
      'Totals by tax rate',
    ),
    payments: listOf(
      z
        .object({
          paymentId: id('入金', 'The payment'),
          paymentNo: text('入金番号', 'Payment number', { example: 'N-2026-00031' }),
          on: day('入金の日', 'Paid on'),
          amountYen: yen('この請求書に充てた額', 'What of it is for this invoice'),
          undone: flag('取り消された', 'Undone', false),
        })
        .openapi('InvoicePayment'),
      '入金',
      'Payments',
    ),
  })
  .openapi('Invoice')

export const statementRow = z
  .object({
    statementId: statementId(),
    statementNo: statementNo(),
    model: oneOf(models, '委託（consignment）か買取（purchase）', 'Consignment or purchase'),
    producerId: id('生産者', 'The producer'),
    producerName: text('生産者の名前', 'Name of the producer', { example: 'みずほ農園' }),
    month: month('精算の月', 'Month that is settled', '2026-10'),
    payOn: day('支払日', 'To be paid on', '2026-11-20'),
    grossYen: yen('税込の売上か仕入', 'Sales or purchases with tax', { example: 86_400 }),
    commissionYen: yen('税込の販売手数料', 'Commission with tax', { example: 17_600 }),
    payoutYen: yen('支払う額', 'To be paid', { example: 68_800 }),
    carriedOverYen: yen('翌月へ繰り越す額', 'Carried over to the next month', { example: 0 }),
    payoutId: id('支払い。まだなら null', 'The payout, or null').nullable(),
    payoutNo: text('支払いの番号。まだなら null', 'Payout number, or null').nullable(),
    paid: flag('支払い済み', 'The money has moved', false),
  })
  .openapi('ProducerStatementRow')

export const producerStatement = z
  .object({
    ...statementRow.shape,
    producerNumber: text('生産者の登録番号。なければ空', 'Registration number of the producer, or empty'),
    companyName: text('商社', 'The trading company', { example: '結いの商社' }),
    companyNumber: text('商社の登録番号。なければ空', 'Registration number of the company, or empty'),
    madeOn: day('作成日', 'Made on', '2026-11-01'),
    netYen: yen('税抜の売上か仕入', 'Sales or purchases without tax', { example: 80_000 }),
    taxYen: yen('その消費税', 'Its tax', { example: 6_400 }),
    rates: listOf(
      z
        .object({
          taxClass: taxClass(),
          ratePct: ratePct(),
          netYen: yen('税抜の合計', 'Total without tax', { example: 80_000 }),
          taxYen: yen('消費税', 'Tax', { example: 6_400 }),
          grossYen: yen('税込の合計', 'Total with tax', { example: 86_400 }),
        })
        .openapi('StatementRate'),
      '税率ごとの合計',
      'Totals by tax rate',
    ),
    commissionNetYen: yen('税抜の販売手数料', 'Commission without tax', { example: 16_000 }),
    commissionTaxYen: yen('手数料の消費税', 'Tax on the commission', { example: 1_600 }),
    commissionRatePct: decimal(
      '手数料の税率（%）。買取なら null',
      'Tax rate of the commission (percent), or null',
      {
        example: 10,
      },
    ).nullable(),
    transitional: listOf(
      z
        .object({
          sharePct: decimal('控除できる割合（%）', 'Deductible share (percent)', { example: 70 }),
          taxPartYen: yen('その割合がかかる税額', 'Tax that the share is of', { example: 6_400 }),
          deductibleYen: yen('控除できる額', 'Deductible', { example: 4_480 }),
        })
        .openapi('TransitionalDeduction'),
      '登録のない生産者からの仕入れの経過措置',
      'Transitional deduction on purchases from unregistered producers',
    ),
    carriedForwardYen: yen('前月からの繰り越し', 'Carried forward from before', { example: 0 }),
    lines: listOf(
      z
        .object({
          source: oneOf(['delivery', 'return', 'lot'], '納品、返品、入荷', 'A delivery, a return or a lot'),
          ...papered,
          buyerName: text('買い手の名前', 'Name of the buyer', { example: '海辺ホテル' }),
          commissionBp: basisPoints('販売手数料。買取なら null', 'Commission, or null').nullable(),
        })
        .openapi('ProducerStatementLine'),
      '明細',
      'Lines',
    ),
  })
  .openapi('ProducerStatement')
