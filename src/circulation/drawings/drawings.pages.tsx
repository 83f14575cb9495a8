/** A picture with what it can be asked, its table, and how to use it elsewhere; and the same bare, for other sites. */
import { withQuery } from '#http/paths.ts'
import { type ReportColumn, shown } from '#http/columns.ts'
import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { may } from '#parties/policy.ts'
import { Card, CardGrid, EmptyState, Heading, Notice, TextLink } from '#ui/blocks.tsx'
import { ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { TextArea } from '#ui/forms.tsx'
import { FilterChips } from '#ui/lists.tsx'
import { bracketed, dayText, fiscalYearText } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { FigureWithTable } from '#ui/pictures/figure-with-table.tsx'
import { standaloneSvg } from '#ui/pictures/stand-alone.tsx'
import type { Column } from '#ui/tables.tsx'
import type { Lang } from '#ui/words.ts'
import { bandLabel, endName } from '#circulation/groups.ts'
import { CirculationTabs, crumbs, sectionAt } from '#circulation/page-parts.tsx'
import { PeriodChoice, periodText } from '#circulation/period-parts.tsx'
import { periodQuery } from '#circulation/periods.ts'
import { type Drawing, isWeb, pictureNames } from './drawings.ts'
import { type Drawn, type Row, draw } from './pictures.tsx'
import { ways } from '#circulation/ways.ts'
import { type Knot, divisions } from './webs.ts'
import { drawingWords } from './words.ts'

export const picturesAt = sectionAt.pictures

type Query = Readonly<Record<string, string | undefined>>

/** What the address of this picture says, for links. */
function queryOf({ name, unit, by, open, way, months }: Drawing): Query {
  return {
    ...periodQuery(months),
    ...(isWeb(name)
      ? {
          unit: unit === 'JPY' ? undefined : unit,
          by: by === 'band' ? undefined : by,
          open: open && endName(open),
        }
      : name === 'years' || name === 'multiples'
        ? { way: way === 'earned' ? undefined : way }
        : {}),
  }
}

export function titleOf(data: Drawing, lang: Lang): string {
  const own = drawingWords[lang]
  const { name, way, year, months, unit, open } = data
  if (name === 'years') return `${own.ways[way]}`
  if (name === 'multiples') return bracketed(own.ways[way], fiscalYearText(year, lang), lang)
  if (name === 'map') return bracketed(own.mapTitle, fiscalYearText(year, lang), lang)
  const group = open ? ` ${bandLabel(open.band, open.side, lang)}` : ''
  return bracketed(
    `${own.names[name]}${unit === 'JPY' ? '' : ` ${own.units[unit]}`}${group}`,
    periodText(months, lang),
    lang,
  )
}

const sourceOf = ({ region, today }: Drawing, lang: Lang): string =>
  drawingWords[lang].source((lang === 'en' ? region?.nameEn : region?.name) ?? '', dayText(today, lang))

/** A group leads to what is in it; opened, or of one alone, it leads nowhere. */
function openHrefOf(data: Drawing) {
  return ({ band, side, party, sector, town, others }: Knot): string | undefined => {
    if (!band || party || sector || town || others || band === 'company' || band === 'city') return undefined
    if (data.open) return undefined
    return withQuery(`${picturesAt}/${data.name}`, {
      ...queryOf(data),
      by: 'sector',
      open: endName({ side, band }),
    })
  }
}

const drawnOf = (data: Drawing, lang: Lang): Drawn =>
  draw({ data, lang, title: titleOf(data, lang), openHref: openHrefOf(data) })

export function drawingView(data: Drawing, seen: Seen): View {
  const { lang } = seen
  const own = drawingWords[lang]
  const title = titleOf(data, lang)
  const drawn = drawnOf(data, lang)
  return {
    title,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.title, href: picturesAt }, { label: own.names[data.name] }),
    body: (
      <>
        <CirculationTabs seen={seen} current="pictures" />
        <Heading lead={own.leads[data.name]}>{own.names[data.name]}</Heading>
        <Choices data={data} seen={seen} />
        {drawn.rows.length === 0 ? (
          <EmptyState title={own.none} />
        ) : (
          <FigureWithTable
            title={title}
            source={sourceOf(data, lang)}
            table={{ rows: drawn.rows, columns: tableColumns(drawn.columns, lang), rowHeader: false }}
            open
          >
            {drawn.picture}
          </FigureWithTable>
        )}
        {isWeb(data.name) &&
          (data.by === 'sector' || data.by === 'town') &&
          !may(seen.actor.role, 'ledger.see') && <p class="mt-4 text-ink-soft">{own.few}</p>}
        <Elsewhere data={data} seen={seen} />
      </>
    ),
  }
}

const tableColumns = (columns: readonly ReportColumn<Row>[], lang: Lang): Column<Row>[] =>
  columns.map(({ key, label, kind, value, cell }) => ({
    key,
    label,
    numeric: kind !== 'text',
    cell: cell ?? ((row) => shown(value(row), kind, lang)),
  }))

/** Which picture, of when, of what, how divided. */
function Choices({ data, seen }: { data: Drawing; seen: Seen }) {
  const { lang } = seen
  const own = drawingWords[lang]
  const query = queryOf(data)
  const { name, open } = data
  const at = `${picturesAt}/${name}`
  const timed = name !== 'years'
  return (
    <>
      <FilterChips
        label={own.picture}
        items={pictureNames.map((each) => ({
          label: own.names[each],
          href: withQuery(
            `${picturesAt}/${each}`,
            isWeb(each) === isWeb(name) ? query : periodQuery(data.months),
          ),
          current: each === name,
        }))}
      />
      {timed && (
        <PeriodChoice
          at={at}
          months={data.months}
          today={data.today}
          seen={seen}
          kept={withoutPeriod(query)}
        />
      )}
      {isWeb(name) && data.units.length > 1 && (
        <FilterChips
          label={own.unit}
          items={data.units.map((unit) => ({
            label: own.units[unit],
            href: withQuery(at, { ...query, unit: unit === 'JPY' ? undefined : unit }),
            current: unit === data.unit,
          }))}
        />
      )}
      {isWeb(name) && (
        <FilterChips
          label={own.by}
          items={divisions
            .filter((by) => by !== 'party' || may(seen.actor.role, 'ledger.see'))
            .map((by) => ({
              label: own.divisions[by],
              href: withQuery(at, { ...query, by }),
              current: by === data.by,
            }))}
        />
      )}
      {(name === 'years' || name === 'multiples') && <WayChips data={data} at={at} lang={lang} />}
      {open && (
        <Notice kind="info">
          {own.opened(bandLabel(open.band, open.side, lang))}{' '}
          <TextLink href={withQuery(at, { ...query, open: undefined, by: undefined })}>
            {own.closeGroup}
          </TextLink>
        </Notice>
      )}
    </>
  )
}

function WayChips({ data, at, lang }: { data: Drawing; at: string; lang: Lang }) {
  const own = drawingWords[lang]
  const query = queryOf(data)
  return (
    <FilterChips
      label={own.way}
      items={ways.map((way) => ({
        label: own.ways[way],
        href: withQuery(at, { ...query, way }),
        current: way === data.way,
      }))}
    />
  )
}

const withoutPeriod = ({ fy: _fy, from: _from, to: _to, ...rest }: Query): Query => rest

/** The code that puts this picture into another site, and its files. */
function Elsewhere({ data, seen }: { data: Drawing; seen: Seen }) {
  const { lang } = seen
  const own = drawingWords[lang]
  const at = `${picturesAt}/${data.name}`
  const query = { ...queryOf(data), lang }
  const whole = (path: string): string => `${seen.publicUrl}${withQuery(path, query)}`
  const title = titleOf(data, lang).replaceAll('"', '')
  return (
    <Part id="elsewhere">
      <Heading level={2} lead={own.shareLead}>
        {own.share}
      </Heading>
      <ButtonRow>
        <ButtonLink href={withQuery(`${at}/picture.svg`, query)} size="small" kind="secondary">
          {own.imageFile}
        </ButtonLink>
        <ButtonLink href={withQuery(`${at}/table.csv`, queryOf(data))} size="small" kind="secondary" download>
          {own.csv}
        </ButtonLink>
      </ButtonRow>
      <div class="mt-6 grid gap-6">
        <TextArea
          name="embed"
          label={own.embed}
          rows={2}
          value={`<iframe src="${whole(`${at}/embed`)}" title="${title}" width="100%" height="640"></iframe>`}
        />
        <TextArea
          name="image"
          label={own.image}
          rows={2}
          value={`<img src="${whole(`${at}/picture.svg`)}" alt="${title}" width="100%">`}
        />
      </div>
      <p class="mt-4 text-ink-soft">
        <TextLink href={withQuery(`${at}/embed`, query)}>{own.preview}</TextLink>　{own.print}
      </p>
    </Part>
  )
}

/** For the frame of another site: the picture and its table, nothing else. */
export function embeddedView(data: Drawing, seen: Seen): View {
  const { lang } = seen
  const title = titleOf(data, lang)
  const drawn = drawnOf(data, lang)
  return {
    title,
    whole: withQuery(`${picturesAt}/${data.name}`, queryOf(data)),
    body: (
      <FigureWithTable
        title={title}
        source={sourceOf(data, lang)}
        table={{ rows: drawn.rows, columns: tableColumns(drawn.columns, lang), rowHeader: false }}
      >
        {drawn.picture}
      </FigureWithTable>
    ),
  }
}

/** The picture as a document of its own. */
export const imageOf = (data: Drawing, { lang, publicUrl }: Pick<Seen, 'lang' | 'publicUrl'>): string =>
  standaloneSvg(drawnOf(data, lang).picture, {
    lang,
    title: titleOf(data, lang),
    source: sourceOf(data, lang),
    base: publicUrl,
  })

export const tableOf = (data: Drawing, lang: Lang): Pick<Drawn, 'columns' | 'rows'> => drawnOf(data, lang)

/** All pictures, each small and as it stands now. */
export function picturesView(_data: object, seen: Seen): View {
  const { lang } = seen
  const own = drawingWords[lang]
  return {
    title: own.title,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.title }),
    body: (
      <>
        <CirculationTabs seen={seen} current="pictures" />
        <Heading lead={own.lead}>{own.title}</Heading>
        <CardGrid columns={2}>
          {pictureNames.map((name) => (
            <Card title={own.names[name]} href={`${picturesAt}/${name}`}>
              <p>{own.leads[name]}</p>
              <img
                class="mt-3 w-full"
                src={withQuery(`${picturesAt}/${name}/picture.svg`, { lang })}
                alt=""
                loading="lazy"
                width="640"
                height="400"
              />
            </Card>
          ))}
        </CardGrid>
      </>
    ),
  }
}
