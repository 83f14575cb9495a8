import { transact } from '#db/transaction.ts'
import type { House } from '#http/house.ts'
import { readToken } from '#parties/tokens.ts'

const hourMs = 60 * 60 * 1000

/**
 * Reading writes nothing, but the owner of a token wants to see that it is in use: noted beside the answer, once an hour.
 * Answers what to call when a token was used for reading.
 */
export function noteUseOf(house: House): (token: string) => void {
  const noted = new Map<string, number>()
  return (token) => {
    const nowMs = house.clock.now().getTime()
    if (nowMs - (noted.get(token) ?? -hourMs) < hourMs) return
    if (noted.size >= 10_000) noted.clear()
    noted.set(token, nowMs)
    transact(house.db, { region: house.region, clock: house.clock }, (tx) => readToken(tx, token)).catch(
      (fault: unknown) => house.log.warn({ fault }, 'the use of a token could not be noted'),
    )
  }
}
