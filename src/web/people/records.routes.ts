import { z } from 'zod'
import { cursor, dayField, line, optionalDay, optionalId, tick } from '#http/fields.ts'
import { type Page, type Route, action, page } from '#http/routes.ts'
import { listMail } from '#parties/mail.ts'
import { listParameters, setParameter } from '#parties/parameters.ts'
import { readAudit } from './audit.ts'
import { auditView } from './audit.pages.tsx'
import { outboxView } from './outbox.pages.tsx'
import { parameterName, parametersView } from './parameters.pages.tsx'
import { privacyView } from './privacy.pages.tsx'
import { recordWords } from './record.words.ts'
import { sentenceOf } from './sentences.ts'

/** In an address line, what is not understood means no condition. */
const auditInput = z.object({
  action: z
    .string()
    .regex(/^[a-z_]+(\.[a-z_]+)?$/)
    .optional()
    .catch(undefined),
  user: optionalId().catch(undefined),
  document: optionalId().catch(undefined),
  from: optionalDay().catch(undefined),
  to: optionalDay().catch(undefined),
  after: cursor(),
})

const auditPage = page({
  at: '/audit',
  access: 'audit.see',
  input: auditInput,
  load: readAudit,
  show: auditView,
})

const outboxPage = page({
  at: '/outbox',
  access: 'outbox.see',
  input: z.object({ after: cursor() }),
  load: (tx, _actor, { after }) => listMail(tx, after, 20),
  show: outboxView,
})

const parametersPage: Page = page({
  at: '/parameters',
  access: 'ledger.see',
  load: async (tx) => ({ parameters: await listParameters(tx), today: tx.today }),
  show: parametersView,
})

const parameterAction = action({
  at: '/parameters',
  access: 'parameter.set',
  input: z.object({
    name: line(),
    value: line(20),
    from: dayField(),
    source: line(500),
    confirmed: tick(),
  }),
  run: setParameter,
  done: ({ name }, { from }, { lang }) => ({
    to: '/parameters',
    notice: recordWords[lang].parameters.saved(parameterName(name, lang), from),
  }),
  labels: (lang) => {
    const { name, value, from, source } = recordWords[lang].parameters
    return { name, value, from, source }
  },
  refusals: sentenceOf,
  form: () => parametersPage,
})

const privacyPage = page({
  at: '/privacy',
  access: 'region.see',
  load: async () => ({}),
  show: (_data, seen) => privacyView(seen),
})

export const recordRoutes: readonly Route[] = [
  auditPage,
  outboxPage,
  parametersPage,
  parameterAction,
  privacyPage,
]
