import { isIP } from 'node:net'
import type { Context } from 'hono'
import type { House } from './house.ts'

/**
 * Where a request comes from, for limits on attempts: the other end of the connection. Only a server that is told to trust its
 * proxy believes what a header says, and of that the last part, which the proxy wrote; so nobody chooses an address, not
 * from this machine either. Over a socket file, as in tests without a connection, there is none: `-`, one for all.
 */
export function clientAddress(c: Context, { trustProxy }: Pick<House, 'trustProxy'>): string {
  const told = trustProxy ? addressIn(c.req.header('x-forwarded-for')?.split(',').at(-1) ?? '') : undefined
  if (told !== undefined) return told
  const { incoming } = (c.env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } }
  return incoming?.socket?.remoteAddress || '-'
}

/** Some proxies write the port too, which is another one each time: it must not count as another address. */
function addressIn(written: string): string | undefined {
  const text = written.trim()
  const [, bare = text] = /^\[([^\]]+)\](?::\d+)?$/.exec(text) ?? /^([\d.]+):\d+$/.exec(text) ?? []
  return isIP(bare) === 0 ? undefined : bare
}
