import { createHash } from 'node:crypto'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'

/**
 * The seal of a closed day: the Merkle root of its entries (RFC 6962's tree: leaves and nodes hashed with different
 * prefixes, so that no node can be passed off as a leaf), chained to the day before. Whoever keeps one seal can show
 * later that nothing up to that day was changed, added or taken away.
 */
const hash = (...parts: (Buffer | string)[]): Buffer => {
  const h = createHash('sha256')
  for (const part of parts) h.update(part)
  return h.digest()
}
const leafPrefix = Buffer.from([0])
const nodePrefix = Buffer.from([1])

export const genesis = Buffer.alloc(32)

export interface Leaf {
  readonly entryId: Id
  readonly recordedAt: Date
  readonly requestKey: string | null
  readonly digest: Buffer
}

export function leafOf({ entryId, recordedAt, requestKey, digest }: Leaf): Buffer {
  return hash(leafPrefix, JSON.stringify([entryId, recordedAt.toISOString(), requestKey]), digest)
}

/** The root over leaves in their order; 32 hash bytes of nothing for a day without entries. */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return hash()
  let level = [...leaves]
  while (level.length > 1) {
    const above: Buffer[] = []
    for (let at = 0; at < level.length; at += 2) {
      const [left, right] = [level[at], level[at + 1]]
      if (left) above.push(right ? hash(nodePrefix, left, right) : left)
    }
    level = above
  }
  return level[0] ?? hash()
}

/** The seal of a day over its root and the seal of the closed day before it (`genesis` for the first). */
export function sealOf(on: Day, previous: Buffer, root: Buffer): Buffer {
  return hash('yuinowa seal 1\n', on, previous, root)
}
