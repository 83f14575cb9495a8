/**
 * The style of pictures as one text without a reference to anything outside: `styles/pictures.css` as the page's own sheet
 * has it, and what stands round one, with the tokens of the `@theme` in `styles.css` filled in. So a colour is written down once.
 */
import { readFileSync } from 'node:fs'

const read = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')
const declaration = /--([\w-]+):\s*([^;]+);/g
const reference = /var\(--([\w-]+)\)/g

let once: string | undefined

export function pictureStyle(): string {
  once ??= filledIn(read('styles/pictures.css') + read('styles/stand-alone.css'), read('styles.css'))
  return once
}

/** Puts the theme's values where a sheet names them. A token that neither of both knows is a fault, not a black picture. */
export function filledIn(sheet: string, theme: string): string {
  const [, block = ''] = /@theme\s*\{([^}]*)\}/.exec(bare(theme)) ?? []
  const tokens = new Map([...block.matchAll(declaration)].map(([, name = '', value = '']) => [name, value]))
  const text = bare(sheet)
  const own = new Set([...text.matchAll(declaration)].map(([, name]) => name))
  const value = (whole: string, name: string): string => {
    if (own.has(name)) return whole
    const found = tokens.get(name)
    if (found === undefined)
      throw new Error(`pictures.css names --${name}, which the @theme of styles.css lacks`)
    return found.replaceAll(reference, value)
  }
  return text.replaceAll(reference, value)
}

/** Without comments and the room between rules. */
function bare(css: string): string {
  return css
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
