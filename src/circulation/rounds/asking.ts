/** What pages, twins and programs ask of the rounds alike. */
import { fiscalYear } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import { namesOf } from '#parties/directory.ts'
import { may } from '#parties/policy.ts'
import { monthsOfYear } from '#circulation/figure-values.ts'
import { bandOf } from '#circulation/groups.ts'
import { madeOfLm3, madeOfRounds } from './made.ts'
import { type Injection, type Lm3About, maySee, readLm3, readMultiplier } from './reading.ts'
import { readStudy } from './studies.ts'
import { readStay, readVelocity } from './velocity.ts'

/** The multiplier of a fiscal year, the running one when none is named, and how long value stays; with what it is made of. */
export async function askRounds(tx: Tx, actor: Actor, { year, to }: { year?: number; to: Injection }) {
  const of = year ?? fiscalYear(tx.today)
  const seen = await readMultiplier(tx, actor, { year: of, to })
  if (isRefusal(seen)) return seen
  const months = monthsOfYear(of)
  return {
    year: of,
    to,
    seen,
    stay: await readStay(tx, months),
    velocity: await readVelocity(tx, months),
    made: await madeOfRounds(tx, of),
  }
}

/** Of a study, a party, or – when neither is named – the trading company. */
async function aboutOf(
  tx: Tx,
  actor: Actor,
  { study, party }: { study?: Id; party?: Id },
): Promise<
  { name: string; about: Lm3About; party?: Id } | ReturnType<typeof refuse<'not_found' | 'not_yours'>>
> {
  if (study) {
    const found = await readStudy(tx, actor, { id: study })
    return isRefusal(found) ? found : { name: found.name, about: found }
  }
  const [company] = await tx.run<{ id: Id; kind: string }>(
    `select party_id as id, kind from party where region_id = $1 and ($2::uuid is null and kind = 'company' or party_id = $2)
     order by created_at limit 1`,
    [tx.region, party ?? null],
  )
  if (!company) return refuse('not_found')
  const band = bandOf({ side: 'inside', kind: company.kind, sector: '' })
  if (!maySee(actor, company.id, band)) return refuse('not_yours')
  const name = (await namesOf(tx, [company.id])).get(company.id)?.name ?? ''
  return { name, about: { parties: [company.id], kinds: [] }, party: company.id }
}

/** LM3 of a study, a party or the trading company in a fiscal year, with what it is made of. */
export async function askLm3(tx: Tx, actor: Actor, asked: { study?: Id; party?: Id; year?: number }) {
  const found = await aboutOf(tx, actor, asked)
  if (isRefusal(found)) return found
  const of = asked.year ?? fiscalYear(tx.today)
  return {
    ...found,
    year: of,
    found: await readLm3(tx, found.about, of),
    named: may(actor.role, 'ledger.see'),
    made: await madeOfLm3(tx, found.about, of),
  }
}
