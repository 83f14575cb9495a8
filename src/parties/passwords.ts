import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'

/** How much work one guess costs: memory is 128 · N · r bytes, time grows with p. */
export interface Cost {
  readonly logN: number
  readonly r: number
  readonly p: number
}
/** 32 MiB and three rounds: one of the settings of equal strength that OWASP's Password Storage Cheat Sheet names. */
const standard: Cost = { logN: 15, r: 8, p: 3 }
const highest: Cost = { logN: 17, r: 8, p: 10 }

/**
 * A password as the database keeps it: `scrypt$15$8$3$salt$hash`. The cost stands in each, so that it can be raised
 * later; a lower one is for invented people in a demo or a test alone.
 */
export async function hashPassword(password: string, cost: Cost = standard): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(password, salt, cost)
  const { logN, r, p } = cost
  return ['scrypt', logN, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$')
}

/** Whether the password is the one that was hashed, compared in the same time wherever they differ. */
export async function isPassword(password: string, hashed: string): Promise<boolean> {
  const read = parse(hashed)
  return timingSafeEqual(await derive(password, read.salt, read.cost), read.hash)
}

/** As much work as checking a real password, for who does not exist: a stopwatch must not tell who does. */
export async function pretendToCheck(password: string): Promise<false> {
  await derive(password, Buffer.alloc(16), standard)
  return false
}

/** Whether it was hashed with less work than is asked today, so that the next sign-in hashes it anew. */
export function isWeak(hashed: string): boolean {
  const { cost } = parse(hashed)
  return cost.logN < standard.logN || cost.r < standard.r || cost.p < standard.p
}

export type PasswordRefusal = Refusal<
  'password_short' | 'password_long' | 'password_common' | 'password_like_email'
>

const shortest = 10
const longest = 200

/**
 * What is asked of a new password: length, and not to be what is tried first (NIST SP 800-63B asks for no mixture of
 * signs, and it helps nobody). Counted in characters, so that ten kanji are ten.
 */
export function checkPassword(password: string, email: string): PasswordRefusal | undefined {
  const plain = evened(password)
  const length = [...plain].length
  const field = 'password'
  if (length < shortest) return refuse('password_short', { field, detail: { shortest } })
  if (length > longest) return refuse('password_long', { field, detail: { longest } })
  const lower = plain.toLowerCase()
  const [local = ''] = email.toLowerCase().split('@')
  if (lower.includes(email.toLowerCase()) || (local.length >= 4 && lower.includes(local)))
    return refuse('password_like_email', { field })
  if (isCommon(lower)) return refuse('password_common', { field })
  return undefined
}

/** The same key on another keyboard or with the full-width input method on gives the same password. */
const evened = (password: string): string => password.normalize('NFKC')

async function derive(password: string, salt: Buffer, { logN, r, p }: Cost): Promise<Buffer> {
  const options = { N: 2 ** logN, r, p, maxmem: 256 * 2 ** logN * r }
  return await new Promise((resolve, reject) => {
    scrypt(evened(password), salt, 32, options, (fault, key) => (fault ? reject(fault) : resolve(key)))
  })
}

function parse(hashed: string): { cost: Cost; salt: Buffer; hash: Buffer } {
  const [name, logN, r, p, salt = '', hash = ''] = hashed.split('$')
  const cost = { logN: Number(logN), r: Number(r), p: Number(p) }
  const known = Object.values(cost).every((each) => Number.isInteger(each) && each > 0)
  const fits = cost.logN <= highest.logN && cost.r <= highest.r && cost.p <= highest.p
  if (name !== 'scrypt' || !known || !fits) throw new Error('a stored password hash has an unknown form')
  return { cost, salt: Buffer.from(salt, 'base64url'), hash: Buffer.from(hash, 'base64url') }
}

/** Words with which the passwords that are tried first are made, alone or with digits and marks around them. */
const commonWords = [
  'password',
  'passw0rd',
  'p@ssword',
  'p@ssw0rd',
  'pass',
  'letmein',
  'welcome',
  'iloveyou',
  'sunshine',
  'princess',
  'football',
  'baseball',
  'superman',
  'dragon',
  'monkey',
  'master',
  'shadow',
  'admin',
  'administrator',
  'root',
  'login',
  'guest',
  'test',
  'changeme',
  'secret',
  'qwerty',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'abc',
  'abcd',
  'sakura',
  'nippon',
  'japan',
  'himitsu',
  'pasuwado',
  'arigatou',
  'doraemon',
  'ichinoseki',
  'iwate',
  'yuinowa',
  'パスワード',
  'ぱすわーど',
  'ひみつ',
  '結いの輪',
]
/** Runs of keys and signs: any piece of them, forwards or backwards, is guessed at once. */
const runs = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertyuiop[]asdfghjkl;zxcvbnm,./',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik',
  '1q2w3e4r5t6y7u8i9o0p',
  'あいうえおかきくけこさしすせそ',
  'いろはにほへとちりぬるを',
]

function isCommon(lower: string): boolean {
  const core = lower.replaceAll(/[\d\W_]+$|^[\d_]+/gu, '')
  const letters = lower.replaceAll(/[^\p{L}@]/gu, '')
  if (commonWords.some((word) => [lower, core, letters].includes(word) || isRepeated(letters, word)))
    return true
  if (/^(.{1,4})\1+.{0,3}$/u.test(lower)) return true
  const backwards = [...lower].toReversed().join('')
  return runs.some((run) => run.includes(lower) || run.includes(backwards))
}

const isRepeated = (text: string, word: string): boolean => text !== '' && text.replaceAll(word, '') === ''
