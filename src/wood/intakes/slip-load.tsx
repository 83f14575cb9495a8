/** The boxes of a slip for what was brought and how it was measured. */
import { type Seen, box } from '#http/house.ts'
import { Disclosure } from '#ui/blocks.tsx'
import { Checkbox, Field, FieldGroup, FieldRow, RadioGroup, Select } from '#ui/forms.tsx'
import { decimal } from '#ui/numbers.ts'
import { methods } from '#wood/measuring.ts'
import { wordOptions } from '#wood/page-parts.tsx'
import { species, woodClasses } from '#wood/schema.ts'
import { woodWords } from '#wood/words.ts'
import type { IntakeSeen } from './reading.ts'
import { intakeWords } from './words.ts'

const firstRows = 5
const mostRows = 30

/** Millimetres and grams as people write them; nothing where nothing was measured. */
const stored = (value: number | null | undefined, per: number, decimals: number): string =>
  value
    ? decimal(value / per, decimals)
        .replaceAll(',', '')
        .replace(/\.?0+$/, '')
    : ''

export function Load({ from, seen }: { from?: IntakeSeen; seen: Seen }) {
  const { lang } = seen
  const own = intakeWords[lang]
  const words = woodWords[lang]
  return (
    <FieldGroup legend={own.what}>
      <RadioGroup
        {...box(seen, 'woodClass', from?.woodClass ?? 'c')}
        label={words.woodClass}
        options={wordOptions(woodClasses, words.classes)}
        inline
        required
      />
      <Select
        {...box(seen, 'species', from?.species ?? 'sugi')}
        label={words.speciesOf}
        options={wordOptions(species, words.species)}
        empty={false}
        width="middle"
        required
      />
      <RadioGroup
        {...box(seen, 'method', from?.method ?? 'weighbridge')}
        label={own.method}
        options={wordOptions(methods, words.methods)}
        required
      />
      <Measures from={from} seen={seen} />
      <Field
        {...box(seen, 'wetBp', stored(from?.wetBp, 100, 1))}
        label={own.wet}
        hint={own.wetHint}
        type="decimal"
        unit={words.pct}
        optional
      />
      <Checkbox
        name="selfMeasured"
        label={own.selfMeasured}
        checked={seen.form ? seen.form.values['selfMeasured'] === '1' : from?.selfMeasured}
      />
    </FieldGroup>
  )
}

/** The boxes of each way of measuring; where style sheets can, only those of the chosen one are shown. */
function Measures({ from, seen }: { from?: IntakeSeen; seen: Seen }) {
  const own = intakeWords[seen.lang]
  const words = woodWords[seen.lang]
  return (
    <>
      <div class="y-when-weighbridge">
        <FieldRow>
          <Field
            {...box(seen, 'grossGrams', stored(from?.grossGrams, 1_000, 1))}
            label={own.gross}
            type="decimal"
            unit={words.kg}
          />
          <Field
            {...box(seen, 'tareGrams', stored(from?.tareGrams, 1_000, 1))}
            label={own.tare}
            type="decimal"
            unit={words.kg}
          />
        </FieldRow>
      </div>
      <div class="y-when-logs">
        <Logs from={from} seen={seen} />
      </div>
      <div class="y-when-stack">
        <FieldRow>
          <Field
            {...box(seen, 'widthMm', stored(from?.widthMm, 1_000, 3))}
            label={own.width}
            type="decimal"
            unit={words.m}
          />
          <Field
            {...box(seen, 'heightMm', stored(from?.heightMm, 1_000, 3))}
            label={own.height}
            type="decimal"
            unit={words.m}
          />
          <Field
            {...box(seen, 'depthMm', stored(from?.depthMm, 1_000, 3))}
            label={own.depth}
            type="decimal"
            unit={words.m}
          />
        </FieldRow>
      </div>
      <div class="y-when-trucks">
        <Field
          {...box(seen, 'truckTenths', stored(from?.truckTenths, 10, 1))}
          label={own.trucks}
          type="decimal"
          unit={own.truckUnit}
        />
      </div>
    </>
  )
}

/** Lines of logs; the first few are open, more behind a press, all without scripts. */
function Logs({ from, seen }: { from?: IntakeSeen; seen: Seen }) {
  const own = intakeWords[seen.lang]
  const words = woodWords[seen.lang]
  const rows = Array.from({ length: mostRows }, (_, at) => at)
  const filled = (at: number): boolean =>
    from?.logs[at] !== undefined ||
    ['diameterMm', 'lengthMm', 'pieces'].some((key) => (seen.form?.values[`logs.${at}.${key}`] ?? '') !== '')
  const shown = Math.max(firstRows, rows.findLast(filled) ?? 0) + 1
  const line = (at: number) => <LogLine at={at} log={from?.logs[at]} seen={seen} />
  return (
    <fieldset class="y-logs" id="f-logs">
      <legend class="y-label">{own.logs}</legend>
      <p class="y-hint">{own.logsHint}</p>
      <div class="y-log y-log-head" aria-hidden="true">
        <span></span>
        <span>{`${own.diameter} ${words.cm}`}</span>
        <span>{`${own.length} ${words.m}`}</span>
        <span>{own.pieces}</span>
      </div>
      {rows.slice(0, shown).map(line)}
      {shown < mostRows && <Disclosure title={own.moreRows}>{rows.slice(shown).map(line)}</Disclosure>}
    </fieldset>
  )
}

function LogLine({ at, log, seen }: { at: number; log?: IntakeSeen['logs'][number]; seen: Seen }) {
  const own = intakeWords[seen.lang]
  const words = woodWords[seen.lang]
  const name = (label: string, unit = ''): string => `${own.row(at + 1)} ${label} ${unit}`.trim()
  return (
    <div class="y-log">
      <span class="y-log-no" aria-hidden="true">
        {at + 1}
      </span>
      <Field
        {...box(seen, `logs.${at}.diameterMm`, stored(log?.diameterMm, 10, 1))}
        label={name(own.diameter, words.cm)}
        hideLabel
        type="decimal"
      />
      <Field
        {...box(seen, `logs.${at}.lengthMm`, stored(log?.lengthMm, 1_000, 2))}
        label={name(own.length, words.m)}
        hideLabel
        type="decimal"
      />
      <Field
        {...box(seen, `logs.${at}.pieces`, log?.pieces ?? '')}
        label={name(own.pieces)}
        hideLabel
        type="number"
      />
    </div>
  )
}
