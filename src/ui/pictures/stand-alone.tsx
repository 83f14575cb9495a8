/** A picture as a document of its own: for `<img>` on another site, for a browser's tab, for paper. */
import type { Child } from 'hono/jsx'
import { LangContext, type Lang, wordsIn } from '#ui/words.ts'
import { LinkContext, type LinkWay } from './picture-link.tsx'
import { pictureStyle } from './picture-style.ts'
import { type Stage, StageContext } from './stage.ts'
import { wrap } from './svg-kit.tsx'

export interface StandAlone {
  readonly lang: Lang
  readonly title: string
  /** Whose figures these are and as of when: there is no page around to say it. */
  readonly source?: string
  /** Where this site is found: links then lead there. Without it only links that are whole stay links. */
  readonly base?: string
}

const margin = 24
const titleLine = 32
const sourceLine = 20

/**
 * The whole SVG. `child` is one picture (`<Sankey … />`), not its figure with the table. It needs nothing from anywhere:
 * its style is in it, and the fonts are those of whoever looks.
 *
 *     standaloneSvg(<Matrix id="m" … />, { lang: 'ja', title: 'だれがだれに払ったか', source: '一関市の台帳' })
 */
export function standaloneSvg(child: Child, { lang, title, source, base }: StandAlone): string {
  let [bottom, across] = [0, 960]
  const stage: Stage = {
    width: 960,
    place: (height, width = 960) => {
      const top = bottom
      bottom += height
      across = Math.max(across, width)
      return top
    },
  }
  const picture = drawn(
    <LangContext.Provider value={lang}>
      <LinkContext.Provider value={outward(base)}>
        <StageContext.Provider value={stage}>{child}</StageContext.Provider>
      </LinkContext.Provider>
    </LangContext.Provider>,
  )
  if (/<(?:div|figure|p|ul|table)[\s>]/.test(picture))
    throw new Error('only a picture can stand alone: this one holds HTML')
  const titles = wrap(title, across / 22, 3)
  const sources = source === undefined ? [] : wrap(`${wordsIn(lang).source}: ${source}`, across / 14, 3)
  const top = margin + titles.length * titleLine + 12
  const foot = top + bottom + 12
  const width = across + 2 * margin
  const height = Math.ceil(foot + sources.length * sourceLine + margin)
  const frame = drawn(
    <>
      <rect class="y-alone-ground" width={width} height={height} />
      <Lines class="y-alone-title" lines={titles} from={margin + 22} line={titleLine} />
      <Lines class="y-alone-source" lines={sources} from={foot + 16} line={sourceLine} />
    </>,
  )
  return writable(
    [
      `<svg xmlns="http://www.w3.org/2000/svg" class="y-alone" lang="${lang}" width="${width}" height="${height}"`,
      ` viewBox="0 0 ${width} ${height}" role="group" aria-label="${quoted(title)}">`,
      `<style>${quoted(pictureStyle())}</style>`,
      frame,
      `<g transform="translate(${margin} ${top})">${picture}</g>`,
      '</svg>',
    ].join(''),
  )
}

function drawn(element: { toString(): string | Promise<string> }): string {
  const text = element.toString()
  if (typeof text !== 'string')
    throw new Error('a picture is drawn from what is there: nothing in it may wait')
  return text
}

function Lines(props: { class: string; lines: readonly string[]; from: number; line: number }) {
  const { lines, from, line } = props
  return (
    <>
      {lines.map((each, index) => (
        <text class={props.class} x={margin} y={from + index * line}>
          {each}
        </text>
      ))}
    </>
  )
}

/** Only links that are whole lead anywhere from where this will stand. */
const outward = (base: string | undefined): LinkWay => ({
  address: (url) => {
    const whole = base === undefined ? url : URL.parse(url, base)?.href
    return whole !== undefined && /^https?:/i.test(whole) ? whole : undefined
  },
  target: '_top',
})

const quoted = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** Letters that XML has no way to write are left out: one of them in a name would make the whole unreadable. */
const writable = (text: string): string =>
  text.toWellFormed().replaceAll(/(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu, '')
