/** The one place that reads the machine's time. Use-cases see `tx.now`; the demo and tests bring a clock of their own. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands where it was set: for tests and for the demo region's two years. */
export function clockAt(start: Date): Clock & { set(to: Date): void } {
  let at = start
  return { now: () => new Date(at), set: (to) => void (at = to) }
}
