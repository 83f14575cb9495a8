/**
 * The one gate for addresses that reach a page. The renderer escapes text but lets `javascript:` pass, so every
 * `href`, `src` and `action` of a component comes through here.
 */

const samePage = /^[#?]/
const sameSite = /^\/(?![/\\])/

/**
 * The address as it was, or undefined when it is not one of: http(s), mailto, tel, a path of this site (`/a`),
 * a part of this page (`#a`, `?a=b`). An `<a>` without an address is plain text: nothing happens, nothing breaks.
 */
export function safeUrl(url: string | undefined): string | undefined {
  if (url === undefined || url === '') return undefined
  // Browsers drop tabs and line ends inside an address and read \ as /: such an address is never an honest one.
  if (hasControlOrBackslash(url)) return undefined
  if (samePage.test(url) || sameSite.test(url)) return url
  if (/^(mailto|tel):[^\s]+$/i.test(url)) return url
  return isWebAddress(url) ? url : undefined
}

/** Leads this address away from the site? */
export function isOutside(url: string): boolean {
  return /^https?:/i.test(url)
}

function hasControlOrBackslash(url: string): boolean {
  for (const letter of url) {
    const code = letter.codePointAt(0) ?? 0
    if (code < 0x20 || code === 0x7f || letter === '\\') return true
  }
  return false
}

function isWebAddress(url: string): boolean {
  if (!/^https?:\/\//i.test(url)) return false
  const parsed = URL.parse(url)
  // A name before @ can pass for another site's address.
  return parsed !== null && parsed.hostname !== '' && parsed.username === '' && parsed.password === ''
}
