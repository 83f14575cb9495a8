import { FormErrors } from '#http/form-errors.tsx'
import type { Child } from 'hono/jsx'
import type { Id } from '#kit/ids.ts'
import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { may } from '#parties/policy.ts'
import type { PartyKind, Sector } from '#parties/schema.ts'
import { partyKinds, sectors } from '#parties/schema.ts'
import type { Town } from '#parties/regions.ts'
import { kindWords, sectorWords, sideWords } from '#parties/words.ts'
import { Avatar, Heading, StatusLabel, Tabs } from '#ui/blocks.tsx'
import { CopyButton } from '#ui/buttons.tsx'
import { type Choice, Field } from '#ui/forms.tsx'
import type { Lang } from '#ui/words.ts'
import { type PartyPart, nameIn, partsFor } from './parties.ts'
import { partyWords } from './party.words.ts'

/** What all pages of one party need of it. */
export interface PartyHead {
  readonly partyId: Id
  readonly name: string
  readonly nameEn: string
  readonly kind: PartyKind
  readonly side: 'inside' | 'outside'
  readonly pictureId: Id | null
}

const hrefs: Readonly<Record<PartyPart, string>> = {
  overview: '',
  profile: '/edit',
  bank: '/bank-account',
  standing: '/standing',
  members: '/members',
  tokens: '/tokens',
}
export const partyHref = (partyId: Id, part: PartyPart): string => `/parties/${partyId}${hrefs[part]}`

interface PartyViewProps {
  readonly party: PartyHead
  readonly part: PartyPart
  readonly title: string
  readonly lead?: string
  readonly body: Child
}

/** One party's pages alike: its name and face, the ways between its pages, then what this one is about. */
export function partyView({ party, part, title, lead, body }: PartyViewProps, seen: Seen): View {
  const { lang, actor } = seen
  const own = partyWords[lang]
  const name = nameIn(party, lang)
  return {
    title: part === 'overview' ? name : `${title} ${name}`,
    breadcrumbs: may(actor.role, 'party.register')
      ? [{ label: own.list.title, href: '/parties' }, { label: name }]
      : undefined,
    body: (
      <>
        <PartyName party={party} name={name} lang={lang} />
        <Tabs
          label={own.tabs.label}
          items={partsFor(actor, party.partyId).map((each) => ({
            label: own.tabs[each],
            href: partyHref(party.partyId, each),
            current: each === part,
          }))}
        />
        <FormErrors seen={seen} />
        {part !== 'overview' && (
          <div class="mt-8">
            <Heading level={2} lead={lead}>
              {title}
            </Heading>
          </div>
        )}
        {body}
      </>
    ),
  }
}

function PartyName({ party, name, lang }: { party: PartyHead; name: string; lang: Lang }) {
  const picture = party.pictureId ? `/pictures/${party.pictureId}/small` : undefined
  return (
    <div class="mb-6 flex items-center gap-5">
      <Avatar name={name} src={picture} size="large" />
      <div class="min-w-0">
        <h1 class="text-std-28B-150">{name}</h1>
        <p class="mt-2 flex flex-wrap gap-2">
          <StatusLabel>{kindWords[lang][party.kind]}</StatusLabel>
          <StatusLabel tone={party.side === 'inside' ? 'green' : 'info'}>
            {sideWords[lang][party.side]}
          </StatusLabel>
        </p>
      </div>
    </div>
  )
}

/** A secret that is shown this once: in a box to copy from by hand, and a button where scripts run. */
export function OnceShown(props: { label: string; hint: string; copy: string; secret: string }) {
  const { label, hint, copy, secret } = props
  return (
    <div class="y-form mb-8">
      <Field name="once" label={label} hint={hint} value={secret} readonly />
      <CopyButton text={secret} label={copy} />
    </div>
  )
}

export const kindChoices = (lang: Lang, kinds: readonly PartyKind[] = partyKinds): Choice[] =>
  kinds.map((kind) => ({ value: kind, label: kindWords[lang][kind] }))

export const sideChoices = (lang: Lang): Choice[] =>
  (['inside', 'outside'] as const).map((side) => ({ value: side, label: sideWords[lang][side] }))

export const sectorChoices = (lang: Lang): Choice[] =>
  sectors.map((sector: Sector) => ({ value: sector, label: `${sector} ${sectorWords[lang][sector]}` }))

/** The towns, under their districts. */
export function townChoices(towns: readonly Town[]) {
  const districts = Map.groupBy(towns, ({ district }) => district)
  return [...districts].map(([group, members]) => ({
    group,
    options: members.map(({ town }) => ({ value: town, label: town })),
  }))
}
