import { randomFillSync } from 'node:crypto'

declare const idOf: unique symbol
/** A time-ordered UUID (version 7, RFC 9562), as text. What it names is in the variable's name. */
export type Id = string & { readonly [idOf]: true }

let lastMs = 0
let counter = 0
// Random bytes for four hundred ids at a time: asking for ten costs as much as asking for four thousand.
const randoms = Buffer.alloc(4000)
let used = randoms.length

/** A new id. Ids made by one process sort in the order they were made; nothing relies on order between processes. */
export function newId(): Id {
  const ms = Date.now()
  if (used === randoms.length) {
    randomFillSync(randoms)
    used = 0
  }
  const at = used
  used += 10
  if (ms > lastMs) {
    lastMs = ms
    counter = ((randoms[at] ?? 0) << 3) | ((randoms[at + 1] ?? 0) & 7)
  } else if (++counter > 0xfff) {
    lastMs += 1
    counter = 0
  }
  const time = lastMs.toString(16).padStart(12, '0')
  const middle = (0x7000 | counter).toString(16)
  const tail = randoms.toString('hex', at + 2, at + 10)
  const variant = ((Number.parseInt(tail.slice(0, 1), 16) & 0x3) | 0x8).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-${middle}-${variant}${tail.slice(1, 4)}-${tail.slice(4)}` as Id
}

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
export function isId(text: unknown): text is Id {
  return typeof text === 'string' && form.test(text)
}
