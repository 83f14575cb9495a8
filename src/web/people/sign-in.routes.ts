import { z } from 'zod'
import { refuse } from '#kit/refusals.ts'
import { id } from '#http/fields.ts'
import { type Route, action, page } from '#http/routes.ts'
import { roleWords } from '#parties/words.ts'
import { actAs, endSession } from '#parties/sessions.ts'
import { backField, homeOf } from './back.ts'
import { demoDoors, enterByPassword, enterDemo } from './doors.ts'
import { heldRole } from './fields.ts'
import { sentenceOf } from './sentences.ts'
import { signInView } from './sign-in.pages.tsx'
import { words } from './words.ts'

export const signInPage = page({
  at: '/sign-in',
  access: 'sign-in',
  input: z.object({ back: backField() }),
  load: async (_tx, _actor, input) => input,
  show: signInView,
})

const signInAction = action({
  at: '/sign-in',
  access: 'sign-in',
  // A password is taken as it was typed: spaces at its ends belong to it.
  input: z.object({ email: z.string().trim().min(1), password: z.string().min(1), back: backField() }),
  run: (tx, _actor, input, asked) => enterByPassword(tx, input, asked),
  done: (entered, { back }, { lang }) => ({
    to: back ?? homeOf(entered.role),
    notice: words[lang].signIn.welcome(entered.name),
    session: entered,
  }),
  labels: (lang) => ({ email: words[lang].signIn.email, password: words[lang].signIn.password }),
  refusals: sentenceOf,
  form: () => signInPage,
})

const demoAction = action({
  at: '/sign-in/demo',
  access: 'sign-in',
  input: z.object({ role: z.enum(demoDoors), back: backField() }),
  run: (tx, _actor, input, asked) => enterDemo(tx, input, asked),
  done: (entered, { back }, { lang }) => ({
    to: back ?? homeOf(entered.role),
    notice: words[lang].signIn.welcomeAs(entered.name, entered.partyName ?? ''),
    session: entered,
  }),
  labels: (lang) => ({ role: words[lang].demo.title }),
  refusals: sentenceOf,
  form: () => signInPage,
})

const signOutAction = action({
  at: '/sign-out',
  access: 'sign-in',
  input: z.object({}),
  run: async (tx, _actor, _input, { sessionToken }) => {
    if (sessionToken) await endSession(tx, sessionToken)
    return {}
  },
  done: (_answer, _input, { lang }) => ({
    to: '/',
    notice: words[lang].signIn.signedOut,
    session: 'end',
  }),
  labels: () => ({}),
  refusals: sentenceOf,
  form: () => signInPage,
})

const actAsAction = action({
  at: '/act-as',
  access: 'own.account',
  input: z.object({ partyId: id(), role: heldRole(), back: backField() }),
  run: async (tx, _actor, { partyId, role }, { session }) =>
    session ? await actAs(tx, session, { partyId, role }) : refuse('membership_unknown'),
  done: (acting, { back }, { lang }) => ({
    to: back ?? homeOf(acting.role),
    notice: words[lang].signIn.actingAs(acting.partyName, roleWords[lang][acting.role]),
  }),
  labels: (lang) => ({ partyId: words[lang].account.seats, role: words[lang].account.seats }),
  refusals: sentenceOf,
  form: () => signInPage,
})

export const signInRoutes: readonly Route[] = [
  signInPage,
  signInAction,
  demoAction,
  signOutAction,
  actAsAction,
]
