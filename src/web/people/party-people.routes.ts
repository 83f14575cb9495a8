import { z } from 'zod'
import { refuse } from '#kit/refusals.ts'
import { id, line, optionalDay } from '#http/fields.ts'
import { type Route, action, page } from '#http/routes.ts'
import { endMembership } from '#parties/memberships.ts'
import { createToken, revokeToken } from '#parties/tokens.ts'
import type { Lang } from '#ui/words.ts'
import { heldRole } from './fields.ts'
import { membersView, tokensView } from './party-people.pages.tsx'
import { inviteTo, readMembers, readTokens } from './party-people.ts'
import { partyWords } from './party.words.ts'
import { sentenceOf } from './sentences.ts'

const membersPage = page({
  at: '/parties/:id/members',
  access: 'own.party',
  input: z.object({ id: id() }),
  load: (tx, actor, input) => readMembers(tx, actor, input.id),
  show: membersView,
})

// Without a request's key: its answer may hold a link, which must be kept nowhere.
const inviteAction = action({
  at: '/parties/:id/members',
  access: 'own.party',
  input: z.object({ id: id(), email: line(254), role: heldRole(), language: z.enum(['ja', 'en']) }),
  run: (tx, actor, { id: partyId, ...typed }, { house }) => inviteTo(tx, actor, { ...typed, partyId }, house),
  done: ({ email, url }, { id: partyId }, { lang }) => {
    const own = partyWords[lang].members
    return { to: `/parties/${partyId}/members`, notice: url ? own.link(email, url) : own.sent(email) }
  },
  labels: (lang) => partyWords[lang].fields,
  refusals: sentenceOf,
  form: () => membersPage,
})

const endAction = action({
  at: '/parties/:id/members/end',
  access: 'own.party',
  input: z.object({ id: id(), userId: id(), role: heldRole() }),
  run: (tx, actor, { id: partyId, userId, role }) => endMembership(tx, actor, { partyId, userId, role }),
  done: ({ partyId }, _input, { lang }) => ({
    to: `/parties/${partyId}/members`,
    notice: partyWords[lang].members.ended,
  }),
  labels: (lang) => partyWords[lang].fields,
  refusals: sentenceOf,
  form: () => membersPage,
})

const tokensPage = page({
  at: '/parties/:id/tokens',
  access: 'own.party',
  input: z.object({ id: id() }),
  load: (tx, actor, input) => readTokens(tx, actor, input.id),
  show: tokensView,
})

const tokenLabels = (lang: Lang) => {
  const { label, tokenLastDay } = partyWords[lang].fields
  return { label, lastDay: tokenLastDay }
}

// Without a request's key, as above.
const createAction = action({
  at: '/parties/:id/tokens',
  access: 'own.party',
  input: z.object({ id: id(), label: line(60), lastDay: optionalDay() }),
  run: async (tx, actor, { id: partyId, ...typed }) =>
    actor.partyId === partyId ? await createToken(tx, actor, typed) : refuse('not_allowed'),
  done: ({ token }, { id: partyId }, { lang }) => ({
    to: `/parties/${partyId}/tokens`,
    notice: partyWords[lang].tokens.once(token),
  }),
  labels: tokenLabels,
  refusals: sentenceOf,
  form: () => tokensPage,
})

const revokeAction = action({
  at: '/parties/:id/tokens/revoke',
  access: 'own.party',
  input: z.object({ id: id(), tokenId: id() }),
  run: (tx, actor, { tokenId }) => revokeToken(tx, actor, tokenId),
  done: (_answer, { id: partyId }, { lang }) => ({
    to: `/parties/${partyId}/tokens`,
    notice: partyWords[lang].tokens.stopped,
  }),
  labels: tokenLabels,
  refusals: sentenceOf,
  form: () => tokensPage,
})

export const partyPeopleRoutes: readonly Route[] = [
  membersPage,
  inviteAction,
  endAction,
  tokensPage,
  createAction,
  revokeAction,
]
