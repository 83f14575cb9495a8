import type { Context } from 'hono'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { clientAddress } from '#http/client-address.ts'
import type { House } from '#http/house.ts'
import { hashSecret } from '#parties/secrets.ts'

/** How much one token, or one address without a token, may ask in a minute. */
export interface Limits {
  readonly perTokenPerMinute: number
  readonly perAddressPerMinute: number
}
export const usualLimits: Limits = { perTokenPerMinute: 1_200, perAddressPerMinute: 600 }

/** Counts requests; each answers the seconds to wait when it was one too many. */
export interface Gate {
  enter(c: Context, token: string | undefined): Promise<number | undefined>
  /** A token that opened nothing also counts for the address, or inventing tokens would be without end. */
  wrongToken(c: Context): Promise<void>
}

/** Kept in memory: this protects the server from a program that runs wild, and a restart may forget it. */
export function gateOf(house: House, limits: Limits): Gate {
  const byToken = new RateLimiterMemory({ points: limits.perTokenPerMinute, duration: 60 })
  const byAddress = new RateLimiterMemory({ points: limits.perAddressPerMinute, duration: 60 })
  return {
    enter: async (c, token) => {
      const address = clientAddress(c, house)
      if (token === undefined) return await consume(byAddress, address)
      const spent = await byAddress.get(address)
      if (spent && spent.remainingPoints <= 0) return secondsOf(spent)
      return await consume(byToken, hashSecret(token).toString('base64'))
    },
    wrongToken: async (c) => void (await consume(byAddress, clientAddress(c, house))),
  }
}

const secondsOf = ({ msBeforeNext }: RateLimiterRes): number => Math.max(1, Math.ceil(msBeforeNext / 1000))

async function consume(limiter: RateLimiterMemory, key: string): Promise<number | undefined> {
  try {
    await limiter.consume(key)
    return undefined
  } catch (full) {
    if (full instanceof RateLimiterRes) return secondsOf(full)
    throw full
  }
}
