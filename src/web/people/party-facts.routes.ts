import { z } from 'zod'
import { isRefusal } from '#kit/refusals.ts'
import { dayField, id, line } from '#http/fields.ts'
import { type Route, action, page } from '#http/routes.ts'
import { maskedAccount, readBankAccount, setBankAccount } from '#parties/bank-accounts.ts'
import { endRegistration, registrationsOf, setRegistration } from '#parties/registrations.ts'
import { setSide, sidesOf } from '#parties/sides.ts'
import { openParty } from './parties.ts'
import { bankView, standingView } from './party-facts.pages.tsx'
import { partyWords } from './party.words.ts'
import { sentenceOf } from './sentences.ts'

const bankPage = page({
  at: '/parties/:id/bank-account',
  access: 'own.bank-account',
  input: z.object({ id: id() }),
  load: async (tx, actor, input) => {
    const party = await openParty(tx, actor, input.id)
    if (isRefusal(party)) return party
    const account = await readBankAccount(tx, actor, input.id)
    return isRefusal(account) ? account : { party, account, today: tx.today }
  },
  show: bankView,
})

const bankAction = action({
  at: '/parties/:id/bank-account',
  access: 'own.bank-account',
  input: z.object({
    id: id(),
    bankCode: line(10),
    branchCode: line(10),
    accountType: z.enum(['1', '2', '4', '9']),
    accountNumber: line(20),
    holderKana: line(100),
    accountFrom: dayField(),
  }),
  run: (tx, actor, { id: partyId, accountFrom: from, ...typed }) =>
    setBankAccount(tx, actor, { ...typed, partyId, from }),
  done: (account, _input, { lang }) => ({
    to: `/parties/${account.partyId}/bank-account`,
    notice: partyWords[lang].bank.saved(maskedAccount(account, lang)),
  }),
  labels: (lang) => partyWords[lang].fields,
  refusals: sentenceOf,
  form: () => bankPage,
})

const standingPage = page({
  at: '/parties/:id/standing',
  access: 'party.register',
  input: z.object({ id: id() }),
  load: async (tx, actor, input) => {
    const party = await openParty(tx, actor, input.id)
    if (isRefusal(party)) return party
    return {
      party,
      sides: await sidesOf(tx, input.id),
      registrations: await registrationsOf(tx, input.id),
      today: tx.today,
    }
  },
  show: standingView,
})

const sideAction = action({
  at: '/parties/:id/standing/side',
  access: 'party.register',
  input: z.object({ id: id(), side: z.enum(['inside', 'outside']), sideFrom: dayField() }),
  run: (tx, actor, { id: partyId, side, sideFrom: from }) => setSide(tx, actor, { partyId, side, from }),
  done: ({ partyId }, _input, { lang }) => ({
    to: `/parties/${partyId}/standing`,
    notice: partyWords[lang].standing.saved,
  }),
  labels: (lang) => partyWords[lang].fields,
  refusals: sentenceOf,
  form: () => standingPage,
})

const registrationAction = action({
  at: '/parties/:id/standing/registration',
  access: 'party.verify',
  input: z.object({ id: id(), number: line(40), registeredFrom: dayField() }),
  run: (tx, actor, { id: partyId, number, registeredFrom: from }) =>
    setRegistration(tx, actor, { partyId, number, from }),
  done: (checked, { id: partyId }, { lang }) => ({
    to: `/parties/${partyId}/standing`,
    notice: partyWords[lang].standing[checked.warning ? 'doubtful' : 'saved'],
  }),
  labels: (lang) => partyWords[lang].fields,
  refusals: sentenceOf,
  form: () => standingPage,
})

const endAction = action({
  at: '/parties/:id/standing/registration/end',
  access: 'party.verify',
  input: z.object({ id: id(), lastDay: dayField() }),
  run: (tx, actor, { id: partyId, lastDay }) => endRegistration(tx, actor, { partyId, lastDay }),
  done: ({ partyId }, _input, { lang }) => ({
    to: `/parties/${partyId}/standing`,
    notice: partyWords[lang].standing.saved,
  }),
  labels: (lang) => partyWords[lang].fields,
  refusals: sentenceOf,
  form: () => standingPage,
})

export const partyFactRoutes: readonly Route[] = [
  bankPage,
  bankAction,
  standingPage,
  sideAction,
  registrationAction,
  endAction,
]
