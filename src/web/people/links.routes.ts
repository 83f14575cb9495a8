import { z } from 'zod'
import { line, optionalLine } from '#http/fields.ts'
import { type Page, type Route, action, page } from '#http/routes.ts'
import { askReset, resetPassword } from '#parties/links.ts'
import { homeOf } from './back.ts'
import { attemptsOf } from './doors.ts'
import { password } from './fields.ts'
import { askResetView, invitationView, resetView } from './links.pages.tsx'
import { join, lookAt } from './links.ts'
import { sentenceOf } from './sentences.ts'
import { words } from './words.ts'

const token = () => z.string().min(1).max(200)

const askPage: Page = page({
  at: '/reset',
  access: 'sign-in',
  load: async () => ({}),
  show: (_data, seen) => askResetView(seen),
})

const askAction = action({
  at: '/reset',
  access: 'sign-in',
  input: z.object({ email: line(254) }),
  run: (tx, _actor, { email }, { house, address }) =>
    askReset(tx, attemptsOf(house), {
      email,
      address,
      linkTo: (secret) => `${house.publicUrl}/reset/${secret}`,
    }),
  done: (_answer, _input, { lang }) => ({ to: '/sign-in', notice: words[lang].reset.sent }),
  labels: (lang) => ({ email: words[lang].signIn.email }),
  refusals: sentenceOf,
  form: () => askPage,
})

const resetPage = page({
  at: '/reset/:token',
  access: 'sign-in',
  input: z.object({ token: token() }),
  load: (tx, _actor, input) => lookAt(tx, 'reset', input.token),
  show: resetView,
})

const resetAction = action({
  at: '/reset/:token',
  access: 'sign-in',
  input: z.object({ token: token(), password: password() }),
  run: (tx, _actor, input) => resetPassword(tx, input),
  // Typed once more at the door: so the browser keeps it, and only its owner comes in.
  done: (_answer, _input, { lang }) => ({ to: '/sign-in', notice: words[lang].reset.done, session: 'end' }),
  labels: (lang) => ({ password: words[lang].reset.newPassword }),
  refusals: sentenceOf,
  form: () => resetPage,
})

const invitationPage = page({
  at: '/invitations/:token',
  access: 'sign-in',
  input: z.object({ token: token() }),
  load: (tx, _actor, input) => lookAt(tx, 'invitation', input.token),
  show: invitationView,
})

const invitationAction = action({
  at: '/invitations/:token',
  access: 'sign-in',
  input: z.object({
    token: token(),
    name: optionalLine(),
    // Who has an account gives neither: the use-case says what is missing.
    password: z.string().default(''),
    language: z.enum(['ja', 'en']).catch('ja'),
  }),
  run: (tx, _actor, input, asked) => join(tx, input, asked),
  done: ({ partyName, role, session }, _input, { lang }) => {
    const own = words[lang].invitation
    return session
      ? { to: homeOf(role), notice: own.joined(partyName), session }
      : { to: '/sign-in', notice: own.joinedSignIn(partyName) }
  },
  labels: (lang) => ({ name: words[lang].invitation.name, password: words[lang].signIn.password }),
  refusals: sentenceOf,
  form: () => invitationPage,
})

export const linkRoutes: readonly Route[] = [
  askPage,
  askAction,
  resetPage,
  resetAction,
  invitationPage,
  invitationAction,
]
