import { z } from 'zod'
import { isRefusal } from '#kit/refusals.ts'
import { line, optionalLine } from '#http/fields.ts'
import { type Page, type Route, action, page } from '#http/routes.ts'
import { removePasskey } from '#parties/passkeys.ts'
import { changeProfile } from '#parties/users.ts'
import type { Lang } from '#ui/words.ts'
import { accountView } from './account.pages.tsx'
import { changeOwnPassword, endAllSessions, ownSession, readAccount } from './account.ts'
import { password } from './fields.ts'
import { sentenceOf } from './sentences.ts'
import { words } from './words.ts'

const accountPage: Page = page({
  at: '/account',
  access: 'own.account',
  load: readAccount,
  show: accountView,
})

const labels = (lang: Lang) => {
  const { name, language, current, next } = words[lang].account
  return { name, language, current, next }
}

const profileAction = action({
  at: '/account/profile',
  access: 'own.account',
  input: z.object({ name: line(), language: z.enum(['ja', 'en']) }),
  run: async (tx, _actor, input, asked) => {
    const session = ownSession(asked)
    return isRefusal(session) ? session : await changeProfile(tx, session, input)
  },
  // By way of the language's own address: this browser may remember another one.
  done: (_answer, { language }) => ({
    to: `/language/${language}?back=/account`,
    notice: words[language].account.saved,
  }),
  labels,
  refusals: sentenceOf,
  form: () => accountPage,
})

const passwordAction = action({
  at: '/account/password',
  access: 'own.account',
  input: z.object({ current: z.string().default(''), next: password() }),
  run: (tx, _actor, input, asked) => changeOwnPassword(tx, input, asked),
  done: (_answer, _input, { lang }) => ({ to: '/account', notice: words[lang].account.changed }),
  labels,
  refusals: sentenceOf,
  form: () => accountPage,
})

const removeAction = action({
  at: '/account/passkeys/remove',
  access: 'own.account',
  input: z.object({ credentialId: optionalLine(2000) }),
  run: async (tx, _actor, { credentialId }, asked) => {
    const session = ownSession(asked)
    return isRefusal(session) ? session : await removePasskey(tx, session, credentialId)
  },
  done: (_answer, _input, { lang }) => ({ to: '/account', notice: words[lang].account.removed }),
  labels,
  refusals: sentenceOf,
  form: () => accountPage,
})

const endAction = action({
  at: '/account/sessions/end',
  access: 'own.account',
  input: z.object({}),
  run: (tx, _actor, _input, asked) => endAllSessions(tx, asked),
  done: (_answer, _input, { lang }) => ({
    to: '/sign-in',
    notice: words[lang].account.ended,
    session: 'end',
  }),
  labels,
  refusals: sentenceOf,
  form: () => accountPage,
})

export const accountRoutes: readonly Route[] = [
  accountPage,
  profileAction,
  passwordAction,
  removeAction,
  endAction,
]
