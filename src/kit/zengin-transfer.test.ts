import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { day } from '#kit/days.ts'
import { jpy } from '#kit/units.ts'
import { fromSingleBytes, lengthOf, toSingleBytes } from './zengin-records.ts'
import { readZenginTransfer } from './zengin-transfer.in.ts'
import { data, end, header, recordLength, trailer } from './zengin-transfer.layout.ts'
import { transferFaults, writeZenginTransfer } from './zengin-transfer.out.ts'
import type { Transfer, TransferFile } from './zengin-transfer.out.ts'

const apples: Transfer = {
  bankCode: '0123',
  bankName: 'イワテ',
  branchCode: '027',
  branchName: 'センマヤ',
  accountType: 'ordinary',
  accountNumber: '0123456',
  name: 'センマヤカジュエン',
  amount: jpy(45_900),
}
const mushrooms: Transfer = {
  bankCode: '9900',
  bankName: 'ﾕｳﾁﾖ',
  branchCode: '828',
  branchName: 'ハチニハチ',
  accountType: 'savings',
  accountNumber: '7654321',
  name: 'ムロネキノコノサト',
  amount: jpy(1),
  edi: 'A-2026-11',
}
const november: TransferFile = {
  requester: {
    code: '1234567890',
    name: 'カ）イチノセキチイキショウシャ',
    bankCode: '0123',
    bankName: 'イワテ',
    branchCode: '024',
    branchName: 'イチノセキ',
    accountType: 'ordinary',
    accountNumber: '1234567',
  },
  on: day('2026-12-30'),
  transfers: [apples, mushrooms],
}

for (const [name, layout] of Object.entries({ header, data, trailer, end }))
  test(`the ${name} record has 120 bytes`, () => assert.equal(lengthOf(layout), recordLength))

test('the records, byte by byte', () => {
  const bytes = writeZenginTransfer(november)
  assert.ok(bytes instanceof Uint8Array)
  assert.equal(bytes.length, 5 * 122)
  const lines = fromSingleBytes(bytes).split('\r\n')
  assert.deepEqual(lines, [
    '1210' +
      '1234567890' +
      'ｶ)ｲﾁﾉｾｷﾁｲｷｼﾖｳｼﾔ'.padEnd(40) +
      '1230' +
      '0123' +
      'ｲﾜﾃ'.padEnd(15) +
      '024' +
      'ｲﾁﾉｾｷ'.padEnd(15) +
      '1' +
      '1234567' +
      ' '.repeat(17),
    '2' +
      '0123' +
      'ｲﾜﾃ'.padEnd(15) +
      '027' +
      'ｾﾝﾏﾔ'.padEnd(15) +
      '0000' +
      '1' +
      '0123456' +
      'ｾﾝﾏﾔｶｼﾞﾕｴﾝ'.padEnd(30) +
      '0000045900' +
      '0' +
      '0'.repeat(20) +
      '7' +
      ' ' +
      ' '.repeat(7),
    '2' +
      '9900' +
      'ﾕｳﾁﾖ'.padEnd(15) +
      '828' +
      'ﾊﾁﾆﾊﾁ'.padEnd(15) +
      '0000' +
      '4' +
      '7654321' +
      'ﾑﾛﾈｷﾉｺﾉｻﾄ'.padEnd(30) +
      '0000000001' +
      '0' +
      'A-2026-11'.padEnd(20) +
      '7' +
      'Y' +
      ' '.repeat(7),
    '8000002000000045901' + ' '.repeat(101),
    '9' + ' '.repeat(119),
    '',
  ])
  // The same bytes are what Shift_JIS has for half-width kana.
  assert.ok(new TextDecoder('shift_jis', { fatal: true }).decode(bytes).includes('ｾﾝﾏﾔｶｼﾞﾕｴﾝ'))
})

test('without line ends the records follow one another', () => {
  const bytes = writeZenginTransfer(november, { crlf: false })
  assert.ok(bytes instanceof Uint8Array)
  assert.equal(bytes.length, 5 * 120)
  assert.ok(!bytes.includes(0x0d) && !bytes.includes(0x0a))
})

const transfer = (change: Partial<Transfer>): TransferFile => ({
  ...november,
  transfers: [apples, { ...mushrooms, ...change }],
})
const requester = (change: Partial<TransferFile['requester']>): TransferFile => ({
  ...november,
  requester: { ...november.requester, ...change },
})
for (const [name, file, fault] of [
  ['no transfers', { ...november, transfers: [] }, { refused: 'no_transfers' }],
  [
    'a kanji name',
    transfer({ name: '室根きのこの里' }),
    { refused: 'kana_not_allowed', field: 'name', detail: { at: 2, character: '室' } },
  ],
  [
    'a dot',
    transfer({ name: 'ムロネ・キノコ' }),
    { refused: 'kana_not_allowed', field: 'name', detail: { at: 2, character: '・' } },
  ],
  ['no name', transfer({ name: '　' }), { refused: 'kana_missing', field: 'name', detail: { at: 2 } }],
  [
    'a name of 31',
    transfer({ name: 'ガ'.repeat(15) + 'カ' }),
    { refused: 'name_too_long', field: 'name', detail: { at: 2, length: 31, most: 30 } },
  ],
  [
    'EDI of 21',
    transfer({ edi: 'A'.repeat(21) }),
    { refused: 'name_too_long', field: 'edi', detail: { at: 2, length: 21, most: 20 } },
  ],
  [
    'a requester of 41',
    requester({ name: 'ア'.repeat(41) }),
    { refused: 'name_too_long', field: 'name', detail: { at: 0, length: 41, most: 40 } },
  ],
  [
    'a short account',
    transfer({ accountNumber: '123456' }),
    { refused: 'account_number_wrong', field: 'accountNumber', detail: { at: 2 } },
  ],
  [
    'a bank of three digits',
    transfer({ bankCode: '123' }),
    { refused: 'bank_code_wrong', field: 'bankCode', detail: { at: 2 } },
  ],
  [
    'a branch of letters',
    transfer({ branchCode: 'abc' }),
    { refused: 'branch_code_wrong', field: 'branchCode', detail: { at: 2 } },
  ],
  [
    'a requester code of letters',
    requester({ code: 'X1' }),
    { refused: 'requester_code_wrong', field: 'code', detail: { at: 0 } },
  ],
  [
    'money from savings',
    requester({ accountType: 'savings' }),
    { refused: 'account_type_wrong', field: 'accountType', detail: { at: 0 } },
  ],
  [
    'nothing to pay',
    transfer({ amount: jpy(0) }),
    { refused: 'amount_not_positive', field: 'amount', detail: { at: 2 } },
  ],
  [
    'eleven digits',
    transfer({ amount: jpy(10_000_000_000) }),
    { refused: 'amount_too_large', field: 'amount', detail: { at: 2, most: 9_999_999_999 } },
  ],
  [
    'a Saturday',
    { ...november, on: day('2026-11-28') },
    { refused: 'not_a_bank_day', field: 'on', detail: { on: '2026-11-28' } },
  ],
  [
    'a holiday',
    { ...november, on: day('2026-11-23') },
    { refused: 'not_a_bank_day', field: 'on', detail: { on: '2026-11-23' } },
  ],
  [
    'New Year',
    { ...november, on: day('2026-12-31') },
    { refused: 'not_a_bank_day', field: 'on', detail: { on: '2026-12-31' } },
  ],
] as const)
  test(`${name}: refused by name`, () => {
    assert.deepEqual(writeZenginTransfer(file), fault)
    assert.deepEqual(transferFaults(file), [fault])
  })

test('the limits themselves are written', () => {
  const file = transfer({ name: 'ガ'.repeat(15), edi: 'A'.repeat(20), amount: jpy(9_999_999_999) })
  assert.ok(writeZenginTransfer(file) instanceof Uint8Array)
})

test('a total of thirteen digits is refused', () => {
  const file = {
    ...november,
    transfers: Array.from({ length: 101 }, () => ({ ...apples, amount: jpy(9_999_999_999) })),
  }
  assert.deepEqual(writeZenginTransfer(file), {
    refused: 'total_too_large',
    field: 'amount',
    detail: { most: 999_999_999_999 },
  })
})

test('all faults are told at once', () =>
  assert.deepEqual(
    transferFaults({ ...transfer({ name: '', accountNumber: '1' }), on: day('2026-11-29') }).map(
      (each) => each.refused,
    ),
    ['not_a_bank_day', 'account_number_wrong', 'kana_missing'],
  ))

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))
// Spaces that follow one another become one, so none are made here.
const kana = (most: number) =>
  fc
    .stringMatching(new RegExp(`^[ｱ-ﾝA-Z0-9]([ｱ-ﾝA-Z0-9()./¥ -]{0,${most - 2}}[ｱ-ﾝ])?$`))
    .filter((text) => !text.includes('  '))
const account = {
  bankCode: digits(4),
  bankName: kana(15),
  branchCode: digits(3),
  branchName: kana(15),
  accountNumber: digits(7),
}
test('what is written reads back, whatever it holds', () =>
  fc.assert(
    fc.property(
      fc.record({
        requester: fc.record(
          {
            ...account,
            code: digits(10),
            name: kana(40),
            accountType: fc.constantFrom('ordinary', 'current', 'other'),
          },
          { noNullPrototype: true },
        ),
        transfers: fc.array(
          fc.record(
            {
              ...account,
              accountType: fc.constantFrom('ordinary', 'current', 'savings', 'other'),
              name: kana(30),
              amount: fc.integer({ min: 1, max: 9_999_999_999 }).map(jpy),
              edi: kana(20),
            },
            {
              noNullPrototype: true,
              requiredKeys: [
                'bankCode',
                'bankName',
                'branchCode',
                'branchName',
                'accountNumber',
                'accountType',
                'name',
                'amount',
              ],
            },
          ),
          { minLength: 1, maxLength: 5 },
        ),
      }),
      fc.boolean(),
      (made, crlf) => {
        const file = { ...made, on: day('2027-01-04') }
        const bytes = writeZenginTransfer(file, { crlf })
        assert.ok(bytes instanceof Uint8Array, JSON.stringify(bytes))
        const total = made.transfers.reduce((all, { amount }) => all + amount, 0)
        assert.deepEqual(readZenginTransfer(bytes, day('2026-12-20')), {
          ...file,
          count: made.transfers.length,
          total,
        })
      },
    ),
    { numRuns: 60 },
  ))

const written = (() => {
  const bytes = writeZenginTransfer(november)
  assert.ok(bytes instanceof Uint8Array)
  return fromSingleBytes(bytes)
})()
for (const [name, text, refusal] of [
  ['text', 'abc', { refused: 'not_a_transfer_file' }],
  ['nothing', '', { refused: 'not_a_transfer_file' }],
  ['a payroll file', written.replace('121', '111'), { refused: 'not_a_transfer_file' }],
  ['a lost byte', written.replace('45900', '4590'), { refused: 'not_a_transfer_file' }],
  [
    'a changed amount',
    written.replace('45900', '45800'),
    { refused: 'sums_do_not_match', detail: { line: 4 } },
  ],
  [
    'a lost record',
    written
      .split('\r\n')
      .filter((_, at) => at !== 2)
      .join('\r\n'),
    { refused: 'sums_do_not_match', detail: { line: 3 } },
  ],
  [
    'no trailer',
    written
      .split('\r\n')
      .filter((_, at) => at !== 3)
      .join('\r\n'),
    { refused: 'record_out_of_place', detail: { line: 3 } },
  ],
  [
    'a letter in an account',
    written.replace('0123456ｾ', '01234X6ｾ'),
    { refused: 'field_unreadable', detail: { line: 2 } },
  ],
  [
    'a day that never comes',
    written.replace(' 1230', ' 1330'),
    { refused: 'day_unreadable', detail: { line: 1 } },
  ],
] as const)
  test(`read back, ${name} is refused`, () =>
    assert.deepEqual(readZenginTransfer(toSingleBytes(text), day('2026-12-01')), refusal))
