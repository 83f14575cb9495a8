import type { Child } from 'hono/jsx'
import { raw } from 'hono/html'

/**
 * A part that is dear to draw and depends on its props alone: drawn once, and kept as text until the props are others.
 * For pictures that everybody sees, such as a map. The props must survive JSON, and the language must be among them.
 * `most` texts are kept; the one that was not asked for longest goes first.
 */
export function kept<Props extends object>(draw: (props: Props) => Child, most = 4) {
  const texts = new Map<string, string>()
  return function Kept(props: Props) {
    const key = JSON.stringify(props)
    const text = texts.get(key) ?? String(draw(props))
    texts.delete(key)
    texts.set(key, text)
    if (texts.size > most) texts.delete(texts.keys().next().value ?? '')
    return raw(text)
  }
}
