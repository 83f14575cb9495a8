import { z } from 'zod'
import type { Tx } from '#db/transaction.ts'
import { instantOf } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import { cursor, dayField, id, line, optionalLine, several } from '#http/fields.ts'
import type { House } from '#http/house.ts'
import { type Route, action, page } from '#http/routes.ts'
import type { Actor } from '#parties/actors.ts'
import { eventKinds } from '#parties/announcements.ts'
import { findParty } from '#parties/parties.ts'
import type { Lang } from '#ui/words.ts'
import { sentenceOf } from '#api/refusals.ts'
import { isLocalServer } from './addresses.ts'
import { pingKind } from './bodies.ts'
import { messageView } from './message.pages.tsx'
import {
  listMessages,
  messageStates,
  readMessage,
  resendFailed,
  resendMessage,
  sendTest,
} from './messages.ts'
import { pageWords } from './pages.words.ts'
import { newView, editView, receiverView, receiversView } from './receivers.pages.tsx'
import {
  changeReceiver,
  createReceiver,
  findReceiver,
  kindsFor,
  listReceivers,
  removeReceiver,
  rollSecret,
} from './receivers.ts'

const at = '/parties/:id/webhooks'
const one = `${at}/:receiverId`

const ofParty = z.object({ id: id() })
const ofReceiver = z.object({ id: id(), receiverId: id() })
const ofMessage = z.object({ id: id(), receiverId: id(), eventId: id() })

const path = (partyId: Id, receiverId?: Id, eventId?: Id): string =>
  `/parties/${partyId}/webhooks` +
  (receiverId ? `/${receiverId}` : '') +
  (eventId ? `/messages/${eventId}` : '')

const labels = (lang: Lang) => pageWords[lang].fields

/** The party that one acts for, with what is shown of it; another's address is nobody's business. */
async function own<Data extends object>(
  tx: Tx,
  actor: Actor,
  partyId: Id,
  read: () => Promise<Data | Refusal>,
) {
  if (actor.partyId !== partyId) return refuse('forbidden')
  const party = await findParty(tx, partyId)
  const data = await read()
  if (!party || isRefusal(data)) return refuse('not_found')
  return { ...(data as Exclude<Data, Refusal>), party: { partyId, name: party.name, nameEn: party.nameEn } }
}

const receiversPage = page({
  at,
  access: 'own.webhooks',
  input: ofParty,
  load: (tx, actor, { id: partyId }) =>
    own(tx, actor, partyId, async () => ({ receivers: await listReceivers(tx, actor) })),
  show: receiversView,
})

const newPage = page({
  at: `${at}/new`,
  access: 'own.webhooks',
  input: ofParty,
  load: (tx, actor, { id: partyId }) => own(tx, actor, partyId, async () => ({ kinds: kindsFor(actor) })),
  show: newView,
})

/** In an address line, what is not understood means no condition. */
const filter = {
  state: z.enum(messageStates).optional().catch(undefined),
  kind: z
    .enum([...eventKinds, pingKind])
    .optional()
    .catch(undefined),
  after: cursor(),
}

const receiverPage = page({
  at: one,
  access: 'own.webhooks',
  input: ofReceiver.extend(filter),
  load: (tx, actor, { id: partyId, after, ...asked }) =>
    own(tx, actor, partyId, () => listMessages(tx, actor, { ...asked, limit: 20 }, after)),
  show: (data, seen, { state, kind }) => receiverView({ ...data, state, kind }, seen),
})

const editPage = page({
  at: `${one}/edit`,
  access: 'own.webhooks',
  input: ofReceiver,
  load: (tx, actor, { id: partyId, receiverId }) =>
    own(tx, actor, partyId, async () => {
      const receiver = await findReceiver(tx, actor, receiverId)
      return isRefusal(receiver) ? receiver : { receiver, kinds: kindsFor(actor) }
    }),
  show: editView,
})

/** The message's page stands where this server is reached; its body names that address. */
const messagePage = ({ publicUrl }: House) =>
  page({
    at: `${one}/messages/:eventId`,
    access: 'own.webhooks',
    input: ofMessage,
    load: (tx, actor, { id: partyId, ...which }) =>
      own(tx, actor, partyId, async () => {
        const message = await readMessage(tx, actor, which, publicUrl)
        return isRefusal(message) ? message : { message }
      }),
    show: messageView,
  })

const written = z.object({
  url: line(500),
  description: optionalLine(200),
  kinds: several(z.enum(eventKinds)),
})

const mine = (actor: Actor, partyId: Id) => (actor.partyId === partyId ? undefined : refuse('not_allowed'))

// Without a request's key: its answer holds the secret, which must be kept nowhere else.
const createAction = action({
  at: `${at}/new`,
  access: 'own.webhooks',
  input: ofParty.extend(written.shape),
  run: async (tx, actor, { id: partyId, ...given }, { house }) =>
    mine(actor, partyId) ?? (await createReceiver(tx, actor, given, isLocalServer(house.publicUrl))),
  done: ({ receiverId, secret }, { id: partyId }, { lang }) => ({
    to: path(partyId, receiverId),
    notice: pageWords[lang].once(secret),
  }),
  labels,
  refusals: sentenceOf,
  form: () => newPage,
})

const editAction = action({
  at: `${one}/edit`,
  access: 'own.webhooks',
  input: ofReceiver.extend(written.shape),
  run: (tx, actor, { receiverId, url, description, kinds }, { house }) =>
    changeReceiver(tx, actor, { receiverId, url, description, kinds }, isLocalServer(house.publicUrl)),
  done: (_answer, { id: partyId, receiverId }, { lang }) => ({
    to: path(partyId, receiverId),
    notice: pageWords[lang].saved,
  }),
  labels,
  refusals: sentenceOf,
  form: () => editPage,
})

const switchAction = action({
  at: `${one}/switch`,
  access: 'own.webhooks',
  input: ofReceiver.extend({ to: z.enum(['on', 'off']) }),
  run: (tx, actor, { receiverId, to }, { house }) =>
    changeReceiver(tx, actor, { receiverId, active: to === 'on' }, isLocalServer(house.publicUrl)),
  done: (_answer, { id: partyId, receiverId, to }, { lang }) => ({
    to: path(partyId, receiverId),
    notice: pageWords[lang][to === 'on' ? 'switchedOn' : 'switchedOff'],
  }),
  labels,
  refusals: sentenceOf,
  form: () => receiverPage,
})

// Without a request's key, as above.
const secretAction = action({
  at: `${one}/secret`,
  access: 'own.webhooks',
  input: ofReceiver,
  run: rollSecret,
  done: ({ secret }, { id: partyId, receiverId }, { lang }) => ({
    to: path(partyId, receiverId),
    notice: pageWords[lang].rolled(secret),
  }),
  labels,
  refusals: sentenceOf,
  form: () => receiverPage,
})

const removeAction = action({
  at: `${one}/remove`,
  access: 'own.webhooks',
  input: ofReceiver,
  run: removeReceiver,
  done: (_answer, { id: partyId }, { lang }) => ({ to: path(partyId), notice: pageWords[lang].removed }),
  labels,
  refusals: sentenceOf,
  form: () => editPage,
})

const testAction = action({
  at: `${one}/test`,
  access: 'own.webhooks',
  input: ofReceiver,
  run: sendTest,
  done: ({ receiverId, eventId }, { id: partyId }, { lang }) => ({
    to: path(partyId, receiverId, eventId),
    notice: pageWords[lang].tested,
  }),
  labels,
  refusals: sentenceOf,
  form: () => receiverPage,
})

// At the address of its page: a form that comes back with its faults can be reloaded there.
const resendFailedAction = action({
  at: one,
  access: 'own.webhooks',
  input: ofReceiver.extend({ since: dayField() }),
  run: (tx, actor, { receiverId, since }) => resendFailed(tx, actor, { receiverId, since: instantOf(since) }),
  done: ({ resent }, { id: partyId, receiverId }, { lang }) => ({
    to: path(partyId, receiverId),
    notice: pageWords[lang].resentAll(resent),
  }),
  labels,
  refusals: sentenceOf,
  form: () => receiverPage,
})

const resendAction = action({
  at: `${one}/messages/:eventId/resend`,
  access: 'own.webhooks',
  input: ofMessage,
  run: resendMessage,
  done: ({ receiverId, eventId }, { id: partyId }, { lang }) => ({
    to: path(partyId, receiverId, eventId),
    notice: pageWords[lang].resent,
  }),
  labels,
  refusals: sentenceOf,
  form: () => receiverPage,
})

/** The pages on which a party manages its receivers and sees what was sent. `new` stands before an id. */
export const webhookRoutes = (house: House): readonly Route[] => [
  receiversPage,
  newPage,
  createAction,
  receiverPage,
  editPage,
  editAction,
  switchAction,
  secretAction,
  removeAction,
  testAction,
  resendFailedAction,
  messagePage(house),
  resendAction,
]
