import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromRomaji, inKana } from './readings.ts'

const kana: readonly [string, string][] = [
  ['味噌', 'みそ'],
  ['　味噌　玄米 ', 'みそ 玄米'], // 玄米 is no word of the list, spaces are evened
  ['玉葱', 'たまねぎ'], // not 玉ねぎ: the whole word is looked up
  ['手作り味噌', '手作り味噌'], // nor a part of a word
  ['', ''],
]
for (const [typed, expected] of kana)
  test(`${typed || 'nothing'} → ${expected}`, () => assert.equal(inKana(typed), expected))

const romaji: readonly [string, string | undefined][] = [
  ['miso', 'みそ'],
  ['MISO', 'みそ'],
  ['ｍｉｓｏ', 'みそ'],
  ['ringo jamu', 'りんご じゃむ'],
  ['konnyaku', 'こんにゃく'],
  ['shiitake', 'しいたけ'],
  ['siitake', 'しいたけ'], // 訓令式
  ['shōyu', 'しょうゆ'],
  ['shouyu', 'しょうゆ'],
  ['natto', 'なっと'],
  ['matcha', 'まっちゃ'],
  ['sen-bei', 'せんべい'],
  ['sembei', 'せんべい'],
  ["kan'etsu", 'かんえつ'],
  ['ninjin', 'にんじん'],
  ['mannen', 'まんねん'],
  ['fuki', 'ふき'],
  ['tsukemono', 'つけもの'],
  ['gyuunyuu', 'ぎゅうにゅう'],
  ['jagaimo', 'じゃがいも'],
  ['pan', 'ぱん'],
  ['apple', undefined],
  ['milk', undefined],
  ['みそ', undefined],
  ['miso みそ', undefined],
  ['', undefined],
]
for (const [typed, expected] of romaji)
  test(`${typed || 'nothing'} → ${expected ?? 'not romaji'}`, () => assert.equal(fromRomaji(typed), expected))
