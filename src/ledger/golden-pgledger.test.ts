import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { type Unit, amount as amountOf } from '#kit/units.ts'
import { testRegion } from '#db/testing.ts'
import type { Tx } from '#db/transaction.ts'
import { cash, openGuarded, resolve } from './accounts.ts'
import { balanceAt, statement } from './balances.ts'
import { type Flow, post } from './post.ts'
import { aParty, notOurs, refusedOf, testActor } from './testing.ts'

interface Move {
  readonly from: string
  readonly to: string
  readonly amount: string
}
interface Step extends Partial<Move> {
  readonly op: 'transfer' | 'atomic_transfers' | 'expect' | 'expect_own_sum' | 'expect_entries'
  readonly transfers?: readonly Move[]
  readonly balances?: Readonly<Record<string, string>>
  readonly account?: string
  readonly rows?: readonly (readonly [string, string, string, number])[]
  readonly expect?: string
}
interface Case {
  readonly name: string
  readonly accounts: readonly { id: string; unit: 'USD' | 'EUR'; allow_negative?: boolean }[]
  readonly steps: readonly Step[]
}
const folder = 'ledger-pgledger-examples'
const cases = JSON.parse(
  readFileSync(new URL(`../../test/golden/${folder}/cases.json`, import.meta.url), 'utf8'),
) as Case[]

const region = await testRegion()
const on = day('2026-11-23')
const units: Readonly<Record<string, Unit>> = { USD: 'JPY', EUR: 'PT' }
const cents = (text: string): number => Math.round(Number(text) * 100)

interface Open {
  readonly unit: Unit
  readonly party: Id
}

async function run(tx: Tx, step: Step, accounts: ReadonlyMap<string, Open>): Promise<void> {
  const open = (name: string) => accounts.get(name) ?? assert.fail(name)
  const idOf = async (name: string): Promise<Id> => {
    const { unit, party } = open(name)
    const [id] = await resolve(tx, [{ unit, ref: cash(party) }])
    return id ?? assert.fail(name)
  }
  for (const [name, balance] of Object.entries(step.balances ?? {}))
    assert.equal(await balanceAt(tx, await idOf(name), on), cents(balance), name)

  if (step.rows) {
    const { lines } = await statement(tx, await idOf(step.account ?? ''), { from: on, to: on })
    assert.deepEqual(
      lines.map((line, index) => [line.change, line.balance - line.change, line.balance, index + 1]),
      step.rows.map(([amount, previous, current, version]) => [
        cents(amount),
        cents(previous),
        cents(current),
        version,
      ]),
    )
  }

  const moves = step.op === 'transfer' ? [step as Move] : (step.transfers ?? [])
  if (moves.length === 0) return
  const flows = moves.map(({ from, to, amount }) => ({
    unit: open(from).unit,
    amount: amountOf(open(from).unit, cents(amount)),
    from: cash(open(from).party),
    to: cash(open(to).party),
  })) as Flow[]
  const answer = await post(tx, testActor, { kind: 'test.sale', on, flows })
  assert.equal(
    refusedOf(answer),
    step.expect === 'refused: negative balance not allowed' ? 'below_floor' : '',
  )
}

for (const [number, { name, accounts, steps }] of cases.entries())
  test(`pgledger: ${name}`, () =>
    region.tx(async (tx) => {
      const opened = new Map<string, Open>()
      for (const { id, unit, allow_negative: negative } of accounts) {
        const open = { unit: units[unit] ?? assert.fail(unit), party: await aParty(tx, { name: id }) }
        opened.set(id, open)
        if (negative === false) await openGuarded(tx, open.unit, cash(open.party))
      }
      const listed = notOurs(folder, number)
      const ours = steps.filter((_, index) => !listed.has(index))
      assert.equal(ours.length, [11, 3][number])
      for (const step of ours) await run(tx, step, opened)
    }))
