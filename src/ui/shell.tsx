/** What surrounds every page: the whole `<html>` element. The caller puts `<!doctype html>` before it. */
import type { Child } from 'hono/jsx'
import { csrfField } from './forms.tsx'
import { Icon } from './icons.tsx'
import { safeUrl } from './links.ts'
import { Mark } from './mark.tsx'
import { LangContext, type Lang, useWords, wordsIn } from './words.ts'

export interface NavItem {
  readonly label: string
  readonly href: string
  readonly current?: boolean
}
export interface Crumb {
  readonly label: string
  /** The page itself, which is last, has none. */
  readonly href?: string
}
/** Who is at the door: someone signed in, or nobody. Signing out is a post with the session's token. */
export type Account =
  | {
      readonly name: string
      readonly role?: string
      readonly links: readonly NavItem[]
      readonly signOut?: { readonly action: string; readonly csrf: string }
    }
  | { readonly signInHref: string; readonly label?: string }

export interface PageAssets {
  readonly css: string
  readonly js?: string
  readonly icon?: string
}

export interface PageShellProps {
  lang: Lang
  /** Of the page; the region's and the product's names are added. */
  title: string
  regionName: string
  description?: string
  nav: readonly NavItem[]
  account: Account
  languageLink?: { readonly label: string; readonly href: string; readonly lang: Lang }
  breadcrumbs?: readonly Crumb[]
  /** A `Notice` above the page's own content: what was just done, what is wrong. */
  notice?: Child
  /** Work pages with broad tables. */
  wide?: boolean
  /** The content sets its own margins: public pages made of `Band`s. */
  flush?: boolean
  /** `public`: large and airy. `work`: dense. */
  density?: 'public' | 'work'
  footerLinks: readonly NavItem[]
  footerNote?: string
  assets: PageAssets
  /** What a visitor of a demo region must know. */
  demoBanner?: string
  homeHref?: string
  children?: Child
}

export function PageShell(props: PageShellProps) {
  const { lang, title, regionName, density = 'work', assets } = props
  return (
    <LangContext.Provider value={lang}>
      <html lang={lang}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{[title, regionName, wordsIn('ja').product].filter(Boolean).join(' | ')}</title>
          {props.description && <meta name="description" content={props.description} />}
          <meta name="theme-color" content="#115a36" />
          <meta name="format-detection" content="telephone=no" />
          {assets.icon && <link rel="icon" href={safeUrl(assets.icon)} type="image/svg+xml" />}
          <link rel="stylesheet" href={safeUrl(assets.css)} />
          {assets.js && <script type="module" src={safeUrl(assets.js)}></script>}
        </head>
        <body class={`y-page y-${density} ${props.wide ? 'y-broad' : ''}`}>
          <Body {...props} />
        </body>
      </html>
    </LangContext.Provider>
  )
}

function Body(props: PageShellProps) {
  const words = useWords()
  const { breadcrumbs = [], notice, wide, flush, children, demoBanner } = props
  const plain = !flush
  return (
    <>
      <a class="y-skip" href="#main">
        {words.skip}
      </a>
      {demoBanner && (
        <aside class="y-demo" aria-label={words.info}>
          <p>{demoBanner}</p>
        </aside>
      )}
      <Header {...props} />
      <main id="main" tabindex={-1} class={`y-main ${wide ? 'y-wide' : ''} ${flush ? 'y-flush' : ''}`}>
        {breadcrumbs.length > 0 && <Breadcrumbs items={breadcrumbs} />}
        {notice && <div class={plain ? 'y-notices' : 'y-notices y-inner'}>{notice}</div>}
        {children}
      </main>
      <Footer {...props} />
    </>
  )
}

function Header(props: PageShellProps) {
  const words = useWords()
  const { nav, account, languageLink, regionName } = props
  return (
    <header class="y-header">
      <div class="y-header-row">
        <a class="y-brand" href={safeUrl(props.homeHref ?? '/')}>
          <Mark />
          <span class="y-brand-text">
            <span class="y-brand-name">{words.product}</span>
            <span class="y-brand-region">{regionName}</span>
          </span>
        </a>
        <div class="y-header-side">
          {languageLink && <LanguageLink {...languageLink} />}
          <AccountMenu account={account} />
        </div>
        <details class="y-menu" data-menu>
          <summary class="y-menu-button">
            <Icon name="menu" />
            <span>{words.menu}</span>
          </summary>
          <div class="y-menu-sheet">
            <nav aria-label={words.menu}>
              <NavList items={nav} />
            </nav>
            <div class="y-menu-account">
              <AccountLinks account={account} />
              {languageLink && <LanguageLink {...languageLink} />}
            </div>
          </div>
        </details>
      </div>
      {nav.length > 0 && (
        <nav class="y-nav" aria-label={words.mainNavigation}>
          <NavList items={nav} />
        </nav>
      )}
    </header>
  )
}

function NavList({ items }: { items: readonly NavItem[] }) {
  if (items.length === 0) return null
  return (
    <ul>
      {items.map((item) => (
        <li>
          <a href={safeUrl(item.href)} aria-current={item.current ? 'page' : undefined}>
            {item.label}
          </a>
        </li>
      ))}
    </ul>
  )
}

function LanguageLink({ label, href, lang }: { label: string; href: string; lang: Lang }) {
  return (
    <a class="y-language" href={safeUrl(href)} lang={lang} hreflang={lang}>
      <Icon name="globe" />
      {label}
    </a>
  )
}

function AccountMenu({ account }: { account: Account }) {
  const words = useWords()
  if ('signInHref' in account)
    return (
      <a class="y-btn y-btn-secondary y-btn-small" href={safeUrl(account.signInHref)}>
        {account.label ?? words.signIn}
      </a>
    )
  return (
    <details class="y-account" data-menu>
      <summary>
        <Icon name="person" />
        <span class="y-account-name">{account.name}</span>
        <Icon name="down" />
      </summary>
      <div class="y-account-sheet">
        <AccountLinks account={account} />
      </div>
    </details>
  )
}

function AccountLinks({ account }: { account: Account }) {
  const words = useWords()
  if ('signInHref' in account)
    return (
      <a class="y-btn y-btn-primary" href={safeUrl(account.signInHref)}>
        {account.label ?? words.signIn}
      </a>
    )
  return (
    <>
      <p class="y-account-who">
        <strong>{account.name}</strong>
        {account.role && <span>{account.role}</span>}
      </p>
      <NavList items={account.links} />
      {account.signOut && (
        <form method="post" action={safeUrl(account.signOut.action)}>
          <input type="hidden" name={csrfField} value={account.signOut.csrf} />
          <button class="y-btn y-btn-quiet" type="submit">
            {words.signOut}
          </button>
        </form>
      )}
    </>
  )
}

export function Breadcrumbs({ items }: { items: readonly Crumb[] }) {
  const words = useWords()
  return (
    <nav class="y-crumbs" aria-label={words.breadcrumbs}>
      <ol>
        {items.map(({ label, href }) => (
          <li>{href ? <a href={safeUrl(href)}>{label}</a> : <span aria-current="page">{label}</span>}</li>
        ))}
      </ol>
    </nav>
  )
}

function Footer({ regionName, footerLinks, footerNote }: PageShellProps) {
  const words = useWords()
  return (
    <footer class="y-footer">
      <div class="y-footer-inner">
        <p class="y-footer-brand">
          <Mark />
          <span>
            <strong>{words.product}</strong>
            <span>{regionName}</span>
          </span>
        </p>
        {footerLinks.length > 0 && (
          <nav aria-label={words.footer}>
            <NavList items={footerLinks} />
          </nav>
        )}
        {footerNote && <p class="y-footer-note">{footerNote}</p>}
      </div>
    </footer>
  )
}
