/** The catalogue: the page by which the region is judged. Views only; `catalogue.routes.ts` says what is read. */
import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { may } from '#parties/policy.ts'
import { EmptyState, Heading, TextLink } from '#ui/blocks.tsx'
import { ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { FilterChips, SearchForm } from '#ui/lists.tsx'
import { decimal } from '#ui/numbers.ts'
import type { Lang } from '#ui/words.ts'
import { NextCard, ProductCards } from './catalogue-parts.tsx'
import type { Asked, CatalogueSeen } from './catalogue-reading.ts'
import { categories, categoryNames } from './categories.ts'
import { partsOf } from './seasons.ts'
import { words } from './words/catalogue.ts'

export function catalogueView(found: CatalogueSeen, { lang, actor }: Seen, asked: Asked): View {
  const own = words[lang]
  const conditions = conditionsOf(asked, lang)
  const bare = conditions.length === 0 && found.count === 0
  return {
    title: [...conditions.map(({ label }) => label), own.title].join(' · '),
    description: own.description,
    density: 'public',
    body: (
      <>
        <Heading lead={own.lead}>{own.title}</Heading>
        {bare ? (
          <EmptyState
            title={own.nothingHere}
            text={own.nothingHereText}
            action={
              may(actor.role, 'product.edit')
                ? { label: own.putUpFirst, href: '/trade/products/new' }
                : { label: own.toCirculation, href: '/circulation' }
            }
          />
        ) : (
          <>
            <Conditions found={found} asked={asked} lang={lang} />
            {found.count === 0 ? (
              <NothingFound found={found} asked={asked} conditions={conditions} lang={lang} />
            ) : (
              <Found found={found} asked={asked} lang={lang} />
            )}
          </>
        )}
      </>
    ),
  }
}

/** The address that says these conditions; paging begins anew unless told otherwise. */
export function addressOf({ text, category, month, inStock, after }: Asked): string {
  const query = new URLSearchParams()
  if (text) query.set('q', text)
  if (category) query.set('category', category)
  if (month) query.set('month', String(month))
  if (inStock) query.set('available', '1')
  if (after) query.set('after', after)
  return query.size === 0 ? '/products' : `/products?${query}`
}

const fromStart = (asked: Asked): Asked => ({ ...asked, after: undefined })

interface Part {
  readonly found: CatalogueSeen
  readonly asked: Asked
  readonly lang: Lang
}

/**
 * On a phone each line of chips can be pushed sideways, so that the first pictures are in sight; the chosen kind or month
 * stands first in its line, where it is seen.
 */
const sideways =
  'max-sm:-mx-4 max-sm:[&_ul]:flex-nowrap max-sm:[&_ul]:overflow-x-auto max-sm:[&_ul]:px-4 max-sm:[&_ul]:py-1.5 max-sm:[&_a]:whitespace-nowrap max-sm:[&_.y-chips:not(:first-child)_li:has([aria-current])]:order-first max-sm:[&_.y-chips]:mb-1 [&_.y-chips]:mb-3'

function Conditions({ found, asked, lang }: Part) {
  const own = words[lang]
  const kept = fromStart(asked)
  const others = [
    { name: 'category', value: kept.category },
    { name: 'month', value: kept.month?.toString() },
    { name: 'available', value: kept.inStock ? '1' : undefined },
  ].flatMap(({ name, value }) => (value === undefined ? [] : [{ name, value }]))
  const shown = categories.filter((each) => found.byCategory.has(each) || each === kept.category)
  const all = [...found.byCategory.values()].reduce((sum, count) => sum + count, 0)
  const { month } = partsOf(found.dekad)
  return (
    <div class="max-sm:[&_.y-search-box]:basis-0 max-sm:[&_.y-search-row]:gap-x-2">
      <SearchForm action="/products" label={own.search} value={kept.text} hidden={others} />
      <div class={sideways}>
        <FilterChips
          label={own.filters}
          items={[
            {
              label: own.inSeasonNow(own.month(month)),
              current: kept.month === month,
              href: addressOf({ ...kept, month: kept.month === month ? undefined : month }),
            },
            {
              label: own.availableNow,
              current: kept.inStock === true,
              href: addressOf({ ...kept, inStock: !kept.inStock }),
            },
          ]}
        />
        {kept.month !== undefined && (
          <FilterChips
            label={own.months}
            items={Array.from({ length: 12 }, (_each, index) => ({
              label: own.month(index + 1),
              current: kept.month === index + 1,
              href: addressOf({ ...kept, month: index + 1 }),
            }))}
          />
        )}
        {(shown.length > 1 || kept.category) && (
          <FilterChips
            label={own.categories}
            items={[
              {
                label: own.every,
                count: all,
                current: kept.category === undefined,
                href: addressOf({ ...kept, category: undefined }),
              },
              ...shown.map((each) => ({
                label: categoryNames[each][lang],
                count: found.byCategory.get(each) ?? 0,
                current: kept.category === each,
                href: addressOf({ ...kept, category: each }),
              })),
            ]}
          />
        )}
      </div>
    </div>
  )
}

function Found({ found, asked, lang }: Part) {
  const own = words[lang]
  const count = decimal(found.count)
  return (
    <>
      <p class="flex flex-wrap gap-x-6 gap-y-1">
        <strong role="status">{asked.text ? own.countOf(count, asked.text) : own.count(count)}</strong>
        {addressOf(fromStart(asked)) !== '/products' && <TextLink href="/products">{own.clear}</TextLink>}
        {asked.after && <TextLink href={addressOf(fromStart(asked))}>{own.toFirst}</TextLink>}
      </p>
      <div class="mt-3!">
        <ProductCards rows={found.rows} dekad={found.dekad} lang={lang}>
          {found.next && <NextCard href={addressOf({ ...asked, after: found.next })} lang={lang} />}
        </ProductCards>
      </div>
    </>
  )
}

interface Condition {
  readonly label: string
  readonly without: Asked
}

/** Each condition by its name, and what remains without it. */
function conditionsOf(given: Asked, lang: Lang): Condition[] {
  const own = words[lang]
  const asked = fromStart(given)
  const list: Condition[] = []
  if (asked.text) list.push({ label: asked.text, without: { ...asked, text: undefined } })
  if (asked.category)
    list.push({ label: categoryNames[asked.category][lang], without: { ...asked, category: undefined } })
  if (asked.month)
    list.push({ label: own.inSeasonIn(own.month(asked.month)), without: { ...asked, month: undefined } })
  if (asked.inStock) list.push({ label: own.availableNow, without: { ...asked, inStock: false } })
  return list
}

/** Nothing meets the conditions: each of them can be dropped with one touch. */
function NothingFound({ found, asked, conditions, lang }: Part & { conditions: readonly Condition[] }) {
  const own = words[lang]
  const elsewhere = [...found.byCategory.values()].reduce((sum, count) => sum + count, 0)
  return (
    <>
      <div role="status">
        <EmptyState
          title={asked.text ? own.nothingFoundFor(asked.text) : own.nothingFound}
          text={own.nothingFoundText}
          action={
            elsewhere > 0
              ? {
                  label: own.inEveryCategory(decimal(elsewhere)),
                  href: addressOf({ ...asked, after: undefined, category: undefined }),
                }
              : { label: own.everything, href: '/products' }
          }
        />
      </div>
      {conditions.length > 1 && (
        <ButtonRow>
          {conditions.map(({ label, without }) => (
            <ButtonLink href={addressOf(without)}>{own.without(label)}</ButtonLink>
          ))}
        </ButtonRow>
      )}
      {found.instead.length > 0 && (
        <>
          <Heading level={2}>{own.instead}</Heading>
          <ProductCards rows={found.instead} dekad={found.dekad} lang={lang} columns={4} level={3} />
        </>
      )}
    </>
  )
}
