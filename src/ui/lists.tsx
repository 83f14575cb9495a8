/** Ways to go through many things: cards with pictures, search, chips, pages; and the stories of people. */
import type { Child } from 'hono/jsx'
import { Avatar } from './blocks.tsx'
import { Icon } from './icons.tsx'
import { safeUrl } from './links.ts'
import { decimal } from './numbers.ts'
import { useWords } from './words.ts'

export interface Picture {
  readonly src: string
  /** What is to be seen; empty when the title beside it says the same. */
  readonly alt: string
  readonly width?: number
  readonly height?: number
}

interface PictureCardProps {
  title: string
  href: string
  picture?: Picture
  /** Which drawing stands in while there is no photograph. */
  drawing?: DrawingName
  /** Who, where. */
  sub?: Child
  price?: Child
  tags?: readonly string[]
  /** Over the picture: 今週あります. */
  badge?: string
  level?: 2 | 3 | 4
}

/** A thing one could want: a picture, a name, whose it is, what it costs. The whole card is the link. */
export function PictureCard(props: PictureCardProps) {
  const { title, href, picture, drawing = 'field', sub, price, tags = [], badge, level = 3 } = props
  const Tag = `h${level}` as const
  return (
    <article class="y-pcard">
      <div class="y-pcard-picture">
        {picture ? (
          <img
            src={safeUrl(picture.src)}
            alt={picture.alt}
            width={picture.width}
            height={picture.height}
            loading="lazy"
          />
        ) : (
          <Drawing name={drawing} />
        )}
        {badge && <span class="y-pcard-badge">{badge}</span>}
      </div>
      <div class="y-pcard-words">
        <Tag class="y-pcard-title">
          <a href={safeUrl(href)}>{title}</a>
        </Tag>
        {sub && <p class="y-pcard-sub">{sub}</p>}
        {price && <p class="y-pcard-price">{price}</p>}
        <Tags items={tags} />
      </div>
    </article>
  )
}

/** Short words that sort a thing; not links. */
export function Tags({ items }: { items: readonly string[] }) {
  if (items.length === 0) return null
  return (
    <ul class="y-tags">
      {items.map((tag) => (
        <li>{tag}</li>
      ))}
    </ul>
  )
}

const drawings = {
  field: [
    ['y-draw-sky', 'M0 0h160v120H0z'],
    ['y-draw-sun', 'M122 16a13 13 0 1 0 .1 0z'],
    ['y-draw-far', 'M0 78C26 50 48 46 70 62c18-26 46-34 90-4v62H0z'],
    ['y-draw-near', 'M0 92c44-16 96-18 160-4v32H0z'],
    [
      'y-draw-line',
      'M18 120c10-12 24-20 44-27M62 120c4-10 12-20 26-28M108 120c0-10 2-18 6-28M150 120c-4-10-8-18-16-27',
    ],
  ],
  forest: [
    ['y-draw-sky', 'M0 0h160v120H0z'],
    ['y-draw-far', 'M0 84l22-40 16 26 20-44 22 42 18-34 22 44 16-24 24 30v36H0z'],
    ['y-draw-near', 'M0 98c48-12 104-12 160-2v24H0z'],
    [
      'y-draw-stem',
      'M40 100V76M40 78l-10 12h20zM40 68l-8 12h16zM112 102V74M112 76l-11 14h22zM112 64l-9 14h18z',
    ],
  ],
  water: [
    ['y-draw-sky', 'M0 0h160v120H0z'],
    ['y-draw-far', 'M0 66c30-26 58-28 84-8 20-16 46-18 76-4v66H0z'],
    ['y-draw-water', 'M0 82h160v38H0z'],
    ['y-draw-line', 'M12 92c10-5 20 5 30 0s20 5 30 0M70 104c10-5 20 5 30 0s20 5 30 0M112 92c8-4 16 4 24 0'],
  ],
  town: [
    ['y-draw-sky', 'M0 0h160v120H0z'],
    ['y-draw-far', 'M0 76C34 48 70 44 98 62c20-16 42-18 62-6v64H0z'],
    ['y-draw-near', 'M0 100h160v20H0z'],
    ['y-draw-house', 'M26 100V76l18-14 18 14v24zM74 100V70l22-17 22 17v30zM126 100V80l13-10 13 10v20z'],
  ],
  hands: [
    ['y-draw-sky', 'M0 0h160v120H0z'],
    ['y-draw-ring1', 'M80 22a38 38 0 0 1 33 57'],
    ['y-draw-ring2', 'M113 79a38 38 0 0 1-66 0'],
    ['y-draw-ring3', 'M47 79a38 38 0 0 1 33-57'],
  ],
} as const
export type DrawingName = keyof typeof drawings

/** A quiet drawing where a photograph is missing. It says nothing to who does not see it. */
export function Drawing({ name }: { name: DrawingName }) {
  return (
    <svg
      class="y-drawing"
      viewBox="0 0 160 120"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
      focusable="false"
    >
      {drawings[name].map(([tone, path]) => (
        <path class={tone} d={path} />
      ))}
    </svg>
  )
}

interface StoryProps {
  name: string
  town?: string
  /** What the person does: りんご農家. */
  work?: string
  picture?: Picture
  title?: string
  href?: string
  /** The story itself, paragraphs. */
  children?: Child
}

/** A producer's story in their own words. */
export function Story({ name, town, work, picture, title, href, children }: StoryProps) {
  return (
    <figure class={picture ? 'y-story y-story-pictured' : 'y-story'}>
      {picture && (
        <img
          src={safeUrl(picture.src)}
          alt={picture.alt}
          width={picture.width}
          height={picture.height}
          loading="lazy"
        />
      )}
      <blockquote>
        {title && <p class="y-story-title">{href ? <a href={safeUrl(href)}>{title}</a> : title}</p>}
        {children}
      </blockquote>
      <figcaption>
        {!picture && <Avatar name={name} />}
        <span>
          <strong>{name}</strong>
          <span>{[town, work].filter(Boolean).join('・')}</span>
        </span>
      </figcaption>
    </figure>
  )
}

interface PagerProps {
  prevHref?: string
  nextHref?: string
  /** What is shown of how many: `1–50件 / 1,234件`. */
  summary?: string
}

/** Forward and back through a long list. Draws nothing when there is nothing to turn. */
export function Pager({ prevHref, nextHref, summary }: PagerProps) {
  const words = useWords()
  if (!prevHref && !nextHref && !summary) return null
  return (
    <nav class="y-pager" aria-label={words.pages}>
      {prevHref ? (
        <a class="y-btn y-btn-secondary y-btn-middle" href={safeUrl(prevHref)} rel="prev">
          <Icon name="left" />
          {words.previous}
        </a>
      ) : (
        <span></span>
      )}
      {summary && <p>{summary}</p>}
      {nextHref ? (
        <a class="y-btn y-btn-secondary y-btn-middle" href={safeUrl(nextHref)} rel="next">
          {words.next}
          <Icon name="right" />
        </a>
      ) : (
        <span></span>
      )}
    </nav>
  )
}

interface SearchFormProps {
  action: string
  label: string
  name?: string
  value?: string
  hint?: string
  /** Conditions to keep while searching. */
  hidden?: readonly { readonly name: string; readonly value: string }[]
  clearHref?: string
  /** Further boxes (`Select` …) in the same form. */
  children?: Child
}

export function SearchForm(props: SearchFormProps) {
  const { action, label, name = 'q', value = '', hint, hidden = [], clearHref, children } = props
  const words = useWords()
  const id = `search-${name}`
  return (
    <form class="y-search" role="search" method="get" action={safeUrl(action)}>
      {hidden.map((each) => (
        <input type="hidden" name={each.name} value={each.value} />
      ))}
      <div class="y-search-row">
        <div class="y-search-box">
          <label class="y-label" for={id}>
            {label}
          </label>
          {hint && (
            <p class="y-hint" id={`${id}-hint`}>
              {hint}
            </p>
          )}
          <input
            class="y-input"
            type="search"
            id={id}
            name={name}
            value={value}
            aria-describedby={hint ? `${id}-hint` : undefined}
          />
        </div>
        {children}
        <button class="y-btn y-btn-primary y-btn-middle" type="submit">
          <Icon name="search" />
          {words.search}
        </button>
        {clearHref && (
          <a class="y-btn y-btn-quiet y-btn-middle" href={safeUrl(clearHref)}>
            {words.clear}
          </a>
        )}
      </div>
    </form>
  )
}

/** One-touch conditions above a list. */
export function FilterChips({
  items,
  label,
}: {
  items: readonly { label: string; href: string; current?: boolean; count?: number }[]
  label?: string
}) {
  const words = useWords()
  if (items.length === 0) return null
  return (
    <nav class="y-chips" aria-label={label ?? words.filters}>
      <ul>
        {items.map((item) => (
          <li>
            <a href={safeUrl(item.href)} aria-current={item.current ? 'true' : undefined}>
              {item.current && <Icon name="check" />}
              {item.label}
              {item.count !== undefined && <span class="y-count">{decimal(item.count)}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
