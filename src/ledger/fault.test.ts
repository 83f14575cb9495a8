import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { writeSync } from 'node:fs'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { jpy, pt } from '#kit/units.ts'
import { openDatabase } from '#db/pool.ts'
import { testNow, testRegion, testRegionId } from '#db/testing.ts'
import { transact } from '#db/transaction.ts'
import { cash, openGuarded } from './accounts.ts'
import { type Entry, post, postAll } from './post.ts'
import { aParty, done, testActor } from './testing.ts'
import { sumUp } from './tail.ts'
import { verify } from './verify.ts'

// This file is also the program that is killed: it posts as fast as it can, tells each entry after its commit, and sums up.
const [job] = [process.env['LEDGER_FAULT_JOB']]

const entryOf = (company: Id, purse: Id, amount: number): Entry => ({
  kind: 'test.sale',
  on: day('2026-11-23'),
  flows: [
    { unit: 'JPY', amount: jpy(amount), from: cash(purse), to: cash(company) },
    { unit: 'JPY', amount: jpy(amount), from: cash(company), to: cash(purse) },
    { unit: 'PT', amount: pt(amount), from: cash(company), to: cash(purse) },
  ],
})

async function postUntilKilled(url: string, company: Id, purse: Id): Promise<never> {
  const db = openDatabase(url, 1)
  for (let n = 1; ; n++) {
    const batch = Array.from({ length: n % 5 === 0 ? 40 : 1 }, () => entryOf(company, purse, n))
    const posted = await transact(db, { region: testRegionId, clock: { now: () => testNow } }, async (tx) =>
      batch.length === 1
        ? [done(await post(tx, testActor, batch[0] as Entry))]
        : done(await postAll(tx, testActor, batch)),
    )
    for (const { entryId } of posted) writeSync(1, `${entryId}\n`)
    if (n % 3 === 0) await transact(db, { region: testRegionId, clock: { now: () => testNow } }, sumUp)
  }
}

/** Lets the program run for a moment after its first entry, kills it, and answers what it has told. */
async function runAndKill(url: string, company: Id, purse: Id, afterMs: number): Promise<string[]> {
  const child = spawn(process.execPath, [import.meta.filename], {
    env: {
      ...process.env,
      NODE_TEST_CONTEXT: undefined,
      LEDGER_FAULT_JOB: JSON.stringify([url, company, purse]),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  const ended = new Promise((resolve) => child.once('close', resolve))
  await new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part
      resolve()
    })
    child.once('close', () => reject(new Error('it ended before it posted anything')))
  })
  await sleep(afterMs)
  child.kill('SIGKILL')
  await ended
  return text.split('\n').slice(0, -1) // what comes after the last line end was not told in whole
}

if (job) {
  const [url, company, purse] = JSON.parse(job) as [string, Id, Id]
  await postUntilKilled(url, company, purse)
} else
  test(
    'a program killed twenty times has written everything it told, whole, and nothing in part',
    { timeout: 60_000 },
    async (t) => {
      const region = await testRegion(t)
      const [company, purse] = await region.tx(async (tx) => {
        const ids = [await aParty(tx), await aParty(tx)] as const
        await openGuarded(tx, 'JPY', cash(ids[1]), -1_000_000)
        await openGuarded(tx, 'PT', cash(ids[1]))
        return ids
      })
      const told: string[] = []
      for (let round = 0; round < 10; round++) {
        const lists = await Promise.all(
          [1, 2].map(() => runAndKill(region.url, company, purse, Math.random() * 120)),
        )
        told.push(...lists.flat())
        // What the killed one had locked is free.
        done(await region.tx((tx) => post(tx, testActor, entryOf(company, purse, 1))))
      }
      assert.ok(told.length > 100, `${told.length} entries were told`)
      const { rows } = await region.db.pool.query<{ missing: number; halves: number }>(
        `select (select count(*)::int from unnest($1::uuid[]) t (id)
          where (select count(*) from ledger_flow f where f.entry_id = t.id) <> 3) as missing,
        (select count(*)::int from ledger_entry e
          where (select count(*) from ledger_flow f where f.entry_id = e.entry_id) <> 3) as halves`,
        [told],
      )
      assert.deepEqual(rows, [{ missing: 0, halves: 0 }])
      assert.equal(await verify(region.db, { region: region.region }), undefined)
      assert.ok((await region.tx(sumUp)) < told.length, 'some had been summed up before')
      assert.equal(await verify(region.db, { region: region.region }), undefined)
    },
  )
