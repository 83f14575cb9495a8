/** The slip as it is filled in: at the yard on a phone, by who measures, with or without scripts. Views only. */
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, box, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Day } from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import { may } from '#parties/policy.ts'
import { Disclosure, EmptyState, Heading } from '#ui/blocks.tsx'
import { Button, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldGroup, FieldRow, FileField, Form, RadioGroup, Select, TextArea } from '#ui/forms.tsx'
import { KeptForm } from '#ui/kept-forms.tsx'
import type { Forest } from '#wood/forests.ts'
import { WoodTabs, crumbs, intakesAt, woodAt, wordOptions } from '#wood/page-parts.tsx'
import { bases } from '#wood/schema.ts'
import type { Site } from '#wood/sites.ts'
import type { Supplier } from '#wood/suppliers.ts'
import { woodWords } from '#wood/words.ts'
import type { IntakeSeen } from './reading.ts'
import { Load } from './slip-load.tsx'
import { intakeWords } from './words.ts'

export const slipAt = `${woodAt}/slip`
export const slipsAt = `${woodAt}/slips`

export interface SlipData {
  /** Whose slip it is, when that is settled: one's own, or that of the slip. */
  readonly supplier?: Supplier
  /** To choose from, for who writes slips of others. */
  readonly suppliers: readonly Pick<Supplier, 'partyId' | 'name' | 'supplierNo'>[]
  readonly sites: readonly Site[]
  readonly forests: readonly Forest[]
  readonly today: Day
  /** The slip that is put right or measured, or a new one is written from. */
  readonly from?: IntakeSeen
  /** The slip itself is changed. */
  readonly change?: Id
  /** The number of the paper that is being entered. */
  readonly paper?: string
  readonly site?: Id
}

/** A new slip; kept on the device while there is no network. */
export function slipView(data: SlipData, seen: Seen): View {
  const own = intakeWords[seen.lang]
  const keeper = may(seen.actor.role, 'wood.measure')
  const mayWrite = keeper || data.supplier !== undefined || data.suppliers.length > 0
  return {
    title: own.newSlip,
    breadcrumbs: crumbs(seen, { label: own.list, href: intakesAt }, { label: own.newSlip }),
    body: (
      <>
        <WoodTabs current="intakes" seen={seen} />
        <Heading lead={own.newLead}>{own.newSlip}</Heading>
        {!mayWrite ? (
          <EmptyState title={own.notSupplier} text={own.notSupplierText} />
        ) : data.sites.length === 0 ? (
          <EmptyState title={own.noSites} text={own.noSitesText} />
        ) : (
          <KeptForm
            page={slipAt}
            post={slipsAt}
            owner={seen.actor.userId ?? ''}
            told={['supplierId', 'deliveredOn', 'woodClass', 'origin']}
            words={own.kept}
          >
            <FormErrors seen={seen} />
            <SlipForm action={slipsAt} data={data} seen={seen} />
          </KeptForm>
        )}
      </>
    ),
  }
}

/** A slip that is there already: put right, or measured. */
export function changeView(data: SlipData & { from: IntakeSeen; change: Id }, seen: Seen): View {
  const own = intakeWords[seen.lang]
  const measuring = may(seen.actor.role, 'wood.measure') && data.from.state !== 'draft'
  const title = measuring ? own.measureSlip : own.changeSlip
  const at = `${intakesAt}/${data.change}`
  return {
    title: `${title} ${data.from.intakeNo}`,
    breadcrumbs: crumbs(
      seen,
      { label: own.list, href: intakesAt },
      { label: data.from.intakeNo, href: at },
      { label: title },
    ),
    body: (
      <>
        <WoodTabs current="intakes" seen={seen} />
        <Heading above={data.from.intakeNo} lead={measuring ? own.measureLead : undefined}>
          {title}
        </Heading>
        <FormErrors seen={seen} />
        <SlipForm action={`${at}/change`} data={data} seen={seen} />
      </>
    ),
  }
}

interface FormProps {
  data: SlipData
  seen: Seen
}

function SlipForm({ action, data, seen }: FormProps & { action: string }) {
  const own = intakeWords[seen.lang]
  const { from } = data
  return (
    <Form action={action} csrf={seen.csrf} requestKey={seen.requestKey} label={own.newSlip} files>
      {data.change === undefined && (
        <input type="hidden" name="intakeId" value={typed(seen, 'intakeId', newId())} data-fresh-id="" />
      )}
      <WhoAndWhere data={data} seen={seen} />
      <Origin data={data} seen={seen} />
      <Load from={from} seen={seen} />
      <FieldGroup legend={own.more}>
        <TextArea {...box(seen, 'note', from?.note)} label={own.note} rows={2} maxlength={500} optional />
        {data.change === undefined && (
          <FileField
            name="photos"
            label={own.photos}
            hint={own.photosHint}
            accept="image/*"
            multiple
            optional
          />
        )}
        <Pay data={data} seen={seen} />
        <Field
          {...box(seen, 'blankNo', from?.blankNo ?? data.paper)}
          label={own.paper}
          hint={own.paperHint}
          width="middle"
          maxlength={20}
          optional
        />
      </FieldGroup>
      <Sending data={data} seen={seen} />
    </Form>
  )
}

function WhoAndWhere({ data, seen }: FormProps) {
  const own = intakeWords[seen.lang]
  const { supplier, suppliers, sites, from } = data
  const bay = from?.bay ?? ''
  return (
    <FieldGroup legend={own.whoWhere}>
      {supplier ? (
        <input type="hidden" name="supplierId" value={supplier.partyId} data-told={supplier.name} />
      ) : (
        <Select
          {...box(seen, 'supplierId', from?.supplierId)}
          label={own.who}
          options={suppliers.map(({ partyId, name, supplierNo }) => ({
            value: partyId,
            label: `${name}（${supplierNo}）`,
          }))}
          required
        />
      )}
      <RadioGroup
        {...box(seen, 'siteId', from?.siteId ?? data.site ?? (sites.length === 1 ? sites[0]?.siteId : ''))}
        label={own.where}
        options={sites.map((site) => ({
          value: site.siteId,
          label: seen.lang === 'ja' ? site.name : site.nameEn || site.name,
          hint: site.hours,
        }))}
        inline
        required
      />
      <FieldRow>
        <TodayField
          {...box(seen, 'deliveredOn', from && data.change ? from.deliveredOn : data.today)}
          label={own.deliveredOn}
        />
        <Field
          {...box(seen, 'bay', bay)}
          label={own.bay}
          hint={own.bayHint}
          width="short"
          maxlength={20}
          optional
        />
      </FieldRow>
    </FieldGroup>
  )
}

const TodayField = (props: { name: string; value: string; error?: string; label: string }) => (
  <div data-today="">
    <Field {...props} type="date" required />
  </div>
)

function Origin({ data: { forests, from }, seen }: FormProps) {
  const { lang } = seen
  const own = intakeWords[lang]
  return (
    <FieldGroup legend={own.fromWhere}>
      {forests.length > 0 && (
        <Select
          {...box(seen, 'forestId', from?.forestId)}
          label={own.forest}
          empty={own.forestEmpty}
          options={forests.map(({ forestId, name, ownerName }) => ({
            value: forestId,
            label: `${name}（${ownerName}）`,
          }))}
        />
      )}
      <Field
        {...box(seen, 'origin', from?.origin)}
        label={own.origin}
        hint={forests.length > 0 ? own.originHint : undefined}
        maxlength={200}
        optional={forests.length > 0}
        required={forests.length === 0}
      />
      <Select
        {...box(seen, 'basis', from?.basis ?? 'other')}
        label={own.basis}
        hint={forests.length > 0 ? own.basisHint : undefined}
        options={wordOptions(bases, woodWords[lang].bases)}
        empty={false}
        width="middle"
      />
    </FieldGroup>
  )
}

function Pay({ data: { supplier, from }, seen }: FormProps) {
  const own = intakeWords[seen.lang]
  const { pct } = woodWords[seen.lang]
  const usual = from ?? supplier
  if (!usual) return null
  const changed = ['yenPct', 'pointsPct', 'firewoodPct'].some(
    (key) => (seen.form?.values[`split.${key}`] ?? '') !== '',
  )
  return (
    <Disclosure title={own.pay} open={changed}>
      <p class="y-hint">{own.payUsual(own.split(usual.yenPct, usual.pointsPct, usual.firewoodPct))}</p>
      <FieldRow>
        <Field {...box(seen, 'split.yenPct')} label={own.yenPart} type="number" unit={pct} />
        <Field {...box(seen, 'split.pointsPct')} label={own.pointsPart} type="number" unit={pct} />
        <Field {...box(seen, 'split.firewoodPct')} label={own.firewoodPart} type="number" unit={pct} />
      </FieldRow>
    </Disclosure>
  )
}

/** As far as somebody may take the slip, with what they most often want first. */
function Sending({ data, seen }: FormProps) {
  const own = intakeWords[seen.lang]
  const { role } = seen.actor
  const measure = may(role, 'wood.measure')
  const approve = measure && may(role, 'wood.run')
  const supplierOnly = !measure
  return (
    <ButtonRow>
      {approve && (
        <Button name="to" value="approved" size="large">
          {own.sendApproved}
        </Button>
      )}
      {measure && (
        <Button name="to" value="measured" size="large" kind={approve ? 'secondary' : 'primary'}>
          {own.sendMeasured}
        </Button>
      )}
      {(supplierOnly || data.from?.state !== 'measured') && (
        <Button name="to" value="submitted" size="large" kind={supplierOnly ? 'primary' : 'secondary'}>
          {own.send}
        </Button>
      )}
      {supplierOnly && (
        <Button name="to" value="draft" kind="quiet">
          {own.sendDraft}
        </Button>
      )}
    </ButtonRow>
  )
}
