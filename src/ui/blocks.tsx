/** The pieces a page is made of. Public pages use `Band`, `PictureCard`, `Story`, `Figure`; work pages the rest. */
import type { Child } from 'hono/jsx'
import { ButtonLink } from './buttons.tsx'
import { Icon, type IconName } from './icons.tsx'
import { isOutside, safeUrl } from './links.ts'
import { decimal, yen } from './numbers.ts'
import { useWords } from './words.ts'

interface HeadingProps {
  level?: 1 | 2 | 3
  children?: Child
  /** One sentence beneath: what this page is for. */
  lead?: Child
  /** On the right, below on a phone: a `ButtonLink` as a rule. */
  action?: Child
  /** Small words above: the kind of document, its number. */
  above?: Child
  id?: string
}

export function Heading({ level = 1, children, lead, action, above, id }: HeadingProps) {
  const Tag = `h${level}` as const
  return (
    <div class={`y-heading y-heading-${level}`}>
      <div class="y-heading-words">
        {above && <p class="y-heading-above">{above}</p>}
        <Tag id={id}>{children}</Tag>
        {lead && <p class="y-lead">{lead}</p>}
      </div>
      {action && <div class="y-heading-action">{action}</div>}
    </div>
  )
}

/** A part of a page that runs from edge to edge, for pages with `flush`. */
export function Band({
  tone = 'plain',
  id,
  children,
}: {
  tone?: 'plain' | 'paper' | 'green' | 'deep'
  id?: string
  children?: Child
}) {
  return (
    <section class={`y-band y-band-${tone}`} id={id}>
      <div class="y-inner">{children}</div>
    </section>
  )
}

/** The opening of a public page: one sentence, one paragraph, what to do, and a picture beside it. */
export function Hero({
  title,
  text,
  actions,
  picture,
  above,
}: {
  title: Child
  text?: Child
  actions?: Child
  picture?: Child
  above?: Child
}) {
  return (
    <section class="y-hero">
      <div class="y-inner">
        <div class="y-hero-words">
          {above && <p class="y-hero-above">{above}</p>}
          <h1>{title}</h1>
          {text && <p class="y-hero-text">{text}</p>}
          {actions && <div class="y-btn-row">{actions}</div>}
        </div>
        {picture && <div class="y-hero-picture">{picture}</div>}
      </div>
    </section>
  )
}

export type NoticeKind = 'info' | 'success' | 'warning' | 'error'

/** A message in the page. `live` is read out at once: for what the person's own action has just brought about. */
export function Notice({
  kind = 'info',
  title,
  children,
  live,
}: {
  kind?: NoticeKind
  title?: string
  children?: Child
  live?: boolean
}) {
  const words = useWords()
  const role = live ? (kind === 'error' ? 'alert' : 'status') : undefined
  return (
    <div class={`y-notice y-notice-${kind}`} role={role}>
      <Icon name={kind} />
      <div>
        <p class="y-notice-title">{title ?? words[kind]}</p>
        {children && <div class="y-notice-body">{children}</div>}
      </div>
    </div>
  )
}

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'error' | 'green'

/** A document's state: always a word, the colour only helps. */
export function StatusLabel({ tone = 'neutral', children }: { tone?: Tone; children?: Child }) {
  return <span class={`y-status y-status-${tone}`}>{children}</span>
}

/** A box with a title; `href` makes the title its link. */
export function Card({
  title,
  href,
  level = 3,
  children,
  foot,
}: {
  title?: Child
  href?: string
  level?: 2 | 3 | 4
  children?: Child
  foot?: Child
}) {
  const Tag = `h${level}` as const
  return (
    <div class={href ? 'y-card y-card-link' : 'y-card'}>
      {title && <Tag class="y-card-title">{href ? <a href={safeUrl(href)}>{title}</a> : title}</Tag>}
      {children}
      {foot && <div class="y-card-foot">{foot}</div>}
    </div>
  )
}

/** `columns` at most; fewer as the screen narrows, one on a phone (two with `pair`). */
export function CardGrid({
  columns = 3,
  pair,
  children,
}: {
  columns?: 2 | 3 | 4
  pair?: boolean
  children?: Child
}) {
  return <div class={`y-grid y-grid-${columns} ${pair ? 'y-grid-pair' : ''}`}>{children}</div>
}

/** Rows of name and value: a document's head. A value that is empty shows a dash. */
export function DefinitionList({
  items,
  wide,
}: {
  items: readonly (readonly [Child, Child])[]
  wide?: boolean
}) {
  return (
    <dl class={wide ? 'y-dl y-dl-wide' : 'y-dl'}>
      {items.map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{value === undefined || value === null || value === '' ? '–' : value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Links between views of one thing. */
export function Tabs({
  items,
  label,
}: {
  items: readonly { label: string; href: string; current?: boolean; count?: number }[]
  label?: string
}) {
  const words = useWords()
  return (
    <nav class="y-tabs" aria-label={label ?? words.tabs}>
      <ul>
        {items.map((item) => (
          <li>
            <a href={safeUrl(item.href)} aria-current={item.current ? 'page' : undefined}>
              {item.label}
              {item.count !== undefined && <span class="y-count">{decimal(item.count)}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Something that not everybody needs at once, one press away. */
export function Disclosure({ title, open, children }: { title: string; open?: boolean; children?: Child }) {
  return (
    <details class="y-disclosure" open={open}>
      <summary>
        {title}
        <Icon name="down" />
      </summary>
      {children}
    </details>
  )
}

export interface Step {
  readonly label: string
  readonly state: 'done' | 'current' | 'next'
  /** When it was done, or what is waited for. */
  readonly note?: string
}

/** The way of a document from draft to paid. */
export function Steps({ items, label }: { items: readonly Step[]; label?: string }) {
  const words = useWords()
  const spoken = { done: words.stepDone, current: words.stepCurrent, next: words.stepNext }
  return (
    <ol class="y-steps" aria-label={label ?? words.steps}>
      {items.map(({ label: name, state, note }, index) => (
        <li class={`y-step y-step-${state}`} aria-current={state === 'current' ? 'step' : undefined}>
          <span class="y-step-dot">{state === 'done' ? <Icon name="check" /> : index + 1}</span>
          <span class="y-step-name">
            {name}
            <span class="y-hidden">（{spoken[state]}）</span>
            {note && <small>{note}</small>}
          </span>
        </li>
      ))}
    </ol>
  )
}

/** How far, as a bar and in words; the words are the caller's: 「目標 1,200万円のうち 830万円」. */
export function Progress({
  label,
  value,
  max = 100,
  text,
}: {
  label: string
  value: number
  max?: number
  text: string
}) {
  return (
    <div class="y-progress">
      <p>
        <span class="y-progress-label">{label}</span>
        <span class="y-progress-text">{text}</span>
      </p>
      <progress aria-label={label} value={Math.max(0, Math.min(value, max))} max={max}>
        {text}
      </progress>
    </div>
  )
}

/** Someone's or something's face: a picture, or the first letter of the name on a quiet ground. */
export function Avatar({
  name,
  src,
  size = 'middle',
}: {
  name: string
  src?: string
  size?: 'small' | 'middle' | 'large'
}) {
  const [first = '・'] = name.trim()
  if (src) return <img class={`y-avatar y-avatar-${size}`} src={safeUrl(src)} alt="" loading="lazy" />
  return (
    <span class={`y-avatar y-avatar-${size}`} aria-hidden="true">
      {first}
    </span>
  )
}

interface FigureProps {
  label: string
  /** Already written out: `1,234`. */
  value: string
  unit?: string
  /** Against the time before, in words: `前年同月より12%増`. `good` colours it; up is not always good. */
  change?: { readonly direction: 'up' | 'down' | 'same'; readonly text: string; readonly good?: boolean }
  /** Where the figure opens to what it is made of. Every public figure has one. */
  href?: string
  hrefLabel?: string
  note?: Child
  size?: 'large' | 'middle'
}

const changeIcon: Record<'up' | 'down' | 'same', IconName> = { up: 'rise', down: 'fall', same: 'level' }

/** One big number that can be opened. */
export function Figure({ label, value, unit, change, href, hrefLabel, note, size = 'middle' }: FigureProps) {
  const words = useWords()
  const tone = change?.good === undefined ? '' : change.good ? 'y-change-good' : 'y-change-bad'
  return (
    <div class={`y-figure y-figure-${size}`}>
      <p class="y-figure-label">{label}</p>
      <p class="y-figure-value">
        <span>{value}</span>
        {unit && <small>{unit}</small>}
      </p>
      {change && (
        <p class={`y-change ${tone}`}>
          <Icon name={changeIcon[change.direction]} />
          {change.text}
        </p>
      )}
      {note && <p class="y-figure-note">{note}</p>}
      {href && (
        <p class="y-figure-open">
          <a href={safeUrl(href)}>
            {hrefLabel ?? words.open}
            <span class="y-hidden">（{label}）</span>
            <Icon name="right" />
          </a>
        </p>
      )}
    </div>
  )
}

/** Yen in a line or a cell. Below zero it bears a minus and the word, not only a colour. */
export function Money({ yen: value, strong }: { yen: number; strong?: boolean }) {
  const words = useWords()
  const negative = value < 0
  return (
    <span class={`y-money ${negative ? 'y-money-negative' : ''} ${strong ? 'y-money-strong' : ''}`}>
      {negative && <span class="y-hidden">{words.negative}</span>}
      {yen(value, 'en')}
    </span>
  )
}

/** A link that says when it leaves the site. */
export function TextLink({ href, children }: { href: string; children?: Child }) {
  const outside = isOutside(href)
  return (
    <a class="y-link" href={safeUrl(href)} rel={outside ? 'noopener noreferrer' : undefined}>
      {children}
      {outside && <Icon name="outside" />}
    </a>
  )
}

/** Nothing here yet: a drawing, one sentence, and what to do first. */
export function EmptyState({
  title,
  text,
  action,
}: {
  title: string
  text?: Child
  action?: { readonly label: string; readonly href: string }
}) {
  return (
    <div class="y-empty">
      <svg
        class="y-empty-drawing"
        viewBox="0 0 160 96"
        width="160"
        height="96"
        aria-hidden="true"
        focusable="false"
      >
        <path class="y-draw-far" d="M6 84C20 52 44 40 66 58c16-28 60-34 88 26z" />
        <path class="y-draw-near" d="M0 86c36-18 124-18 160 0-30 7-130 7-160 0z" />
        <circle class="y-draw-sun" cx="118" cy="24" r="11" />
        <path
          class="y-draw-stem"
          d="M80 84V58M80 66c-9 0-13-5-13-12 9 0 13 5 13 12zM80 60c8 0 12-5 12-11-8 0-12 5-12 11z"
        />
      </svg>
      <p class="y-empty-title">{title}</p>
      {text && <p class="y-empty-text">{text}</p>}
      {action && (
        <ButtonLink href={action.href} kind="primary">
          {action.label}
        </ButtonLink>
      )}
    </div>
  )
}
