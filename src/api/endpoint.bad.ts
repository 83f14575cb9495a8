/** Each declaration below must fail to compile, or the check fails. Never run. */
import { z } from '@hono/zod-openapi'
import { refuse } from '#kit/refusals.ts'
import { endpoint, list } from './endpoint.ts'
import { count } from './fields.ts'

const summary = { ja: '数', en: 'A number' }
const answer = z.object({ number: count('数', 'A number') })

// @ts-expect-error an endpoint says who may
endpoint({
  method: 'get',
  path: '/number',
  name: 'readNumber',
  tag: 'region',
  summary,
  answer,
  run: async () => ({ number: 1 }),
})

endpoint({
  method: 'get',
  path: '/number',
  name: 'readNumber',
  tag: 'region',
  access: 'region.see',
  summary,
  answer,
  refuses: ['not_found'],
  // @ts-expect-error a refusal that the document would not name
  run: async () => refuse('sold_out'),
})

endpoint({
  method: 'get',
  path: '/number',
  name: 'readNumber',
  tag: 'region',
  access: 'region.see',
  summary,
  answer,
  // @ts-expect-error an answer that is not what the document says
  run: async () => ({ number: '1' }),
})

list({
  path: '/numbers',
  name: 'listNumbers',
  tag: 'region',
  // @ts-expect-error a permission that the policy does not know
  access: 'number.see',
  summary,
  item: answer,
  run: async () => ({ rows: [{ number: 1 }], next: undefined }),
})
