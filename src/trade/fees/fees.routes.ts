/** The addresses of fees. */
import { z } from 'zod'
import { type Id, isId } from '#kit/ids.ts'
import { normalise } from '#kit/japanese.ts'
import { parseSteps, parseWhole } from '#kit/numbers.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import { dayField, id, line, optionalLine, optionalSteps, optionalWhole, text } from '#http/fields.ts'
import { type Page, action, page } from '#http/routes.ts'
import type { Lang } from '#ui/words.ts'
import { type Calculator, type Scope, type Tier, calculators } from '#trade/fee-rules.ts'
import { addFee, channelsOf, endFee, listFees, scopeChoices } from './fees.ts'
import { feesAt, feesView } from './fees.pages.tsx'
import { feeWords, sayFee } from './words.ts'

const feesPage: Page = page({
  at: feesAt,
  access: 'fee.set',
  load: async (tx, actor) => {
    const fees = await listFees(tx, actor)
    if (isRefusal(fees)) return fees
    return { fees, choices: await scopeChoices(tx), channels: await channelsOf(tx), today: tx.today }
  },
  show: feesView,
})

const labels = (lang: Lang) => {
  const own = feeWords[lang]
  return {
    name: own.name,
    nameEn: own.nameEn,
    scope: own.scope,
    calculator: own.calculator,
    flatPer: own.flatPer,
    amountYen: own.amount,
    rateBp: own.rate,
    tiers: own.tiers,
    from: own.from,
    to: own.to,
  }
}

const boxes = z.object({
  name: line(60),
  nameEn: optionalLine(60),
  scope: z.string().max(60),
  calculator: z.enum(calculators),
  flatPer: z.enum(['statement', 'delivery']).catch('statement'),
  amountYen: optionalWhole(1, 1_000_000),
  rateBp: optionalSteps(2, 1, 10_000),
  tiers: text(500),
  from: dayField(),
})
type Boxes = z.infer<typeof boxes>

/** `producer <id>`, `channel M`, `all`: what the box of the scope says. */
function scopeOf(typed: string): Scope | undefined {
  const [scope = '', value = ''] = typed.split(' ')
  if (scope === 'all') return { scope }
  if (scope === 'channel') return { scope, channel: value }
  if ((scope === 'producer' || scope === 'product' || scope === 'cycle') && isId(value))
    return { scope, scopeId: value as Id }
  return undefined
}

/** `0 15` a line, as people write it: yen, then per cent. */
function tiersOf(typed: string): Tier[] | undefined {
  const lines = typed.split(/[\n／/]+/).map((each) => normalise(each))
  const tiers: Tier[] = []
  for (const each of lines.filter((part) => part !== '')) {
    const [from = '', rate = ''] = each.split(/\s+/)
    const fromYen = parseWhole(from)
    const rateBp = parseSteps(rate.replace(/[%％]$/, ''), 2)
    if (typeof fromYen !== 'number' || typeof rateBp !== 'number') return undefined
    tiers.push({ fromYen, rateBp })
  }
  return tiers
}

function calculatorOf(typed: Boxes): Calculator | Refusal<'amount_wrong' | 'rate_wrong' | 'tiers_wrong'> {
  const { calculator, flatPer, amountYen, rateBp } = typed
  switch (calculator) {
    case 'flat':
      return amountYen === undefined
        ? refuse('amount_wrong', { field: 'amountYen' })
        : { calculator, flatPer, amountYen }
    case 'per_unit':
      return amountYen === undefined
        ? refuse('amount_wrong', { field: 'amountYen' })
        : { calculator, amountYen }
    case 'percent':
      return rateBp === undefined ? refuse('rate_wrong', { field: 'rateBp' }) : { calculator, rateBp }
    case 'tiered': {
      const tiers = tiersOf(typed.tiers)
      return tiers ? { calculator, tiers } : refuse('tiers_wrong', { field: 'tiers' })
    }
  }
}

const shared = { access: 'fee.set', labels, refusals: sayFee, form: () => feesPage } as const

const addAction = action({
  ...shared,
  at: feesAt,
  input: boxes,
  run: async (tx, actor, typed) => {
    const calculation = calculatorOf(typed)
    if (isRefusal(calculation)) return calculation
    const attachedTo = scopeOf(typed.scope)
    if (!attachedTo) return refuse('scope_unknown', { field: 'scope' })
    const { name, nameEn, from } = typed
    return await addFee(tx, actor, { name, nameEn, from, calculation, attachedTo })
  },
  done: (_made, _input, { lang }) => ({ to: feesAt, notice: feeWords[lang].added }),
  audit: ({ feeId }, { name, scope, calculator }) => ({
    documentId: feeId,
    detail: `${name} ${calculator} ${scope}`,
  }),
})

const endAction = action({
  ...shared,
  at: `${feesAt}/:id/end`,
  input: z.object({ id: id(), to: dayField() }),
  run: (tx, actor, { id: feeId, to }) => endFee(tx, actor, { feeId, to }),
  done: (_made, _input, { lang }) => ({ to: feesAt, notice: feeWords[lang].ended }),
  audit: ({ feeId }, { to }) => ({ documentId: feeId, detail: `ended ${to}` }),
})

export const feeRoutes = [feesPage, addAction, endAction]
