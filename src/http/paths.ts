const here = 'http://here.invalid'

/**
 * A path of this site, or nothing. Read as a browser reads an address, which drops tabs and turns backslashes:
 * `/\\elsewhere` and `/⇥/elsewhere` lead away from here, and so are none.
 */
export function sitePath(text: unknown): string | undefined {
  if (typeof text !== 'string' || !text.startsWith('/') || !URL.canParse(text, here)) return undefined
  const url = new URL(text, here)
  if (url.origin !== here || url.pathname.startsWith('//')) return undefined
  return url.pathname + url.search + url.hash
}

/** An address as the log may keep it: one-time links are keys, and a log is read by others. */
export function loggedPath(path: string): string {
  return path.replace(/^\/(reset|invitations)\/.+/, '/$1/…')
}

/** An address with these conditions; empty ones are left out. */
export function withQuery(
  path: string,
  query: Readonly<Record<string, string | number | undefined>>,
): string {
  const given = Object.entries(query).flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [[key, String(value)] as [string, string]],
  )
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`
}
