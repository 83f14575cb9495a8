/** For the test that walks all endpoints: a receiver of a buyer, and what is sent to it. */
import { type Case, done } from '#api/cases.testing.ts'
import { exampleId } from '#api/fields.ts'
import type { Api } from '#api/testing.ts'

const nobody = { path: { receiverId: exampleId }, status: 404 }
const hook = { url: 'https://example.jp/hooks', kinds: ['order.placed'] }

export function webhookCases(api: Api): Record<string, Case> {
  const fresh = async () => ({
    receiverId: (await done(api, 'buyer', '/webhooks', hook))['receiverId'] ?? '',
  })
  // One for most of them, since a party may not have many.
  let kept: Awaited<ReturnType<typeof fresh>> | undefined
  const receiver = async () => (kept ??= await fresh())
  const message = async () => {
    const { receiverId, eventId } = await done(
      api,
      'buyer',
      `/webhooks/${(await receiver()).receiverId}/test`,
    )
    return { receiverId: receiverId ?? '', eventId: eventId ?? '' }
  }
  const noMessage = async () => ({
    path: { ...(await receiver()), eventId: exampleId },
    status: 404,
  })
  return {
    listWebhooks: { as: 'buyer', good: () => ({}) },
    createWebhook: {
      as: 'buyer',
      good: () => ({ body: { ...hook, description: '在庫への取り込み' } }),
      bad: () => ({ body: { ...hook, kinds: ['payout.made'] }, status: 422 }),
    },
    readWebhook: { as: 'buyer', good: async () => ({ path: await receiver() }), bad: () => nobody },
    changeWebhook: {
      as: 'buyer',
      good: async () => ({ path: await fresh(), body: { active: false } }),
      bad: async () => ({ path: await receiver(), body: { url: 'http://example.jp' }, status: 422 }),
    },
    removeWebhook: { as: 'buyer', good: async () => ({ path: await fresh() }), bad: () => nobody },
    rollWebhookSecret: { as: 'buyer', good: async () => ({ path: await receiver() }), bad: () => nobody },
    testWebhook: { as: 'buyer', good: async () => ({ path: await receiver() }), bad: () => nobody },
    listWebhookMessages: {
      as: 'buyer',
      good: async () => ({
        path: { receiverId: (await message()).receiverId },
        query: { state: 'waiting', kind: 'ping', limit: '1' },
      }),
      bad: async () => ({ path: await receiver(), query: { state: 'x' }, status: 422 }),
    },
    readWebhookMessage: {
      as: 'buyer',
      good: async () => ({ path: await message() }),
      bad: noMessage,
    },
    resendWebhookMessage: {
      as: 'buyer',
      good: async () => ({ path: await message() }),
      bad: noMessage,
    },
    resendFailedWebhookMessages: {
      as: 'buyer',
      good: async () => ({ path: await receiver(), body: { since: '2026-11-01T00:00:00Z' } }),
      bad: async () => ({ path: await receiver(), body: { since: 'gestern' }, status: 422 }),
    },
  }
}
