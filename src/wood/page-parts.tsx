/** What the pages of the room share: its tabs, amounts as people read them. Views only. */
import type { Seen } from '#http/house.ts'
import { may } from '#parties/policy.ts'
import type { Named } from '#parties/directory.ts'
import { StatusLabel, Tabs, type Tone } from '#ui/blocks.tsx'
import { decimal, unitAmount } from '#ui/numbers.ts'
import type { Crumb } from '#ui/shell.tsx'
import type { Lang } from '#ui/words.ts'
import type { IntakeState } from './schema.ts'
import { woodWords } from './words.ts'

export const woodAt = '/wood'
export const intakesAt = `${woodAt}/intakes`

const tabs = [
  ['start', woodAt, 'region.see'],
  ['intakes', intakesAt, 'wood.deliver'],
  ['yards', `${woodAt}/yards`, 'wood.measure'],
  ['suppliers', `${woodAt}/suppliers`, 'wood.run'],
  ['forests', `${woodAt}/forests`, 'wood.run'],
  ['sites', `${woodAt}/sites`, 'wood.run'],
  ['prices', `${woodAt}/prices`, 'wood.run'],
  ['stock', `${woodAt}/stock`, 'wood.make'],
  ['heat', `${woodAt}/heat`, 'region.see'],
  ['results', `${woodAt}/results`, 'region.see'],
  ['certificates', `${woodAt}/certificates`, 'wood.run'],
  ['meetings', `${woodAt}/meetings`, 'wood.run'],
  ['payouts', `${woodAt}/payouts`, 'wood.pay'],
] as const
export type WoodTab = (typeof tabs)[number][0]

/** The pages of the room that somebody may open; none for who may open the first alone. */
export function WoodTabs({ current, seen }: { current: WoodTab; seen: Seen }) {
  const own = woodWords[seen.lang]
  const open = tabs.filter(([, , access]) => may(seen.actor.role, access))
  if (open.length < 2) return null
  return (
    <Tabs
      label={own.menu}
      items={open.map(([tab, href]) => ({ label: own.tabs[tab], href, current: tab === current }))}
    />
  )
}

export const crumbs = (seen: Seen, ...more: Crumb[]): Crumb[] => [
  { label: woodWords[seen.lang].title, href: woodAt },
  ...more,
]

export const weight = (grams: number | null | undefined, lang: Lang): string =>
  grams === null || grams === undefined ? '–' : unitAmount(grams, 'WOOD', lang)
/** Thousandths of a cubic metre: `1.270 m³`. */
export const volume = (litres: number | null | undefined, lang: Lang): string =>
  litres ? `${decimal(litres / 1_000, 3)} ${woodWords[lang].cubic}` : '–'

const tones: Readonly<Record<IntakeState, Tone>> = {
  draft: 'neutral',
  submitted: 'info',
  measured: 'warning',
  approved: 'green',
  paid: 'success',
  cancelled: 'neutral',
  reversed: 'error',
  reversal: 'error',
}
export const StateOf = ({ state, lang }: { state: IntakeState; lang: Lang }) => (
  <StatusLabel tone={tones[state]}>{woodWords[lang].states[state]}</StatusLabel>
)

export const namedOptions = (parties: readonly Named[]) =>
  parties.map(({ id, name }) => ({ value: id, label: name }))
export const wordOptions = <Key extends string>(keys: readonly Key[], words: Readonly<Record<Key, string>>) =>
  keys.map((value) => ({ value, label: words[value] }))
