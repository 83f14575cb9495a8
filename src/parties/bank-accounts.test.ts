import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testRegion } from '#db/testing.ts'
import { day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import { setup } from './actors.ts'
import { listAudit } from './audit.ts'
import { bankAccountOn, maskedAccount, readBankAccount, setBankAccount } from './bank-accounts.ts'
import type { NewBankAccount } from './bank-accounts.ts'
import { bankKana, bankNames } from './bank-names.ts'
import { granted, smallRegion } from './testing.ts'

const here = await testRegion()
const town = await here.tx(smallRegion)

// Real codes; names as the banks write them.
const names: [string, string, string][] = [
  ['0123', '024', '岩手銀行 一関支店'],
  ['0124', '101', '東北銀行 本店営業部'],
  ['0001', '001', 'みずほ銀行 東京営業部'],
  ['9900', '108', 'ゆうちょ銀行 一〇八店'],
  ['3590', '001', 'いわて平泉農協 本店'],
  ['3590', '114', 'いわて平泉農協 一関中央支店'],
  ['0123', '999', '岩手銀行 -'],
  ['9999', '001', '- -'],
]
for (const [bankCode, branchCode, expected] of names)
  test(`${bankCode} ${branchCode} is ${expected}`, async () => {
    const { bank = '-', branch = '-' } = await bankNames(bankCode, branchCode)
    assert.equal(`${bank} ${branch}`, expected)
  })

for (const [bankCode, branchCode, expected] of [
  ['0123', '024', 'イワテ イチノセキ'],
  ['9900', '108', 'ユウチヨ イチゼロハチ'],
  ['0123', '999', 'イワテ '],
  ['9999', '001', ' '],
] as const)
  test(`${bankCode} ${branchCode} in kana is ${expected}`, async () => {
    const { bank, branch } = await bankKana(bankCode, branchCode)
    assert.equal(`${bank} ${branch}`, expected)
  })

const sample: NewBankAccount = {
  partyId: town.producer,
  bankCode: '0123',
  branchCode: '024',
  accountType: '1',
  accountNumber: '1234567',
  holderKana: 'ミズホノウエン',
}
const set = (change: Partial<NewBankAccount> = {}, actor = town.grower) =>
  here.tx((tx) => setBankAccount(tx, actor, { ...sample, ...change }))

test('an account is kept as banks want it, and shown masked', async () => {
  const account = granted(await set({ accountNumber: '１２３-４５６', holderKana: 'みずほのうえん　ちばっ' }))
  assert.equal(account.accountNumber, '0123456')
  assert.equal(account.holderKana, 'ﾐｽﾞﾎﾉｳｴﾝ ﾁﾊﾞﾂ')
  assert.equal(maskedAccount(account), '岩手銀行 一関支店 普通 ****456')
  assert.equal(maskedAccount(account, 'en'), '岩手銀行 一関支店 Ordinary ****456')
  const shown = await here.tx((tx) => readBankAccount(tx, town.grower, town.producer))
  assert.ok(shown && 'shown' in shown)
  assert.ok(!JSON.stringify(shown).includes('0123456'))
})

test('the number is not in the audit', async () => {
  granted(await set({ accountNumber: '7654321' }))
  const { rows } = await here.tx((tx) => listAudit(tx, { documentId: town.producer }))
  assert.ok(rows.some(({ detail }) => detail.includes('****321')))
  assert.ok(!rows.some(({ detail }) => detail.includes('7654321')))
})

test('the account of the day is paid to', async () => {
  const partyId = town.buyer
  const by = { ...town.cook }
  granted(await set({ partyId, from: day('2026-04-01'), accountNumber: '1' }, by))
  granted(await set({ partyId, from: day('2026-10-01'), accountNumber: '2' }, by))
  granted(await set({ partyId, from: day('2026-10-01'), accountNumber: '3' }, by))
  const on = async (text: string) =>
    (await here.tx((tx) => bankAccountOn(tx, partyId, day(text))))?.accountNumber
  assert.deepEqual(
    [await on('2026-03-31'), await on('2026-04-01'), await on('2026-09-30'), await on('2026-10-01')],
    [undefined, '0000001', '0000001', '0000003'],
  )
})

const refused: [Partial<NewBankAccount>, string, string][] = [
  [{ bankCode: '9999' }, 'bank_unknown', 'bankCode'],
  [{ branchCode: '999' }, 'branch_unknown', 'branchCode'],
  [{ accountNumber: '12345678' }, 'account_number_form', 'accountNumber'],
  [{ accountNumber: '12a4567' }, 'account_number_form', 'accountNumber'],
  [{ accountNumber: '0000000' }, 'account_number_form', 'accountNumber'],
  [{ accountNumber: '' }, 'account_number_form', 'accountNumber'],
  [{ holderKana: '千葉 ミノリ' }, 'holder_not_bank_kana', 'holderKana'],
  [{ holderKana: '' }, 'holder_missing', 'holderKana'],
  [{ holderKana: 'ア'.repeat(31) }, 'text_too_long', 'holderKana'],
]
for (const [change, reason, field] of refused)
  test(`${JSON.stringify(change).slice(0, 40)} → ${reason}`, async () => {
    const answer = await set(change)
    assert.deepEqual('refused' in answer && [answer.refused, answer.field], [reason, field])
  })

test('thirty characters fit', async () => {
  granted(await set({ holderKana: 'ア'.repeat(30) }))
})

test('one’s own account, or any for the company; the city and the administrator see none', async () => {
  granted(await set({}, town.staff))
  for (const actor of [town.cook, town.officer, { ...town.officer, role: 'administrator' } as const]) {
    assert.deepEqual(await set({}, actor as typeof town.officer), { refused: 'not_allowed' })
    assert.deepEqual(await here.tx((tx) => readBankAccount(tx, actor, town.producer)), {
      refused: 'not_allowed',
    })
  }
  assert.deepEqual(await here.tx((tx) => setBankAccount(tx, setup, sample)), { refused: 'not_allowed' })
  assert.deepEqual(await set({ partyId: newId() }, town.staff), { refused: 'party_unknown' })
  assert.equal(await here.tx((tx) => readBankAccount(tx, town.staff, town.company)), undefined)
})
