import { isIPv6 } from 'node:net'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'

/** `detail.seconds`: how long to wait. */
export type TooMany = Refusal<'too_many_attempts'>

export interface Limit {
  readonly attempts: number
  readonly withinSeconds: number
}
export interface Limits {
  readonly signInByAddress: Limit
  readonly signInByEmail: Limit
  readonly resetByAddress: Limit
  readonly resetByEmail: Limit
}

/**
 * A whole town hall may sit behind one address, so that one is wide; the one by e-mail is what keeps guesses off a
 * password. A right password gives its attempt back.
 */
const standard: Limits = {
  signInByAddress: { attempts: 60, withinSeconds: 15 * 60 },
  signInByEmail: { attempts: 10, withinSeconds: 15 * 60 },
  resetByAddress: { attempts: 20, withinSeconds: 60 * 60 },
  resetByEmail: { attempts: 4, withinSeconds: 60 * 60 },
}

/** How often who may try. Each returns nothing when it is allowed, and counts it. */
export interface Attempts {
  signIn(address: string, email: string): Promise<TooMany | undefined>
  /** The password was right: this e-mail starts anew, and the address gets its attempt back. */
  signedIn(address: string, email: string): Promise<void>
  reset(address: string, email: string): Promise<TooMany | undefined>
}

/** Counts in the memory of this process: one for the whole program. Starting anew forgets, which harms nobody. */
export function countAttempts(limits: Limits = standard): Attempts {
  const [signInByAddress, signInByEmail] = [limiter(limits.signInByAddress), limiter(limits.signInByEmail)]
  const [resetByAddress, resetByEmail] = [limiter(limits.resetByAddress), limiter(limits.resetByEmail)]
  return {
    signIn: async (address, email) =>
      (await take(signInByAddress, network(address))) ?? (await take(signInByEmail, mailbox(email))),
    signedIn: async (address, email) => {
      await signInByAddress.reward(network(address), 1)
      await signInByEmail.delete(mailbox(email))
    },
    reset: async (address, email) =>
      (await take(resetByAddress, network(address))) ?? (await take(resetByEmail, mailbox(email))),
  }
}

const limiter = ({ attempts, withinSeconds }: Limit): RateLimiterMemory =>
  new RateLimiterMemory({ points: attempts, duration: withinSeconds })

async function take(by: RateLimiterMemory, key: string): Promise<TooMany | undefined> {
  try {
    await by.consume(key)
    return undefined
  } catch (full) {
    if (!(full instanceof RateLimiterRes)) throw full
    return refuse('too_many_attempts', { detail: { seconds: Math.ceil(full.msBeforeNext / 1000) } })
  }
}

const mailbox = (email: string): string => email.normalize('NFKC').trim().toLowerCase().slice(0, 254)

/** One household has 2⁶⁴ addresses of IPv6 and more, so those count by their first half. */
export function network(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!isIPv6(plain)) return plain
  const [head = '', tail] = plain.toLowerCase().split('::')
  const groups = head === '' ? [] : head.split(':')
  if (tail !== undefined) {
    const end = tail === '' ? [] : tail.split(':')
    const missing = 8 - groups.length - end.length
    groups.push(...Array.from({ length: missing }, () => '0'), ...end)
  }
  const half = groups.slice(0, 4).map((each) => each.replace(/^0+(?=.)/, ''))
  return `${half.join(':')}::/64`
}
