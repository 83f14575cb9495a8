/** ゆうちょ銀行: the 記号 and 番号 of a passbook as branch and account number of a transfer (要確認, to be confirmed). */
import { normalise } from '#kit/japanese.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { BankAccount } from '#kit/zengin-transfer.out.ts'

/**
 * 記号 1XY…: branch XY8, 普通, the number without its last digit. 記号 0XY… (振替口座): branch XY9, 当座, the whole number.
 * Both are filled with zeros to seven digits. A one-digit part after the 記号 (11940-2) plays no role.
 */
export function yuchoAccount(
  symbol: string,
  number: string,
): BankAccount | Refusal<'yucho_symbol_wrong' | 'yucho_number_wrong'> {
  const found = /^([01])(\d{2})\d{2}(?:-\d)?$/.exec(normalise(symbol))
  if (!found) return refuse('yucho_symbol_wrong', { field: 'symbol' })
  const [, first, tens = ''] = found
  const savings = first === '1'

  const digits = normalise(number)
  const most = savings ? 8 : 7
  if (!/^\d+$/.test(digits) || digits.length > most || digits.length < 2)
    return refuse('yucho_number_wrong', { field: 'number' })

  const branchCode = `${tens}${savings ? '8' : '9'}`
  return {
    bankCode: '9900',
    bankName: 'ﾕｳﾁﾖ',
    branchCode,
    branchName: Array.from(branchCode, (digit) => digitNames[Number(digit)]).join(''),
    accountType: savings ? 'ordinary' : 'current',
    accountNumber: (savings ? digits.slice(0, -1) : digits).padStart(7, '0'),
  }
}

/** Its branches are named by their numbers read out digit by digit: 018 is 〇一八, ゼロイチハチ. */
const digitNames = ['ｾﾞﾛ', 'ｲﾁ', 'ﾆ', 'ｻﾝ', 'ﾖﾝ', 'ｺﾞ', 'ﾛｸ', 'ﾅﾅ', 'ﾊﾁ', 'ｷﾕｳ']
