/**
 * Other ways in which a word of the search may be meant. Every product has its kana, so a word that can be read as kana
 * finds it however its name is written.
 */
import { normalise, searchKey } from '#kit/japanese.ts'

/**
 * Words for food that names write as often in kana as in kanji, and that are read in one way only. (餅, 米 or 豆 are not
 * among them: 煎餅, 玄米 and 大豆 are read otherwise.)
 */
const readings: Readonly<Record<string, string>> = {
  味噌: 'みそ',
  醤油: 'しょうゆ',
  林檎: 'りんご',
  葡萄: 'ぶどう',
  桃: 'もも',
  柿: 'かき',
  苺: 'いちご',
  梨: 'なし',
  胡桃: 'くるみ',
  栗: 'くり',
  人参: 'にんじん',
  大根: 'だいこん',
  牛蒡: 'ごぼう',
  蕪: 'かぶ',
  葱: 'ねぎ',
  韮: 'にら',
  大蒜: 'にんにく',
  生姜: 'しょうが',
  茄子: 'なす',
  胡瓜: 'きゅうり',
  南瓜: 'かぼちゃ',
  玉葱: 'たまねぎ',
  馬鈴薯: 'じゃがいも',
  薩摩芋: 'さつまいも',
  里芋: 'さといも',
  長芋: 'ながいも',
  山芋: 'やまいも',
  白菜: 'はくさい',
  法蓮草: 'ほうれんそう',
  小松菜: 'こまつな',
  枝豆: 'えだまめ',
  玉蜀黍: 'とうもろこし',
  蕎麦: 'そば',
  饂飩: 'うどん',
  胡麻: 'ごま',
  海苔: 'のり',
  椎茸: 'しいたけ',
  舞茸: 'まいたけ',
  滑子: 'なめこ',
  蜂蜜: 'はちみつ',
  玉子: 'たまご',
  麹: 'こうじ',
  糀: 'こうじ',
  漬物: 'つけもの',
  甘酒: 'あまざけ',
  豆腐: 'とうふ',
  納豆: 'なっとう',
}

/** What was typed, with words that names write in kana too put into kana: 味噌 finds みそ and 味噌 alike. */
export function inKana(typed: string): string {
  return normalise(typed)
    .split(' ')
    .map((word) => readings[word] ?? word)
    .join(' ')
}

/**
 * What was typed in Latin letters, read as Hepburn or 訓令式: `miso` → みそ, `konnyaku` → こんにゃく. Undefined when it cannot
 * be read so, as most English words cannot.
 */
export function fromRomaji(typed: string): string | undefined {
  const words = searchKey(typed).split(' ')
  const read = words.map(readWord)
  return read.every((word) => word !== undefined) && read.join('') !== '' ? read.join(' ') : undefined
}

function readWord(word: string): string | undefined {
  let rest = word
    .normalize('NFD')
    .replaceAll(/([aiueo])\u0304/g, (_, vowel: string) => vowel + (vowel === 'o' ? 'u' : vowel))
    .replaceAll('-', '')
  let kana = ''
  while (rest !== '') {
    const [whole = '', read] = syllable(rest) ?? []
    if (read === undefined) return undefined
    kana += read
    rest = rest.slice(whole.length)
  }
  return kana
}

/** The first sound of what is left, and its kana. A doubled consonant is っ and takes one letter, n before none of its own ん. */
function syllable(rest: string): readonly [string, string] | undefined {
  for (const length of [4, 3, 2, 1]) {
    const sound = rest.slice(0, length)
    const kana = sounds.get(sound)
    if (kana !== undefined && sound.length === length) return [sound, kana]
  }
  if (/^([bcdfghjkmpqrstwyz])\1|^tch/.test(rest)) return [rest.slice(0, 1), 'っ']
  if (/^nn(?![aiueoy])/.test(rest)) return ['nn', 'ん']
  if (rest.startsWith("n'")) return ["n'", 'ん']
  if (/^n(?![aiueoy])|^m(?=[bmp])/.test(rest)) return [rest.slice(0, 1), 'ん']
  return undefined
}

const rows: Readonly<Record<string, string>> = {
  '': 'あいうえお',
  k: 'かきくけこ',
  g: 'がぎぐげご',
  s: 'さしすせそ',
  z: 'ざじずぜぞ',
  t: 'たちつてと',
  d: 'だぢづでど',
  n: 'なにぬねの',
  h: 'はひふへほ',
  b: 'ばびぶべぼ',
  p: 'ぱぴぷぺぽ',
  m: 'まみむめも',
  r: 'らりるれろ',
}
const gliding: Readonly<Record<string, string>> = {
  ky: 'き',
  gy: 'ぎ',
  sh: 'し',
  sy: 'し',
  j: 'じ',
  jy: 'じ',
  zy: 'じ',
  ch: 'ち',
  ty: 'ち',
  ny: 'に',
  hy: 'ひ',
  by: 'び',
  py: 'ぴ',
  my: 'み',
  ry: 'り',
}
const alone: Readonly<Record<string, string>> = {
  ya: 'や',
  yu: 'ゆ',
  yo: 'よ',
  wa: 'わ',
  wo: 'を',
  shi: 'し',
  chi: 'ち',
  tsu: 'つ',
  fu: 'ふ',
  ji: 'じ',
}
const sounds: ReadonlyMap<string, string> = new Map([
  ...Object.entries(rows).flatMap(([consonant, kana]) =>
    [...'aiueo'].map((vowel, at): [string, string] => [consonant + vowel, kana.charAt(at)]),
  ),
  ...Object.entries(gliding).flatMap(([consonant, kana]) =>
    [...'auo'].map((vowel, at): [string, string] => [consonant + vowel, kana + 'ゃゅょ'.charAt(at)]),
  ),
  ...Object.entries(alone),
])
