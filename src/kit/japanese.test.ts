import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  nameKey,
  normalise,
  searchKey,
  searchTokens,
  toBankKana,
  toHiragana,
  toKatakana,
} from './japanese.ts'

for (const [text, expected] of [
  ['　須川高原　　ファーム　', '須川高原 ファーム'],
  ['１，２００円', '1,200円'],
  ['ﾔｻｲｼｮｸﾄﾞｳ ﾐﾅﾓ', 'ヤサイショクドウ ミナモ'],
  ['㈱青葉\t\r\n①', '(株)青葉 1'],
  ['\ufeff商品\u200b名', '商品名'],
  ['   ', ''],
] as const)
  test(`${JSON.stringify(text)} normalises to ${JSON.stringify(expected)}`, () =>
    assert.equal(normalise(text), expected))

for (const [text, hiragana] of [
  ['リンゴ', 'りんご'],
  ['ﾘﾝｺﾞ', 'りんご'],
  ['ヴァーヶヽヾ', 'ゔぁーゖゝゞ'], // the long mark stays
  ['漢字abc', '漢字abc'],
] as const) {
  test(`${text} in hiragana is ${hiragana}`, () => assert.equal(toHiragana(text), hiragana))
  test(`${hiragana} and back`, () => assert.equal(toKatakana(hiragana), text.normalize('NFKC')))
}

test('spellings that people hold to be the same have one key', () => {
  assert.equal(searchKey('シイタケ　Ａ級'), 'しいたけ a級')
  for (const spelling of ['しいたけA級', 'ｼｲﾀｹ Ａ級', 'シイタケ　ａ級'])
    assert.equal(nameKey(spelling), 'しいたけa級')
  assert.equal(nameKey('ジャム－大'), nameKey('ジャムー大'))
})

for (const [text, tokens] of [
  ['電', ['電']],
  ['薪割り', ['薪', '薪割', '割', '割り', 'り']],
  ['リンゴ・りんご', ['り', 'りん', 'ん', 'んご', 'ご']], // each once; no pair across the dot
  ['𠮷野 5kg', ['𠮷', '𠮷野', '野', '5', '5k', 'k', 'kg', 'g']], // a character outside the base plane is one
  [' ', []],
] as const)
  test(`tokens of ${JSON.stringify(text)}`, () => assert.deepEqual(searchTokens(text), tokens))

for (const [text, kana] of [
  ['ヤサイショクドウミナモ', 'ﾔｻｲｼﾖｸﾄﾞｳﾐﾅﾓ'],
  ['やさいしょくどう　みなも', 'ﾔｻｲｼﾖｸﾄﾞｳ ﾐﾅﾓ'],
  ['カ）トウキョウマルシェアオバ', 'ｶ)ﾄｳｷﾖｳﾏﾙｼｴｱｵﾊﾞ'],
  ['ﾎﾃﾙｷﾀｶﾐｶﾞﾜ', 'ﾎﾃﾙｷﾀｶﾐｶﾞﾜ'],
  ['パーティー', 'ﾊﾟ-ﾃｲ-'],
  ['ヴィ', 'ｳﾞｲ'],
  ['ヲカ', 'ｵｶ'],
  ['Jaいわて ２', 'JAｲﾜﾃ 2'],
  ['￥1,000「A」.-/', '¥1,000｢A｣.-/'],
  ['', ''],
] as const)
  test(`${text} for a bank is ${kana}`, () => assert.deepEqual(toBankKana(text), { kana }))

for (const [text, character, kana] of [
  ['カ）青葉', '青', 'ｶ)'],
  ['ムロネ・キノコ', '・', 'ﾑﾛﾈ'],
  ['A&B', '&', 'A'],
  ['ア、', '、', 'ｱ'],
  ['㈱アオバ', '株', '('],
  ['𠮷', '𠮷', ''],
] as const)
  test(`a bank does not take ${character} of ${text}`, () =>
    assert.deepEqual(toBankKana(text), { refused: 'kana_not_allowed', detail: { character }, kana }))
