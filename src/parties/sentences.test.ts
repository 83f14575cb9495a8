import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refuse } from '#kit/refusals.ts'
import { isOfParties, sentenceOf } from './sentences.ts'
import type { Reason } from './sentences.ts'

// Reasons whose sentence needs a value, with one that a use-case gives, and a piece of both sentences.
const cases: [Reason, Record<string, string | number>, string, string][] = [
  ['text_too_long', { limit: 100 }, '100文字まで', 'at most 100 characters'],
  ['year_out_of_range', { from: 1000, to: 2026 }, '1000から2026', 'from 1000 to 2026'],
  ['unknown_town', { town: '東京' }, '「東京」', '"東京"'],
  ['branch_unknown', { bank: '岩手銀行' }, '岩手銀行に', '岩手銀行 has'],
  ['holder_not_bank_kana', { character: '千' }, '「千」', '"千"'],
  ['picture_too_large', { limitMb: 10 }, '10MB', '10 MB'],
  ['picture_too_many_pixels', { limitMegapixels: 100 }, '10000万画素', '100 megapixels'],
  ['password_short', { shortest: 10 }, '10文字以上', 'at least 10'],
  ['password_long', { longest: 200 }, '200文字まで', 'at most 200'],
  ['too_many_attempts', { seconds: 61 }, '2分', '2 minute'],
  ['too_many_attempts', { seconds: 5 }, '1分', '1 minute'],
  ['wrong_email_or_password', {}, 'メールアドレスかパスワード', 'e-mail address or the password'],
]
for (const [reason, detail, ja, en] of cases)
  test(`${reason} ${JSON.stringify(detail)}`, () => {
    const refusal = refuse(reason, { detail })
    assert.ok(isOfParties(refusal))
    assert.ok(sentenceOf(refusal, 'ja').includes(ja), sentenceOf(refusal, 'ja'))
    assert.ok(sentenceOf(refusal, 'en').includes(en), sentenceOf(refusal, 'en'))
  })

test('a refusal of another floor has no sentence here, and nobody reads its code instead', () => {
  for (const reason of ['out_of_stock', 'toString', '__proto__']) {
    assert.equal(isOfParties(refuse(reason)), false)
    assert.throws(() => sentenceOf(refuse(reason), 'ja'), /has no sentence/)
  }
})
