/**
 * Japanese text as people and banks write it. Everything here is pure; `normalise` is the first step of every reader
 * of typed text or of a file, so that full-width digits, half-width kana and stray spaces never reach a rule.
 */
import Encoding from 'encoding-japanese'
import { refuse } from './refusals.ts'
import type { Refusal } from './refusals.ts'

/** NFKC (full-width digits and Latin become half-width, half-width kana full-width), one space between words, trimmed. */
export function normalise(text: string): string {
  return text
    .replaceAll(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .normalize('NFKC')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** Katakana, half-width too, as hiragana. The long mark ー and everything else stay as they are. */
export function toHiragana(text: string): string {
  return text.normalize('NFKC').replaceAll(/[ァ-ヶヽヾ]/g, (kana) => shift(kana, -hiraganaToKatakana))
}

/** Hiragana as katakana. */
export function toKatakana(text: string): string {
  return text.normalize('NFKC').replaceAll(/[ぁ-ゖゝゞ]/g, (kana) => shift(kana, hiraganaToKatakana))
}

/** What two spellings of one text have in common: normalised, lower case, katakana folded to hiragana. */
export function searchKey(text: string): string {
  return toHiragana(normalise(text).toLowerCase())
}

/**
 * The key by which two names are held to be the same, in a list or a heading: a search key without spaces, and with
 * one dash for the many (ー － ‐ − –) that look alike.
 */
export function nameKey(text: string): string {
  return searchKey(text).replaceAll(' ', '').replaceAll(dashes, '-')
}

/**
 * The tokens under which a text is found: each character and each pair of neighbours within a word, each once.
 * Japanese has no spaces between words, and segmentation finds neither 電 nor 薪割; one and two characters find
 * everything, and what they find too much is rechecked against the search key.
 */
export function searchTokens(text: string): string[] {
  const tokens = new Set<string>()
  for (const word of searchKey(text).split(/[^\p{L}\p{N}\p{M}]+/u)) {
    const characters = Array.from(word)
    for (const [at, character] of characters.entries()) {
      tokens.add(character)
      const next = characters[at + 1]
      if (next !== undefined) tokens.add(character + next)
    }
  }
  return [...tokens]
}

/** Half-width kana for a bank; when refused, `kana` is what stood before the character that banks do not take. */
export type BankKana =
  | { readonly kana: string; readonly refused?: undefined }
  | (Refusal<'kana_not_allowed'> & { readonly kana: string })

/**
 * A name in the characters that 全銀協 records hold: half-width katakana with the voiced marks as characters of their
 * own, A–Z, 0–9, space and ( ) - . / ¥ 「 」 , (the set is 要確認, to be confirmed with the bank: some take fewer marks).
 * Small kana become large, ー becomes -, hiragana katakana, ヲ オ. Anything else is refused and named in
 * `detail.character`.
 */
export function toBankKana(text: string): BankKana {
  let kana = ''
  for (const character of toKatakana(normalise(text)).toUpperCase()) {
    const converted = bankCharacter(character)
    if (!/^[ｱ-ﾝﾞﾟA-Z0-9()\-./¥｢｣, ]+$/.test(converted))
      return { ...refuse('kana_not_allowed', { detail: { character } }), kana }
    kana += converted
  }
  return { kana }
}

function bankCharacter(character: string): string {
  const small = 'ァィゥェォッャュョヮヵヶヲ'.indexOf(character)
  if (small !== -1) return Encoding.toHankanaCase('アイウエオツヤユヨワカケオ'.charAt(small))
  if (dash.test(character)) return '-'
  // A voiced mark that found no kana to join stays alone; the backslash is what CP932 files have for the yen sign.
  const alone = { '\u3099': 'ﾞ', '\u309a': 'ﾟ', '\\': '¥' }[character]
  if (alone) return alone
  return /[・、。]/.test(character) ? character : Encoding.toHankanaCase(character)
}

const dash = /[-ー‐‑‒–—―−]/
const dashes = /[-ー‐‑‒–—―−]/g
const hiraganaToKatakana = 0x60
const shift = (kana: string, by: number): string => String.fromCodePoint((kana.codePointAt(0) ?? 0) + by)
