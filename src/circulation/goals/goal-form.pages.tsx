/** The form of a goal, and a file of values before it is written. Views only. */
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Id } from '#kit/ids.ts'
import { allIndicators } from '#ledger/indicators.ts'
import { Heading, StatusLabel } from '#ui/blocks.tsx'
import { Button, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldGroup, FieldRow, Form, RadioGroup, Select, TextArea } from '#ui/forms.tsx'
import { fiscalYearText } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import type { Lang } from '#ui/words.ts'
import { CirculationTabs, crumbs } from '#circulation/page-parts.tsx'
import { figureNames, figureOf } from '#circulation/public-figures.ts'
import { directions, measuredBy, sides } from '#circulation/schema.ts'
import { UploadPreview } from '#circulation/upload-parts.tsx'
import { words } from '#circulation/words.ts'
import { goalsAt, inLang } from './plans.pages.tsx'
import type { Goal, PlanSeen } from './reading.ts'
import { sdgs } from './sdgs.ts'
import type { ValuesPlan } from './values.ts'
import { goalWords, sayValueFault } from './words.ts'

export function goalFormView({ plan, goal }: { plan: PlanSeen; goal?: Goal }, seen: Seen): View {
  const own = goalWords[seen.lang]
  const title = goal ? own.editGoal : own.addGoal
  const at = `${goalsAt}/${plan.planId}/goals/${goal ? `${goal.goalId}/edit` : 'new'}`
  return {
    title,
    breadcrumbs: crumbs(
      seen,
      { label: own.title, href: goalsAt },
      { label: inLang(plan.name, plan.nameEn, seen.lang), href: `${goalsAt}/${plan.planId}` },
      { label: title },
    ),
    body: (
      <>
        <CirculationTabs seen={seen} current="goals" />
        <Heading above={inLang(plan.name, plan.nameEn, seen.lang)}>{title}</Heading>
        <FormErrors seen={seen} />
        <Form action={at} csrf={seen.csrf} requestKey={seen.requestKey} label={title}>
          <Naming goal={goal} seen={seen} />
          <Aim plan={plan} goal={goal} seen={seen} />
          <Measuring goal={goal} seen={seen} />
          <Belonging goal={goal} seen={seen} />
          <ButtonRow>
            <Button>{own.save}</Button>
          </ButtonRow>
        </Form>
      </>
    ),
  }
}

interface PartProps {
  goal: Goal | undefined
  seen: Seen
}
const boxes =
  (seen: Seen) =>
  (name: string, stored: string | number = '') => ({
    name,
    value: typed(seen, name, stored),
    error: faultOf(seen, name),
  })

function Naming({ goal, seen }: PartProps) {
  const own = goalWords[seen.lang]
  const box = boxes(seen)
  return (
    <>
      <RadioGroup
        {...box('side', goal?.side ?? 'economy')}
        label={own.side}
        inline
        options={sides.map((side) => ({ value: side, label: own.sides[side] }))}
      />
      <Field {...box('name', goal?.name)} label={own.goal} required maxlength={100} />
      <Field {...box('nameEn', goal?.nameEn)} label={own.nameEn} optional maxlength={100} />
      <TextArea {...box('definition', goal?.definition)} label={own.definition} optional rows={3} />
      <TextArea {...box('definitionEn', goal?.definitionEn)} label={own.definitionEn} optional rows={3} />
    </>
  )
}

function Aim({ plan, goal, seen }: PartProps & { plan: PlanSeen }) {
  const own = goalWords[seen.lang]
  const box = boxes(seen)
  return (
    <FieldGroup legend={`${own.baseline} → ${own.target}`}>
      <FieldRow>
        <Field
          {...box('unit', goal?.unit)}
          label={own.unit}
          hint={own.unitHint}
          width="short"
          required
          maxlength={20}
        />
        <Field
          {...box('decimals', goal?.decimals ?? 0)}
          label={own.decimals}
          inputmode="numeric"
          width="short"
          required
        />
      </FieldRow>
      <RadioGroup
        {...box('direction', goal?.direction ?? 'up')}
        label={own.direction}
        inline
        options={directions.map((value) => ({ value, label: own.directions[value] }))}
      />
      <FieldRow>
        <Field {...box('baseline', goal?.baseline)} label={own.baseline} inputmode="decimal" required />
        <Field
          {...box('baselineYear', goal?.baselineYear ?? plan.fromYear)}
          label={own.baselineYear}
          inputmode="numeric"
          width="short"
          required
        />
      </FieldRow>
      <FieldRow>
        <Field {...box('target', goal?.target)} label={own.target} inputmode="decimal" required />
        <Field
          {...box('targetYear', goal?.targetYear ?? plan.toYear)}
          label={own.targetYear}
          inputmode="numeric"
          width="short"
          required
        />
      </FieldRow>
    </FieldGroup>
  )
}

function Measuring({ goal, seen }: PartProps) {
  const { lang } = seen
  const own = goalWords[lang]
  const box = boxes(seen)
  return (
    <FieldGroup legend={own.measuredBy}>
      <RadioGroup
        {...box('measuredBy', goal?.measuredBy ?? 'entered')}
        label={own.measuredBy}
        options={measuredBy.map((value) => ({ value, label: own.measures[value] }))}
      />
      <Select
        {...box('measure', goal?.measure)}
        label={own.measure}
        hint={own.measureHint}
        empty={own.measures.entered}
        options={[
          {
            group: own.measures.figure,
            options: figureNames.map((name) => ({ value: name, label: figureOf(name).label[lang] })),
          },
          {
            group: own.measures.indicator,
            options: allIndicators().map(({ name, meaning }) => ({ value: name, label: meaning[lang] })),
          },
        ]}
      />
      <Field
        {...box('scale', goal?.scale ?? 1)}
        label={own.scale}
        hint={own.scaleHint}
        inputmode="decimal"
        width="short"
        required
      />
    </FieldGroup>
  )
}

function Belonging({ goal, seen }: PartProps) {
  const { lang } = seen
  const own = goalWords[lang]
  const box = boxes(seen)
  return (
    <FieldGroup legend="SDGs">
      <FieldRow>
        <Select {...box('sdg', goal?.sdg)} label={own.sdg} empty={own.noSdg} options={sdgOptions(lang)} />
        <Field
          {...box('sdgTarget', goal?.sdgTarget)}
          label={own.sdgTarget}
          hint={own.sdgTargetHint}
          width="short"
          optional
          maxlength={5}
        />
      </FieldRow>
      <Field
        {...box('localIndicator', goal?.localIndicator)}
        label={own.localIndicator}
        optional
        maxlength={200}
      />
      <Field {...box('source', goal?.source)} label={own.source} optional maxlength={200} />
    </FieldGroup>
  )
}

const sdgOptions = (lang: Lang) =>
  sdgs.map((sdg, n) => ({ value: String(n + 1), label: `${n + 1} ${sdg[lang]}` }))

export function valuesPlanView(
  { plan, file, id }: { plan: PlanSeen; file: ValuesPlan; id: Id },
  seen: Seen,
): View {
  const { lang } = seen
  const own = goalWords[lang]
  const at = `${goalsAt}/${plan.planId}`
  const { upload } = words[lang]
  return {
    title: upload.preview,
    wide: true,
    breadcrumbs: crumbs(
      seen,
      { label: own.title, href: goalsAt },
      { label: inLang(plan.name, plan.nameEn, lang), href: at },
      { label: file.name },
    ),
    body: (
      <>
        <CirculationTabs seen={seen} current="goals" />
        <Heading above={file.name}>{upload.preview}</Heading>
        <UploadPreview
          action={`${at}/values/${id}`}
          rows={file.rows}
          faults={file.faults.map((fault) => ({ line: fault.line, why: sayValueFault(fault, lang) }))}
          seen={seen}
        />
        <Part>
          <Table
            caption={upload.preview}
            phone="cards"
            rows={file.rows}
            columns={[
              { key: 'goal', label: own.goal },
              { key: 'year', label: own.year, cell: (row) => fiscalYearText(row.year, lang) },
              { key: 'value', label: own.value, numeric: true, cell: (row) => String(row.value) },
              { key: 'source', label: own.source },
              {
                key: 'known',
                label: upload.known,
                cell: (row) => row.known && <StatusLabel>{upload.known}</StatusLabel>,
              },
            ]}
          />
        </Part>
      </>
    ),
  }
}
