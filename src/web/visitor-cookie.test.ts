import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jsx } from 'hono/jsx'
import { page } from '#http/routes.ts'
import type { Seen } from '#http/house.ts'
import { testWeb } from './testing.ts'

const load = async () => ({})
const reading = page({
  at: '/reading',
  access: 'region.see',
  load,
  show: () => ({ title: '読む', body: jsx('p', {}, '読む') }),
})
const twoForms = page({
  at: '/forms',
  access: 'region.see',
  load,
  show: (_: object, seen: Seen) => ({
    title: '書く',
    body: jsx('p', {}, `first ${seen.csrf} ${seen.requestKey} second ${seen.csrf} ${seen.requestKey} end`),
  }),
})
const csrfOf = async (answer: Response) => /first (\S+)/.exec(await answer.text())?.[1]

const { app } = await testWeb([reading, twoForms])

test('who only reads gets no cookie', async () => {
  const answer = await app.request('/reading')
  assert.equal(answer.status, 200)
  assert.deepEqual(answer.headers.getSetCookie(), [])
})

test('who is shown forms gets one, and the forms of a page are of one token and one key', async () => {
  const answer = await app.request('/forms')
  assert.equal(answer.headers.getSetCookie().length, 1)
  const [, first, second] = /first (.+) second (.+) end/.exec(await answer.text()) ?? []
  assert.equal(first, second)
  assert.equal(first?.split(' ').length, 2)
})

test('who brings the cookie back is known by it', async () => {
  const first = await app.request('/forms')
  const cookie = first.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const again = await app.request('/forms', { headers: { cookie } })
  assert.deepEqual(again.headers.getSetCookie(), [])
  assert.equal(await csrfOf(again), await csrfOf(first))
})
