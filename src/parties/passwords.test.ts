import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkPassword, hashPassword, isPassword, isWeak, pretendToCheck } from './passwords.ts'

const email = 'midori.chiba@example.jp'
const cases: [string, string][] = [
  ['りんごの花が咲く丘の上', ''],
  ['correct horse battery', ''],
  ['kx8-Tq2vLw', ''], // ten characters
  ['kx8-Tq2vL', 'password_short'],
  ['川'.repeat(9), 'password_short'],
  ['𠮷野家𠮷野家𠮷野家', 'password_short'], // nine characters in twelve code units
  ['', 'password_short'],
  ['長い鍵'.repeat(67), 'password_long'],
  ['1234567890', 'password_common'],
  ['0987654321', 'password_common'],
  ['１２３４５６７８９０', 'password_common'], // full-width
  ['password12345', 'password_common'],
  ['Passw0rd!!!!', 'password_common'],
  ['passwordpassword', 'password_common'],
  ['qwertyuiop', 'password_common'],
  ['1qaz2wsx3edc', 'password_common'],
  ['sakura20261123', 'password_common'],
  ['aaaaaaaaaaaa', 'password_common'],
  ['abcabcabcabc1', 'password_common'],
  ['パスワード123456', 'password_common'],
  ['あいうえおかきくけこ', 'password_common'],
  ['Ichinoseki2026', 'password_common'],
  ['midori.chiba!?', 'password_like_email'],
  ['xx MIDORI.CHIBA@example.jp', 'password_like_email'],
]
for (const [password, refused] of cases)
  test(`${password.slice(0, 20)} → ${refused || 'accepted'}`, () =>
    assert.equal(checkPassword(password, email)?.refused ?? '', refused))

test('a short name before the @ is not looked for: it is in too many words', () =>
  assert.equal(checkPassword('anchovies on toast', 'an@example.jp'), undefined))

const cheap = { logN: 4, r: 8, p: 1 }

test('the right password is known, others are not, and no hash is like another', async () => {
  const [one, two] = [
    await hashPassword('りんごの花が咲く', cheap),
    await hashPassword('りんごの花が咲く', cheap),
  ]
  assert.notEqual(one, two)
  assert.ok(!one.includes('りんご'))
  assert.equal(await isPassword('りんごの花が咲く', one), true)
  assert.equal(await isPassword('りんごの花が咲く ', one), false)
  assert.equal(await isPassword('', one), false)
})

test('full-width digits and decomposed kana are the same password', async () => {
  const hash = await hashPassword('ﾊﾞﾗの花 123', cheap)
  assert.equal(await isPassword('バラの花 １２３'.normalize('NFD'), hash), true)
})

test('the standard cost is 32 MiB and three rounds; less is weak', async () => {
  const hash = await hashPassword('りんごの花が咲く')
  assert.match(hash, /^scrypt\$15\$8\$3\$[\w-]{22}\$[\w-]{43}$/)
  assert.equal(isWeak(hash), false)
  assert.equal(isWeak(await hashPassword('x', cheap)), true)
})

async function took(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let each = 0; each < 3; each++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return Math.min(...times)
}

test('pretending takes as long as checking', async () => {
  const hash = await hashPassword('りんごの花が咲く')
  const real = await took(() => isPassword('wrong password', hash))
  const pretended = await took(() => pretendToCheck('wrong password'))
  assert.ok(pretended > real / 5 && pretended < real * 5, `${pretended} ms for ${real} ms`)
})

test('a hash of another form, or one that would take all memory, is a fault', async () => {
  for (const broken of ['', 'bcrypt$1$2$3$x$y', 'scrypt$30$8$1$x$y', 'scrypt$x$8$1$x$y'])
    await assert.rejects(isPassword('x', broken), /unknown form/)
})
