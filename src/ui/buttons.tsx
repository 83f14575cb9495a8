/** Buttons and links that look like buttons. One primary action a page; what cannot be undone is `danger`. */
import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icons.tsx'
import { safeUrl } from './links.ts'
import { useWords } from './words.ts'

type Kind = 'primary' | 'secondary' | 'danger' | 'quiet'
type Size = 'large' | 'middle' | 'small'

const buttonClass = (kind: Kind, size: Size): string => `y-btn y-btn-${kind} y-btn-${size}`

interface ButtonProps {
  kind?: Kind
  size?: Size
  type?: 'submit' | 'button' | 'reset'
  /** Which of several buttons was pressed. */
  name?: string
  value?: string
  /** Why it cannot be pressed now. It stays reachable by keyboard and says so (`aria-disabled`, not `disabled`). */
  disabledBecause?: string
  id?: string
  icon?: IconName
  children?: Child
}

export function Button(props: ButtonProps) {
  const { kind = 'primary', size = 'middle', type = 'submit', name, value, id, icon, children } = props
  const off = props.disabledBecause
  const button = (
    <button
      class={buttonClass(kind, size)}
      // A button that is off must not send its form, with or without scripts.
      type={off === undefined ? type : 'button'}
      name={name}
      value={value}
      id={id}
      aria-disabled={off === undefined ? undefined : 'true'}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
  if (off === undefined) return button
  return (
    <span class="y-btn-off">
      {button}
      <span class="y-hint">{off}</span>
    </span>
  )
}

interface ButtonLinkProps {
  href: string
  kind?: Kind
  size?: Size
  icon?: IconName
  /** Saves the file instead of opening it. */
  download?: boolean | string
  children?: Child
}

export function ButtonLink({
  href,
  kind = 'secondary',
  size = 'middle',
  icon,
  download,
  children,
}: ButtonLinkProps) {
  const url = safeUrl(href)
  return (
    <a class={buttonClass(kind, size)} href={url} download={url && download}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  )
}

export function ButtonRow({ children }: { children?: Child }) {
  return <div class="y-btn-row">{children}</div>
}

/** Copies a text. Hidden where scripts do not run, since it could do nothing there. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const words = useWords()
  return (
    <button
      class={buttonClass('secondary', 'small')}
      type="button"
      data-copy={text}
      data-copied={words.copied}
      aria-live="polite"
      hidden
    >
      <span>{label ?? words.copy}</span>
    </button>
  )
}
