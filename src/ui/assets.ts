/** Where the style sheet, the script and the mark lie after `vite build`: hashed names, read once from its manifest. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { PageAssets } from './shell.tsx'

/** The folder to serve under `/assets/`. Every file but `manifest.json` and `mark.svg` may be cached for ever. */
export const assetsFolder = fileURLToPath(new URL('../../dist/assets/', import.meta.url))

export interface Assets extends PageAssets {
  readonly js: string
  readonly icon: string
  /** False before the first `vite build`: pages then work, but bare of style. Say so when the server starts. */
  readonly built: boolean
}

const entry = 'src/ui/client/main.ts'
const unbuilt: Assets = {
  css: '/assets/main.css',
  js: '/assets/main.js',
  icon: '/assets/mark.svg',
  built: false,
}
let once: Assets | undefined

/** The addresses for `PageShell`'s `assets`. */
export function assets(): Assets {
  once ??= readAssets(assetsFolder)
  return once
}

/** Reads one build's manifest; a folder without one is not a fault, a manifest that lacks our entry is. */
export function readAssets(folder: string): Assets {
  let text: string
  try {
    text = readFileSync(`${folder}/manifest.json`, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return unbuilt
    throw error
  }
  const manifest = JSON.parse(text) as Record<string, { file: string; css?: string[] } | undefined>
  const built = manifest[entry]
  const css = built?.css?.[0]
  if (built === undefined || css === undefined)
    throw new Error(`${folder}/manifest.json lacks ${entry}: build again`)
  return { css: `/assets/${css}`, js: `/assets/${built.file}`, icon: '/assets/mark.svg', built: true }
}
