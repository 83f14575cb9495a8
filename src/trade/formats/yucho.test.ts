import assert from 'node:assert/strict'
import { test } from 'node:test'
// @ts-expect-error the package brings no types; what is used of it is stated below
import zenginCode from 'zengin-code'
import { toBankKana } from '#kit/japanese.ts'
import { yuchoAccount } from './yucho.ts'

for (const [symbol, number, branchCode, branchName, accountType, accountNumber] of [
  ['18210', '12345671', '828', 'ﾊﾁﾆﾊﾁ', 'ordinary', '1234567'],
  ['１０１８０', '１２３４１', '018', 'ｾﾞﾛｲﾁﾊﾁ', 'ordinary', '0001234'],
  ['11940-2', '12345671', '198', 'ｲﾁｷﾕｳﾊﾁ', 'ordinary', '1234567'],
  ['00190', '420', '019', 'ｾﾞﾛｲﾁｷﾕｳ', 'current', '0000420'],
  ['02290', '1234567', '229', 'ﾆﾆｷﾕｳ', 'current', '1234567'],
] as const)
  test(`記号 ${symbol} 番号 ${number} is ${branchCode} ${accountNumber}`, () =>
    assert.deepEqual(yuchoAccount(symbol, number), {
      bankCode: '9900',
      bankName: 'ﾕｳﾁﾖ',
      branchCode,
      branchName,
      accountType,
      accountNumber,
    }))

for (const [symbol, number, refused] of [
  ['28210', '12345671', 'yucho_symbol_wrong'],
  ['1821', '12345671', 'yucho_symbol_wrong'],
  ['18210', '123456781', 'yucho_number_wrong'],
  ['18210', '', 'yucho_number_wrong'],
  ['00190', '12345678', 'yucho_number_wrong'],
  ['18210', '1234x', 'yucho_number_wrong'],
] as const)
  test(`記号 ${symbol} 番号 ${number} is refused`, () => {
    const answer = yuchoAccount(symbol, number)
    assert.equal('refused' in answer ? answer.refused : '', refused)
  })

const banks: Record<string, { branches: Record<string, { code: string; kana: string }> }> = zenginCode
test('every branch of the public table of ゆうちょ has the name that its number spells', () => {
  const branches = Object.values(banks['9900']?.branches ?? {}).filter(({ code }) => /^\d\d[89]$/.test(code))
  assert.ok(branches.length > 50, 'the table is not empty')
  for (const { code, kana } of branches) {
    const answer = yuchoAccount(`${code.endsWith('8') ? '1' : '0'}${code.slice(0, 2)}10`, '12341')
    assert.deepEqual('refused' in answer ? answer : answer.branchName, toBankKana(kana).kana, code)
  }
})
