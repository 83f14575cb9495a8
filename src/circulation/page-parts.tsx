/** What the pages of this room have in common. */
import type { Seen } from '#http/house.ts'
import type { Download } from '#http/routes.ts'
import { type Cell, writeCsv } from '#kit/csv.ts'
import { Tabs } from '#ui/blocks.tsx'
import type { Crumb } from '#ui/shell.tsx'
import { words } from './words.ts'

export const sections = [
  'overview',
  'money',
  'rounds',
  'pictures',
  'goals',
  'inputOutput',
  'figures',
] as const
export type Section = (typeof sections)[number]
export const sectionAt: Readonly<Record<Section, string>> = {
  overview: '/circulation',
  money: '/circulation/money',
  rounds: '/circulation/rounds',
  pictures: '/circulation/pictures',
  goals: '/circulation/goals',
  inputOutput: '/circulation/input-output',
  figures: '/circulation/figures',
}

export function CirculationTabs({ seen, current }: { seen: Seen; current: Section }) {
  const own = words[seen.lang]
  return (
    <Tabs
      label={own.title}
      items={sections.map((section) => ({
        label: own.sections[section],
        href: sectionAt[section],
        current: section === current,
      }))}
    />
  )
}

export const crumbs = (seen: Seen, ...rest: readonly Crumb[]): readonly Crumb[] => [
  { label: words[seen.lang].title, href: '/circulation' },
  ...rest,
]

export const csvFile = (name: string, rows: readonly (readonly Cell[])[]): Download => ({
  name: `${name}.csv`,
  type: 'text/csv; charset=utf-8',
  bytes: writeCsv(rows),
})
