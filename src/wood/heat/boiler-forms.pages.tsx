/** What is entered of a boiler: its log, its half-hours, what it is like. Views only. */
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, box } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Day } from '#kit/days.ts'
import type { Named } from '#parties/directory.ts'
import { Heading } from '#ui/blocks.tsx'
import { Button, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldRow, FileField, Form, Select } from '#ui/forms.tsx'
import { crumbs, namedOptions, weight, wordOptions } from '#wood/page-parts.tsx'
import type { Site } from '#wood/sites.ts'
import { woodWords } from '#wood/words.ts'
import { oilKinds } from '#wood/factors.ts'
import type { Boiler } from './boilers.ts'
import { boilerName } from './heat.pages.tsx'
import { heatAt } from './parts.tsx'
import { heatMethods, soldAs } from './schema.ts'
import { heatWords } from './words.ts'

export function logView({ boiler, today }: { boiler: Boiler; today: Day }, seen: Seen): View {
  const { lang } = seen
  const own = heatWords[lang]
  const { kg } = woodWords[lang]
  const at = `${heatAt}/${boiler.siteId}`
  const name = boilerName(boiler, lang)
  const meter = boiler.method === 'meter'
  return {
    title: own.log,
    breadcrumbs: crumbs(
      seen,
      { label: own.heat, href: heatAt },
      { label: name, href: at },
      { label: own.log },
    ),
    body: (
      <>
        <Heading above={name} lead={own.logLead}>
          {own.log}
        </Heading>
        <FormErrors seen={seen} />
        <p>{`${own.bunker}：${weight(boiler.bunkerGrams, lang)}`}</p>
        <Form action={`${at}/log`} csrf={seen.csrf} requestKey={seen.requestKey} label={own.log}>
          <Field {...box(seen, 'on', today)} label={own.on} type="date" max={today} required />
          <FieldRow>
            {meter && (
              <Field
                {...box(seen, 'heatWh')}
                label={own.heatMeter}
                hint={own.heatMeterHint}
                type="decimal"
                unit={own.kwh}
              />
            )}
            <Field
              {...box(seen, 'chipsGrams')}
              label={own.chipsBurnt}
              hint={meter ? own.chipsHint : undefined}
              type="decimal"
              unit={kg}
              required={!meter}
            />
          </FieldRow>
          <FieldRow>
            <Field {...box(seen, 'oilMl')} label={own.oilBurnt} type="decimal" unit={own.litres} optional />
            <Field {...box(seen, 'powerWh')} label={own.power} type="decimal" unit={own.kwh} optional />
          </FieldRow>
          <FieldRow>
            <Field {...box(seen, 'ashGrams')} label={own.ash} type="decimal" unit={kg} optional />
            <Field
              {...box(seen, 'minutes')}
              label={own.minutes}
              type="number"
              unit={own.minutesUnit}
              optional
            />
          </FieldRow>
          <Field {...box(seen, 'fault')} label={own.fault} maxlength={200} optional />
          <Field {...box(seen, 'note')} label={own.note} maxlength={500} optional />
          <ButtonRow>
            <Button size="large">{own.record}</Button>
          </ButtonRow>
        </Form>
      </>
    ),
  }
}

export function readingsView({ boiler }: { boiler: Boiler }, seen: Seen): View {
  const own = heatWords[seen.lang]
  const at = `${heatAt}/${boiler.siteId}`
  const name = boilerName(boiler, seen.lang)
  return {
    title: own.readings,
    breadcrumbs: crumbs(
      seen,
      { label: own.heat, href: heatAt },
      { label: name, href: at },
      { label: own.readings },
    ),
    body: (
      <>
        <Heading above={name} lead={own.readingsLead}>
          {own.readings}
        </Heading>
        <FormErrors seen={seen} />
        <Form
          action={`${at}/readings`}
          csrf={seen.csrf}
          requestKey={seen.requestKey}
          label={own.readings}
          files
        >
          <FileField {...box(seen, 'file')} label={own.file} accept=".csv,text/csv" required />
          <ButtonRow>
            <Button>{own.take}</Button>
          </ButtonRow>
        </Form>
      </>
    ),
  }
}

export interface SettingsData {
  readonly site: Site
  readonly boiler?: Boiler
  readonly parties: readonly Named[]
}

export function settingsView({ site, boiler, parties }: SettingsData, seen: Seen): View {
  const { lang } = seen
  const own = heatWords[lang]
  const at = `${heatAt}/${site.siteId}/settings`
  return {
    title: own.settings,
    breadcrumbs: crumbs(
      seen,
      { label: own.heat, href: heatAt },
      { label: site.name },
      { label: own.settings },
    ),
    body: (
      <>
        <Heading above={site.name}>{own.settings}</Heading>
        <FormErrors seen={seen} />
        <Form action={at} csrf={seen.csrf} requestKey={seen.requestKey} label={own.settings}>
          <Field {...box(seen, 'heats', boiler?.heats)} label={own.heats} maxlength={100} optional />
          <Select
            {...box(seen, 'userId', boiler?.userId ?? site.operatorId)}
            label={own.user}
            options={namedOptions(parties)}
            required
          />
          <Technical boiler={boiler} seen={seen} />
          <ButtonRow>
            <Button>{woodWords[lang].save}</Button>
          </ButtonRow>
        </Form>
      </>
    ),
  }
}

const scaled = (value: number | undefined, by: number): string =>
  value === undefined ? '' : String(value / by)

function Technical({ boiler, seen }: { boiler?: Boiler; seen: Seen }) {
  const own = heatWords[seen.lang]
  const { kg, pct } = woodWords[seen.lang]
  return (
    <>
      <FieldRow>
        <Select
          {...box(seen, 'method', boiler?.method ?? 'meter')}
          label={own.method}
          options={wordOptions(heatMethods, own.methods)}
          empty={false}
        />
        <Field
          {...box(seen, 'efficiencyBp', scaled(boiler?.efficiencyBp ?? 8_000, 100))}
          label={own.efficiency}
          type="decimal"
          unit={pct}
          required
        />
      </FieldRow>
      <FieldRow>
        <Select
          {...box(seen, 'oil', boiler?.oil ?? 'a_oil')}
          label={own.oil}
          options={wordOptions(oilKinds, own.oils)}
          empty={false}
        />
        <Field
          {...box(seen, 'oilEfficiencyBp', scaled(boiler?.oilEfficiencyBp ?? 8_500, 100))}
          label={own.oilEfficiency}
          type="decimal"
          unit={pct}
          required
        />
      </FieldRow>
      <FieldRow>
        <Field
          {...box(seen, 'bunkerLeastGrams', scaled(boiler?.bunkerLeastGrams, 1_000))}
          label={own.bunkerLeast}
          type="decimal"
          unit={kg}
          required
        />
        <Field
          {...box(seen, 'bunkerMostGrams', scaled(boiler?.bunkerMostGrams, 1_000))}
          label={own.bunkerMost}
          type="decimal"
          unit={kg}
          required
        />
      </FieldRow>
      <FieldRow>
        <Select
          {...box(seen, 'soldAs', boiler?.soldAs ?? 'none')}
          label={own.soldAs}
          options={wordOptions(soldAs, own.soldWays)}
          empty={false}
        />
        <Field
          {...box(seen, 'priceYen', boiler?.priceYen || '')}
          label={own.price}
          hint={own.priceHint}
          type="number"
          unit={woodWords[seen.lang].yen}
        />
      </FieldRow>
    </>
  )
}
