import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { type DemoDoor, demoDoors } from '#web/people/doors.ts'
import { type Browsing, type Lang, type Visitor, screens } from './browser.ts'
import { type Found, crawl, sortsOfElements } from './crawl.ts'

export type Who = DemoDoor | 'visitor'
export const everyone: readonly Who[] = ['visitor', ...demoDoors]

const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What an automatic check of accessibility finds on the page as it stands, with the first element of each. */
export async function axeFindings(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ runOnly: levels, resultTypes: ['violations'] })
  // Its usual way opens a tab for each page; ours have no frames.
  const { violations } = await axe.setLegacyMode().analyze()
  return violations.map(({ id, nodes }) => `${id} ${nodes.length}×: ${nodes[0]?.html.slice(0, 160)}`)
}

// Text, not a function: the checks of types know no browser.
const sticksOut = `(() => {
  const past = document.documentElement.scrollWidth - innerWidth
  if (past <= 0) return ''
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  const out = []
  for (let each = words.nextNode(); each; each = words.nextNode()) {
    range.selectNodeContents(each)
    if (range.getBoundingClientRect().right > innerWidth) out.push(each.parentElement.outerHTML.slice(0, 120))
  }
  return past + ' px past ' + innerWidth + ': ' + out.slice(0, 3)
})()`

/** Words of pictures that their frame cuts off. */
const cutOff = `(() => {
  const out = []
  for (const words of document.querySelectorAll('main svg text')) {
    const [own, frame] = [words, words.ownerSVGElement].map((each) => each.getBoundingClientRect())
    if (own.width === 0) continue
    const past = Math.max(own.right - frame.right, own.bottom - frame.bottom, frame.left - own.left, frame.top - own.top)
    if (past > 1) out.push(words.textContent + ' is cut off by ' + Math.round(past) + ' px at ' + innerWidth)
  }
  return out.join('; ')
})()`

/** What makes the page scroll sideways on a phone and on the narrowest screen, or at 400 % (WCAG 2.2, 1.4.10). */
async function overflow(page: Page): Promise<string[]> {
  const faults = [await page.evaluate(cutOff)]
  for (const width of [320, screens.phone.width]) {
    await page.setViewportSize({ width, height: screens.phone.height })
    faults.push(await page.evaluate(sticksOut), await page.evaluate(cutOff))
  }
  return faults.map(String).filter((fault) => fault !== '')
}

/** What has been looked at already, by anyone: addresses as declared, and sorts of elements. */
const looked = { ja: new Set<string>(), en: new Set<string>() }

/** Whether the page is the first of its address, or holds something that no page before it held. */
function isNew({ at, html }: Found, lang: Lang): boolean {
  const sorts = [at, ...sortsOfElements(html)].filter((sort) => !looked[lang].has(sort))
  for (const sort of sorts) looked[lang].add(sort)
  return sorts.length > 0
}

/** In Japanese on a desktop, in English on a phone: each sort of page is examined in both. */
async function lookAt(visitor: Visitor, path: string, lang: Lang): Promise<string[]> {
  const { page } = visitor
  await page.setViewportSize(screens.desktop)
  await visitor.open(path)
  const onDesktop = lang === 'ja' ? await axeFindings(page) : []
  const aside = await overflow(page)
  const onPhone = lang === 'en' ? await axeFindings(page) : []
  return [...onDesktop, ...aside, ...onPhone, ...visitor.complaints()].map(
    (fault) => `${lang} ${path}: ${fault}`,
  )
}

/** All pages somebody comes to, in one language; those unlike any seen before are looked at in the browser. */
async function walkAll(
  visitor: Visitor,
  url: string,
  lang: Lang,
  declared: readonly string[],
): Promise<{ reached: string[]; faults: string[] }> {
  const cookies = await visitor.page.context().cookies(url)
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const { pages, files, broken } = await crawl(url, cookie, declared)
  const faults = broken.map((link) => `broken link: ${link}`)
  for (const page of pages) {
    if (!page.html.startsWith(`<!doctype html><html lang="${lang}"`)) faults.push(`${page.path}: not ${lang}`)
    if (isNew(page, lang)) faults.push(...(await lookAt(visitor, page.path, lang)))
  }
  return { reached: [...pages, ...files].map(({ at }) => at), faults }
}

/**
 * Everyone opens every page they can come to, in both languages, on a desktop and a phone. `declared` are all addresses
 * of pages; `byMail` those to which only a mail links.
 */
export function everyPage(
  { url, browsing }: { readonly url: string; readonly browsing: Browsing },
  declared: readonly string[],
  byMail: readonly string[],
): void {
  const reached = new Set<string>()
  for (const who of everyone)
    test(`every page as ${who}`, async () => {
      const walked = await Promise.all(
        (['ja', 'en'] as const).map(async (lang) => {
          const visitor = await browsing.visitor(url, { door: who === 'visitor' ? undefined : who, lang })
          try {
            return await walkAll(visitor, url, lang, declared)
          } finally {
            await visitor.leave()
          }
        }),
      )
      for (const at of walked.flatMap((each) => each.reached)) reached.add(at)
      assert.deepEqual(
        walked.flatMap((each) => each.faults),
        [],
      )
    })

  test('somebody came to every page', () => {
    assert.ok(declared.length > 25, 'the site is not empty')
    assert.deepEqual(
      declared.filter((at) => !reached.has(at) && !byMail.includes(at)),
      [],
    )
  })
}
