import { z } from '@hono/zod-openapi'
import { eventKinds } from '#parties/announcements.ts'
import type { EventKind } from '#parties/announcements.ts'
import { count, flag, id, instant, line, listOf, oneOf, text, whole } from '#api/fields.ts'
import { pingKind } from './bodies.ts'
import { messageStates } from './messages.ts'

export const receiverId = () => id('受信先', 'The receiver')
export const eventId = () =>
  id('できごと。通知の webhook-id と同じ', 'The event; the same as webhook-id of the message')

const kinds = eventKinds as [EventKind, ...EventKind[]]
const kindList = () =>
  listOf(oneOf(kinds, 'できごとの種類', 'Kind of event'), '知らせる種類', 'The kinds of event to tell of', 20)
export const messageKind = () =>
  oneOf([...kinds, pingKind] as const, 'できごとの種類', 'Kind of event', 'order.placed')
export const messageState = () =>
  oneOf(
    messageStates,
    '状態。waiting 待っている、sent 届いた、given_up 届かず終えた',
    'State: waiting, sent, or given_up after the last attempt',
    'sent',
  )

const url = () =>
  line('受信先のアドレス。https', 'Where messages are sent; https', 500, 'https://example.jp/hooks/yuinowa')
const description = () =>
  text('何のためのものか', 'What it is for', { max: 200, example: '会計ソフトへの取り込み' })

export const newReceiver = z
  .strictObject({ url: url(), description: description().optional(), kinds: kindList() })
  .openapi('NewWebhook')
export const receiverChanges = z
  .strictObject({
    url: url().optional(),
    description: description().optional(),
    kinds: kindList().optional(),
    active: flag('送る。false で止める', 'Switched on; false switches it off').optional(),
  })
  .openapi('WebhookChanges')

export const receiver = z
  .object({
    receiverId: receiverId(),
    url: url(),
    description: description(),
    kinds: kindList(),
    active: flag('送っている', 'Switched on'),
    offBecause: oneOf(
      ['', 'person', 'gone', 'failing'],
      '止まっている理由。person 人が止めた、gone 410 と答えた、failing 5日間届かなかった。動いていれば空',
      'Why it is off: person switched it off, it answered 410 (gone), five days of failing; empty while it is on',
    ),
    failingSince: instant(
      '続けて届かなくなった時刻。なければ null',
      'Since when it fails, or null',
    ).nullable(),
    lastSuccessAt: instant(
      '最後に届いた時刻。なければ null',
      'When something last arrived, or null',
    ).nullable(),
    oldSecretUntil: instant(
      '前の秘密でも署名する期限。なければ null',
      'Until when the secret before signs too, or null',
    ).nullable(),
    waiting: count('まだ届いていない通知', 'Messages that have not arrived yet', { example: 0 }),
    createdAt: instant('作った時刻', 'When it was made'),
  })
  .openapi('Webhook')

export const secret = () =>
  text('署名の秘密。この答えに一度だけ現れます', 'The secret that signs; shown in this answer only', {
    example: 'whsec_…',
  }).nullable()

const attemptFault = () =>
  oneOf(
    ['', 'timeout', 'unresolved', 'not_public', 'connection'],
    '答えがなかった理由。timeout 10秒以内に答えない、unresolved 名前が引けない、not_public 構内の住所だった、connection つながらない。答えがあれば空',
    'Why there was no answer: timeout (10 s), unresolved name, not_public address, no connection; empty when there was one',
  )

export const messageRow = z
  .object({
    eventId: eventId(),
    kind: messageKind(),
    documentNo: text('書類の番号。ping では空', 'Number of the document; empty for ping', {
      example: 'O-2026-00123',
    }),
    partyName: text('だれについてか', 'Of whom it tells', { example: '海辺ホテル' }),
    createdAt: instant('できごとの時刻', 'When it happened'),
    state: messageState(),
    attempts: count('送ってみた回数', 'Attempts so far', { example: 1 }),
    nextTryAt: instant('次に送る時刻。なければ null', 'When it is sent next, or null').nullable(),
    lastStatus: whole('最後の答えの状態コード。なければ null', 'HTTP status of the latest answer, or null', {
      example: 204,
    }).nullable(),
    lastFault: attemptFault(),
  })
  .openapi('WebhookMessageRow')

export const message = z
  .object({
    ...messageRow.shape,
    body: text('送る本文。何度送っても同じバイト列', 'The body, the same bytes at each attempt', {
      example: '{"id":"…"}',
    }),
    tried: listOf(
      z
        .object({
          attemptNo: whole('何回め', 'Which attempt', { min: 1 }),
          at: instant('送った時刻', 'When it was sent'),
          durationMs: whole('かかった時間（ミリ秒）', 'How long it took (ms)', { example: 84 }),
          status: whole('答えの状態コード。なければ null', 'HTTP status, or null', {
            example: 204,
          }).nullable(),
          fault: attemptFault(),
          answer: text('答えの初めの部分', 'The beginning of the answer', { example: '' }),
        })
        .openapi('WebhookAttempt'),
      '送った記録。新しい順',
      'Each attempt, the newest first',
    ),
  })
  .openapi('WebhookMessage')
