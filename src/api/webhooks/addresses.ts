import { BlockList, isIP } from 'node:net'
import { type Refusal, refuse } from '#kit/refusals.ts'

const longestUrl = 500

export type AddressRefusal = Refusal<
  'url_wrong' | 'url_not_https' | 'url_with_password' | 'url_not_public' | 'url_too_long'
>

const bareHost = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1')
const isLocalName = (host: string): boolean => host === 'localhost' || host.endsWith('.localhost')

/** Whether a server is only reached from its own machine, so that its programs may be there too. */
export function isLocalServer(publicUrl: string): boolean {
  const host = bareHost(new URL(publicUrl))
  return isLocalName(host) || host === '127.0.0.1' || host === '::1'
}

/**
 * The address of a receiver as it is kept: https, without user and password, and none that lies in a network of our own.
 * On a server for trying things, `local`, http://localhost may stand for a program that is being written.
 */
export function readAddress(typed: string, local: boolean): string | AddressRefusal {
  const text = typed.trim()
  if (text.length > longestUrl) return refuse('url_too_long', { field: 'url', detail: { limit: longestUrl } })
  if (!URL.canParse(text)) return refuse('url_wrong', { field: 'url' })
  const url = new URL(text)
  const host = bareHost(url)
  if (local && url.protocol === 'http:' && host === 'localhost') return withoutHash(url)
  if (url.protocol !== 'https:') return refuse('url_not_https', { field: 'url' })
  if (url.username !== '' || url.password !== '') return refuse('url_with_password', { field: 'url' })
  if (isLocalName(host) || (isIP(host) !== 0 && !isPublicAddress(host)))
    return refuse('url_not_public', { field: 'url' })
  return withoutHash(url)
}

function withoutHash(url: URL): string {
  url.hash = ''
  return url.href
}

// Of IPv6 only 2000::/3 is given out to the world, and of that some parts carry an IPv4 address inside or are for books.
const worldwide = new BlockList()
worldwide.addSubnet('2000::', 3, 'ipv6')

const reserved = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  reserved.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  reserved.addSubnet(net, bits, 'ipv6')

/** Whether an IP address is one of the wide world: not this machine, not a network of our own, not a cloud's inside. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !reserved.check(address, 'ipv4')
  if (family !== 6 || address.includes('%')) return false
  return worldwide.check(address, 'ipv6') && !reserved.check(address, 'ipv6')
}
