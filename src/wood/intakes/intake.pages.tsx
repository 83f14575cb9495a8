/** One slip with all that stands on it, and what can be done with it. Views only. */
import type { Child } from 'hono/jsx'
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, box } from '#http/house.ts'
import { withQuery } from '#http/paths.ts'
import type { View } from '#http/routes.ts'
import { may } from '#parties/policy.ts'
import { CardGrid, DefinitionList, Figure, Heading, Notice, Steps, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Field, FileField, Form } from '#ui/forms.tsx'
import { dayText, decimal, instantText, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import type { Lang } from '#ui/words.ts'
import { type CountedLog, countedDiameter, countedLength, logVolume } from '#wood/measuring.ts'
import { StateOf, WoodTabs, crumbs, intakesAt, volume, weight } from '#wood/page-parts.tsx'
import { safetyOf } from '#wood/suppliers.ts'
import { woodWords } from '#wood/words.ts'
import { paidIn } from './intakes.pages.tsx'
import { mostPhotos } from './photos.ts'
import type { IntakeSeen } from './reading.ts'
import { slipAt } from './slip.pages.tsx'
import { intakeWords } from './words.ts'

const way = ['draft', 'submitted', 'measured', 'approved', 'paid'] as const

function Way({ slip, lang }: { slip: IntakeSeen; lang: Lang }) {
  const reached = way.findIndex((state) => state === slip.state)
  if (reached === -1) return null
  const { states } = woodWords[lang]
  return (
    <Steps
      items={way.slice(1).map((state, at) => ({
        label: states[state],
        state: at + 1 < reached || slip.state === 'paid' ? 'done' : at + 1 === reached ? 'current' : 'next',
      }))}
    />
  )
}

export function intakeView(slip: IntakeSeen, seen: Seen): View {
  const { lang } = seen
  const own = intakeWords[lang]
  return {
    title: `${own.list} ${slip.intakeNo}`,
    breadcrumbs: crumbs(seen, { label: own.list, href: intakesAt }, { label: slip.intakeNo }),
    body: (
      <>
        <WoodTabs current="intakes" seen={seen} />
        <Heading
          above={<StateOf state={slip.state} lang={lang} />}
          lead={`${slip.supplierName} → ${slip.siteName}`}
        >
          {slip.intakeNo}
        </Heading>
        <FormErrors seen={seen} />
        <Told slip={slip} lang={lang} />
        <Way slip={slip} lang={lang} />
        <CardGrid columns={2}>
          <Figure
            label={woodWords[lang].weight}
            value={slip.grams === null ? own.waitingFor : weight(slip.grams, lang)}
            note={slip.litres ? volume(slip.litres, lang) : undefined}
            size="large"
          />
          {slip.rewardYen !== null && <Figure label={own.earned} value={paidIn(slip, lang)} size="large" />}
        </CardGrid>
        <Next slip={slip} seen={seen} />
        <Facts slip={slip} lang={lang} />
        {slip.logs.length > 0 && <LogTable logs={slip.logs} lang={lang} />}
        {slip.rewardYen !== null && <Worth slip={slip} seen={seen} />}
        <Photos slip={slip} seen={seen} />
        <Ways slip={slip} seen={seen} />
      </>
    ),
  }
}

/** What is to be known before anything else: why it came back, that it was reversed, that somebody is not insured. */
function Told({ slip, lang }: { slip: IntakeSeen; lang: Lang }) {
  const own = intakeWords[lang]
  const titles = {
    draft: own.reasonBack,
    cancelled: own.reasonCancelled,
    reversed: own.reasonReversed,
    reversal: own.reasonReversed,
  } as const
  const title = titles[slip.state as keyof typeof titles]
  const safety = slip.state === 'cancelled' || slip.other ? [] : safetyOf(slip.supplier, slip.deliveredOn)
  return (
    <>
      {slip.reason !== '' && title && (
        <Notice kind="warning" title={title}>
          {slip.reason}
        </Notice>
      )}
      {slip.other && (
        <p class="mt-4">
          {slip.state === 'reversal' ? own.reverses : own.reversedBy}{' '}
          <TextLink href={`${intakesAt}/${slip.other.intakeId}`}>{slip.other.intakeNo}</TextLink>
        </p>
      )}
      {safety.map((fault) => (
        <Notice kind="warning">{own.safety[fault]}</Notice>
      ))}
    </>
  )
}

const open = new Set(['draft', 'submitted'])

/** The next step, for who takes it. */
function Next({ slip, seen }: { slip: IntakeSeen; seen: Seen }) {
  const own = intakeWords[seen.lang]
  const { role } = seen.actor
  const at = `${intakesAt}/${slip.intakeId}`
  const measures = may(role, 'wood.measure')
  const mends = open.has(slip.state) || (slip.state === 'measured' && measures)
  return (
    <ButtonRow>
      {slip.state === 'measured' && may(role, 'wood.run') && (
        <Form
          action={`${at}/approve`}
          csrf={seen.csrf}
          requestKey={`${seen.requestKey} approve`}
          label={own.approve}
        >
          <Button size="large">{own.approve}</Button>
        </Form>
      )}
      {mends && (
        <ButtonLink
          href={`${at}/change`}
          kind={slip.state === 'measured' ? 'secondary' : 'primary'}
          size="large"
        >
          {measures && slip.state !== 'draft' ? own.measureSlip : own.changeSlip}
        </ButtonLink>
      )}
      {slip.rewardYen !== null && slip.proof !== 'none' && (
        <ButtonLink href={`${at}/felling.pdf`}>{own.felling}</ButtonLink>
      )}
    </ButtonRow>
  )
}

function Facts({ slip, lang }: { slip: IntakeSeen; lang: Lang }) {
  const own = intakeWords[lang]
  const words = woodWords[lang]
  const metres = (mm: number | null): string => `${decimal((mm ?? 0) / 1_000, 2)} ${words.m}`
  const measured: Record<IntakeSeen['method'], string> = {
    weighbridge: slip.grossGrams
      ? `${weight(slip.grossGrams, lang)} − ${weight(slip.tareGrams ?? 0, lang)}`
      : '',
    logs: '',
    stack: slip.widthMm ? [slip.widthMm, slip.heightMm, slip.depthMm].map(metres).join(' × ') : '',
    trucks: slip.truckTenths ? `${decimal(slip.truckTenths / 10, 1)} ${own.truckUnit}` : '',
  }
  const rows: (readonly [Child, Child])[] = [
    [own.deliveredOn, dayText(slip.deliveredOn, lang)],
    [words.woodClass, words.classes[slip.woodClass]],
    [words.speciesOf, words.species[slip.species]],
    [
      own.method,
      [words.methods[slip.method], measured[slip.method], slip.selfMeasured ? own.selfMeasured : '']
        .filter(Boolean)
        .join('　'),
    ],
    [own.wet, slip.wetBp === null ? '' : `${decimal(slip.wetBp / 100, 1)} %`],
    [own.fromWhere, [slip.forestName, slip.origin].filter(Boolean).join('　')],
    [own.basis, words.bases[slip.basis]],
    [own.bay, slip.bay],
    [own.note, slip.note],
    [own.paper, slip.blankNo],
    [own.createdAt, instantText(slip.createdAt, lang)],
    [own.measuredBy, slip.measuredAt && `${slip.measuredBy}　${instantText(slip.measuredAt, lang)}`],
    [own.approvedBy, slip.approvedAt && `${slip.approvedBy}　${instantText(slip.approvedAt, lang)}`],
    [own.paidOn, slip.paidOn && dayText(slip.paidOn, lang)],
  ]
  return (
    <Part title={own.facts}>
      <DefinitionList items={rows.filter(([, value]) => Boolean(value))} />
    </Part>
  )
}

function LogTable({ logs, lang }: { logs: readonly CountedLog[]; lang: Lang }) {
  const own = intakeWords[lang]
  const words = woodWords[lang]
  const total = logs.reduce((sum, log) => sum + logVolume(log) * log.pieces, 0)
  return (
    <Part>
      <Table
        caption={own.logTable}
        rows={logs}
        rowHeader={false}
        columns={[
          {
            key: 'diameter',
            label: own.diameter,
            numeric: true,
            cell: (log) => `${decimal(log.diameterMm / 10, 1)} ${words.cm}`,
          },
          {
            key: 'length',
            label: own.length,
            numeric: true,
            cell: (log) => `${decimal(log.lengthMm / 1_000, 2)} ${words.m}`,
          },
          {
            key: 'counted',
            label: own.counted,
            numeric: true,
            hideOnPhone: true,
            cell: (log) =>
              `${countedDiameter(log.diameterMm)} ${words.cm} × ${decimal(countedLength(log.lengthMm) / 1_000, 1)} ${words.m}`,
          },
          { key: 'pieces', label: own.pieces, numeric: true, cell: (log) => decimal(log.pieces) },
          {
            key: 'volume',
            label: own.volumeEach,
            numeric: true,
            cell: (log) => volume(logVolume(log), lang),
          },
        ]}
        foot={[{ label: words.total, cells: { volume: volume(total, lang) } }]}
      />
    </Part>
  )
}

function Worth({ slip, seen }: { slip: IntakeSeen; seen: Seen }) {
  const { lang } = seen
  const own = intakeWords[lang]
  const words = woodWords[lang]
  const per = slip.price?.basis === 'm3' ? words.perCubic : words.perTonne
  const priced = (each: number): string => `${per} ${yen(each, lang)}`
  const rows: (readonly [Child, Child])[] = [
    [own.buys, slip.price && `${yen(slip.worthYen ?? 0, lang)}（${priced(slip.price.yen)}）`],
    ...(slip.topUpYen
      ? [
          [
            own.topUp(slip.topUpName ?? ''),
            `${yen(slip.topUpYen, lang)}（${priced(slip.price?.topUpYen ?? 0)}）`,
          ] as const,
        ]
      : []),
    [own.pay, own.split(slip.yenPct, slip.pointsPct, slip.firewoodPct)],
    [own.inYen, slip.rewardYen ? yen(slip.rewardYen, lang) : ''],
    [own.inPoints, slip.rewardPoints ? `${decimal(slip.rewardPoints)} pt` : ''],
    [
      own.inFirewood,
      slip.firewoodGrams
        ? `${weight(slip.firewoodGrams, lang)}（${yen(slip.firewoodYen ?? 0, lang)}） ${slip.firewoodLeftGrams > 0 ? own.firewoodLeft(weight(slip.firewoodLeftGrams, lang)) : ''}`
        : '',
    ],
  ]
  return (
    <Part title={own.worth}>
      <DefinitionList items={rows.filter(([, value]) => Boolean(value))} />
      {slip.payoutId && may(seen.actor.role, 'wood.pay') && (
        <p class="mt-4">
          <TextLink href={`/wood/payouts/${slip.payoutId}`}>{own.payout}</TextLink>
        </p>
      )}
      {slip.entryId && may(seen.actor.role, 'ledger.see') && (
        <p class="mt-4">
          <TextLink href={`/ledger/entries/${slip.entryId}`}>{own.openLedger}</TextLink>
        </p>
      )}
    </Part>
  )
}

function Photos({ slip, seen }: { slip: IntakeSeen; seen: Seen }) {
  const own = intakeWords[seen.lang]
  const at = `${intakesAt}/${slip.intakeId}`
  const mayAdd = slip.photos.length < mostPhotos && slip.state !== 'cancelled' && slip.state !== 'reversal'
  if (slip.photos.length === 0 && !mayAdd) return null
  return (
    <Part title={own.photos}>
      <ul class="y-photos">
        {slip.photos.map(({ photoId, width, height }, n) => (
          <li>
            <a href={`${intakesAt}/photos/${photoId}/full`}>
              <img
                src={`${intakesAt}/photos/${photoId}/small`}
                alt={own.photoAlt(n + 1)}
                width={width}
                height={height}
                loading="lazy"
              />
            </a>
            {open.has(slip.state) && (
              <Form
                action={`${intakesAt}/photos/${photoId}/remove`}
                csrf={seen.csrf}
                requestKey={`${seen.requestKey} ${photoId}`}
              >
                <Button kind="quiet" size="small">
                  {own.removePhoto}
                  <span class="y-hidden">（{n + 1}）</span>
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {mayAdd && (
        <Form
          action={`${at}/photos`}
          csrf={seen.csrf}
          requestKey={`${seen.requestKey} photos`}
          label={own.addPhotos}
          files
        >
          <FileField
            name="photos"
            label={own.addPhotos}
            hint={own.photosHint}
            accept="image/*"
            multiple
            error={box(seen, 'photos').error}
          />
          <Button kind="secondary">{own.addPhotos}</Button>
        </Form>
      )}
    </Part>
  )
}

/** What turns a slip back, each with its reason. */
function Ways({ slip, seen }: { slip: IntakeSeen; seen: Seen }) {
  const own = intakeWords[seen.lang]
  const { role } = seen.actor
  const [measures, runs] = [may(role, 'wood.measure'), may(role, 'wood.run')]
  const waits = slip.state === 'submitted' || slip.state === 'measured'
  const done = slip.state === 'approved' || slip.state === 'paid'
  return (
    <>
      {waits && (measures || runs) && (
        <Back deed="return" title={own.giveBack} lead={own.giveBackLead} slip={slip} seen={seen} />
      )}
      {(open.has(slip.state) || (waits && measures)) && (
        <Back deed="cancel" title={own.cancel} lead={own.cancelLead} slip={slip} seen={seen} />
      )}
      {done && runs && (
        <Back deed="reverse" title={own.reverse} lead={own.reverseLead} slip={slip} seen={seen} />
      )}
      {(slip.state === 'reversed' || slip.state === 'cancelled') && (
        <ButtonRow>
          <ButtonLink href={withQuery(slipAt, { from: slip.intakeId })}>{own.again}</ButtonLink>
        </ButtonRow>
      )}
    </>
  )
}

interface BackProps {
  deed: 'return' | 'cancel' | 'reverse'
  title: string
  lead: string
  slip: IntakeSeen
  seen: Seen
}

function Back({ deed, title, lead, slip, seen }: BackProps) {
  const own = intakeWords[seen.lang]
  return (
    <Part title={title} lead={lead}>
      <Form
        action={`${intakesAt}/${slip.intakeId}/${deed}`}
        csrf={seen.csrf}
        requestKey={`${seen.requestKey} ${deed}`}
        label={title}
      >
        <Field {...box(seen, 'reason')} id={`f-reason-${deed}`} label={own.reason} maxlength={200} required />
        <Button kind={deed === 'return' ? 'secondary' : 'danger'}>{title}</Button>
      </Form>
    </Part>
  )
}
