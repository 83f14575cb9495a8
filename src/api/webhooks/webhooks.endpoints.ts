import { z } from '@hono/zod-openapi'
import { isRefusal } from '#kit/refusals.ts'
import { type Endpoint, endpoint, list } from '#api/endpoint.ts'
import { count, instant, listOf } from '#api/fields.ts'
import { isLocalServer } from './addresses.ts'
import {
  type MessageRow,
  listMessages,
  readMessage,
  resendFailed,
  resendMessage,
  sendTest,
} from './messages.ts'
import {
  type Receiver,
  changeReceiver,
  createReceiver,
  findReceiver,
  listReceivers,
  removeReceiver,
  rollSecret,
} from './receivers.ts'
import {
  eventId,
  message,
  messageKind,
  messageRow,
  messageState,
  newReceiver,
  receiver,
  receiverChanges,
  receiverId,
  secret,
} from './webhooks.schemas.ts'

const ofReceiver = z.object({ receiverId: receiverId() })
const ofMessage = z.object({ receiverId: receiverId(), eventId: eventId() })
const unknown = ['not_allowed', 'receiver_unknown'] as const
const wrong = [
  'not_allowed',
  'url_wrong',
  'url_not_https',
  'url_with_password',
  'url_not_public',
  'url_too_long',
  'text_too_long',
  'kinds_missing',
  'kind_not_yours',
] as const

const iso = (at: Date | null): string | null => at?.toISOString() ?? null
const receiverOut = (row: Receiver) => ({
  ...row,
  failingSince: iso(row.failingSince),
  lastSuccessAt: iso(row.lastSuccessAt),
  oldSecretUntil: iso(row.oldSecretUntil),
  createdAt: row.createdAt.toISOString(),
})
const messageOut = <Row extends MessageRow>(row: Row) => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  nextTryAt: iso(row.nextTryAt),
})

const receivers: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/webhooks',
    name: 'listWebhooks',
    tag: 'webhooks',
    access: 'own.webhooks',
    summary: { ja: '自分の主体の受信先', en: 'The receivers of one’s own party' },
    answer: z.object({ items: listOf(receiver, '古い順', 'Oldest first') }),
    run: async (tx, actor) => ({ items: (await listReceivers(tx, actor)).map(receiverOut) }),
  }),
  endpoint({
    method: 'post',
    path: '/webhooks',
    name: 'createWebhook',
    tag: 'webhooks',
    access: 'own.webhooks',
    summary: { ja: '受信先を作る', en: 'Make a receiver' },
    about: {
      ja: '署名の秘密は、この答えに一度だけ現れます。同じ Idempotency-Key で答えをもう一度受け取っても null です。',
      en: 'The secret appears in this answer once; in an answer repeated by its Idempotency-Key it is null.',
    },
    body: newReceiver,
    status: 201,
    answer: z.object({ receiverId: receiverId(), secret: secret() }),
    shownOnce: ['secret'],
    refuses: [...wrong, 'too_many_receivers'],
    run: (tx, actor, input, { publicUrl }) => createReceiver(tx, actor, input, isLocalServer(publicUrl)),
  }),
  endpoint({
    method: 'get',
    path: '/webhooks/{receiverId}',
    name: 'readWebhook',
    tag: 'webhooks',
    access: 'own.webhooks',
    summary: { ja: '受信先', en: 'A receiver' },
    params: ofReceiver,
    answer: receiver,
    refuses: unknown,
    run: async (tx, actor, { receiverId: of }) => {
      const found = await findReceiver(tx, actor, of)
      return isRefusal(found) ? found : receiverOut(found)
    },
  }),
  endpoint({
    method: 'patch',
    path: '/webhooks/{receiverId}',
    name: 'changeWebhook',
    tag: 'webhooks',
    access: 'own.webhooks',
    summary: { ja: '受信先を変える、止める、送りはじめる', en: 'Change a receiver, switch it off or on' },
    about: {
      ja: '送った項目だけが変わります。止めているあいだのできごとは知らせません。止める前から待っている通知は、送りはじめると届きます。',
      en: 'Only what is sent changes. What happens while it is off is not told; messages that waited before are sent when it is on again.',
    },
    params: ofReceiver,
    body: receiverChanges,
    answer: ofReceiver,
    refuses: [...wrong, 'receiver_unknown'],
    run: (tx, actor, input, { publicUrl }) => changeReceiver(tx, actor, input, isLocalServer(publicUrl)),
  }),
  endpoint({
    method: 'delete',
    path: '/webhooks/{receiverId}',
    name: 'removeWebhook',
    tag: 'webhooks',
    access: 'own.webhooks',
    summary: { ja: '受信先を外す', en: 'Remove a receiver' },
    params: ofReceiver,
    answer: ofReceiver,
    refuses: unknown,
    run: removeReceiver,
  }),
  endpoint({
    method: 'post',
    path: '/webhooks/{receiverId}/secret',
    name: 'rollWebhookSecret',
    tag: 'webhooks',
    access: 'own.webhooks',
    summary: { ja: '署名の秘密を新しくする', en: 'Take a new secret' },
    about: {
      ja: '24時間は、前の秘密による署名も webhook-signature に並びます。',
      en: 'For 24 hours webhook-signature also holds a signature by the secret before.',
    },
    params: ofReceiver,
    answer: z.object({ receiverId: receiverId(), secret: secret() }),
    shownOnce: ['secret'],
    refuses: unknown,
    run: rollSecret,
  }),
]

const messages: readonly Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/webhooks/{receiverId}/test',
    name: 'testWebhook',
    tag: 'webhooks',
    access: 'own.webhooks',
    summary: { ja: '試しに送る（ping）', en: 'Send a test (ping)' },
    params: ofReceiver,
    status: 201,
    answer: ofMessage,
    refuses: [...unknown, 'receiver_off'],
    run: sendTest,
  }),
  list({
    path: '/webhooks/{receiverId}/messages',
    name: 'listWebhookMessages',
    tag: 'webhooks',
    access: 'own.webhooks',
    summary: { ja: '送った通知、送る通知', en: 'Messages, sent and waiting' },
    about: { ja: '新しい順。60日のあいだ残ります。', en: 'Newest first. They are kept for 60 days.' },
    params: ofReceiver,
    query: z.strictObject({ state: messageState().optional(), kind: messageKind().optional() }),
    item: messageRow,
    refuses: unknown,
    run: async (tx, actor, input, { limit, cursor }) => {
      const page = await listMessages(tx, actor, { ...input, limit }, cursor)
      return isRefusal(page) ? page : { rows: page.rows.map(messageOut), next: page.next }
    },
  }),
  endpoint({
    method: 'get',
    path: '/webhooks/{receiverId}/messages/{eventId}',
    name: 'readWebhookMessage',
    tag: 'webhooks',
    access: 'own.webhooks',
    summary: { ja: '通知ひとつと、送った記録', en: 'A message and its attempts' },
    params: ofMessage,
    answer: message,
    refuses: [...unknown, 'message_unknown'],
    run: async (tx, actor, input, { publicUrl }) => {
      const found = await readMessage(tx, actor, input, publicUrl)
      if (isRefusal(found)) return found
      return {
        ...messageOut(found),
        tried: found.tried.map((each) => ({ ...each, at: each.at.toISOString() })),
      }
    },
  }),
  endpoint({
    method: 'post',
    path: '/webhooks/{receiverId}/messages/{eventId}/resend',
    name: 'resendWebhookMessage',
    tag: 'webhooks',
    access: 'own.webhooks',
    summary: { ja: '通知をもう一度送る', en: 'Send a message again' },
    about: {
      ja: '届いたものも送りなおせます。webhook-id は変わりません。',
      en: 'Also one that arrived. Its webhook-id stays the same.',
    },
    params: ofMessage,
    answer: ofMessage,
    refuses: [...unknown, 'message_unknown', 'receiver_off'],
    run: resendMessage,
  }),
  endpoint({
    method: 'post',
    path: '/webhooks/{receiverId}/resend',
    name: 'resendFailedWebhookMessages',
    tag: 'webhooks',
    access: 'own.webhooks',
    summary: { ja: '届かなかった通知をまとめて送りなおす', en: 'Send all that failed again' },
    params: ofReceiver,
    body: z
      .strictObject({ since: instant('この時刻からのできごと', 'What happened from this moment on') })
      .openapi('WebhookResend'),
    answer: z.object({
      receiverId: receiverId(),
      resent: count('送りなおす通知', 'Messages that are sent again', { example: 3 }),
    }),
    refuses: [...unknown, 'receiver_off'],
    run: (tx, actor, { receiverId: of, since }) =>
      resendFailed(tx, actor, { receiverId: of, since: new Date(since) }),
  }),
]

/** The receivers of a party and what was sent to them. */
export const webhookEndpoints: readonly Endpoint[] = [...receivers, ...messages]
