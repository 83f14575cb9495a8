import type { House, Seen } from '#http/house.ts'
import type { Problem, Shell } from '#http/mount.ts'
import type { View } from '#http/routes.ts'
import { type Permission, may } from '#parties/policy.ts'
import { roleWords } from '#parties/words.ts'
import { assets } from '#ui/assets.ts'
import { Heading, Notice } from '#ui/blocks.tsx'
import { ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { BareShell } from '#ui/bare-shell.tsx'
import { type NavItem, PageShell } from '#ui/shell.tsx'
import { words } from './words.ts'

/** The region as the frame of every page names it. */
export interface RegionName {
  readonly ja: string
  readonly en: string
}

/** An entrance in the navigation, for those who may go there. */
interface Entrance {
  readonly at: string
  readonly label: keyof Pick<
    (typeof words)['ja'],
    | 'products'
    | 'circulation'
    | 'points'
    | 'wood'
    | 'trade'
    | 'people'
    | 'audit'
    | 'outbox'
    | 'ledger'
    | 'parameters'
  >
  readonly access: Permission
}
const entrances: readonly Entrance[] = [
  { at: '/products', label: 'products', access: 'catalogue.see' },
  { at: '/circulation', label: 'circulation', access: 'region.see' },
  { at: '/points', label: 'points', access: 'points.own' },
  { at: '/wood', label: 'wood', access: 'region.see' },
  { at: '/trade', label: 'trade', access: 'order.see' },
  { at: '/parties', label: 'people', access: 'party.register' },
  { at: '/ledger', label: 'ledger', access: 'ledger.see' },
  { at: '/parameters', label: 'parameters', access: 'parameter.set' },
  { at: '/audit', label: 'audit', access: 'audit.see' },
  { at: '/outbox', label: 'outbox', access: 'outbox.see' },
]

/** The frame of every page. */
export function makeShell(house: House, region: RegionName): Shell {
  return {
    frame: (view: View, seen: Seen) =>
      seen.embedded ? (
        <BareFrame view={view} seen={seen} region={region} demo={house.demo} />
      ) : (
        <Frame view={view} seen={seen} region={region} demo={house.demo} />
      ),
    problem: problemView,
  }
}

interface FrameProps {
  view: View
  seen: Seen
  region: RegionName
  demo: boolean
}

/** In a page of another site: what is shown, whose it is, and the way to the whole. */
function BareFrame({ view, seen, region, demo }: FrameProps) {
  return (
    <BareShell
      lang={seen.lang}
      title={view.title}
      regionName={region[seen.lang]}
      wholeHref={view.whole ?? '/'}
      assets={assets()}
      demoBanner={demo ? words[seen.lang].demo : undefined}
    >
      {view.body}
    </BareShell>
  )
}

function Frame({ view, seen, region, demo }: FrameProps) {
  const own = words[seen.lang]
  const { actor, lang } = seen
  const nav = entrances
    .filter(({ access }) => may(actor.role, access))
    .map(({ at, label }) => ({
      label: own[label],
      href: at,
      current: seen.path === at || seen.path.startsWith(`${at}/`),
    }))
  const other = lang === 'ja' ? 'en' : 'ja'
  const back = encodeURIComponent(seen.path + (seen.query.size > 0 ? `?${seen.query}` : ''))
  return (
    <PageShell
      lang={lang}
      title={view.title}
      regionName={region[lang]}
      description={view.description}
      nav={nav}
      account={accountOf(seen)}
      languageLink={{ label: own.otherLanguage, href: `/language/${other}?back=${back}`, lang: other }}
      breadcrumbs={view.breadcrumbs}
      notice={
        seen.notice ? (
          <Notice kind="success" live>
            {seen.notice}
          </Notice>
        ) : undefined
      }
      wide={view.wide}
      flush={view.flush}
      density={view.density}
      footerLinks={[
        { label: own.products, href: '/products' },
        { label: own.circulation, href: '/circulation' },
        { label: own.privacy, href: '/privacy' },
        { label: own.api, href: '/api' },
      ]}
      footerNote={own.footer}
      assets={assets()}
      demoBanner={demo ? own.demo : undefined}
    >
      {view.body}
    </PageShell>
  )
}

function accountOf(seen: Seen) {
  const own = words[seen.lang]
  const { actor } = seen
  if (!actor.userId) return { signInHref: `/sign-in?back=${encodeURIComponent(seen.path)}` }
  const links: NavItem[] = [{ label: own.account, href: '/account' }]
  if (actor.partyId) links.unshift({ label: own.ownParty, href: `/parties/${actor.partyId}/edit` })
  const role = actor.role === 'visitor' ? undefined : roleWords[seen.lang][actor.role]
  return { name: actor.name, role, links, signOut: { action: '/sign-out', csrf: seen.csrf } }
}

/** What went wrong, in words, with ways on. */
function problemView(problem: Problem, seen: Seen): View {
  const own = words[seen.lang]
  const { title, text } = own.problem[problem]
  return {
    title,
    body: (
      <>
        <Heading lead={text}>{title}</Heading>
        <p>
          {own.reference}: <strong>{seen.reference}</strong>
        </p>
        <ButtonRow>
          <ButtonLink href="/">{own.toHome}</ButtonLink>
          <ButtonLink href="/products" kind="secondary">
            {own.toProducts}
          </ButtonLink>
        </ButtonRow>
      </>
    ),
  }
}
