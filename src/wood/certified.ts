/** What origins were certified to us and by us: the one never above the other. */
import type { Tx } from '#db/transaction.ts'
import { lockWord } from '#parties/dated.ts'
import type { Proof } from './portions.ts'

/** Classes that a paper can bear. */
export const provable = ['thinned', 'general'] as const satisfies readonly Proof[]
export type Provable = (typeof provable)[number]

export interface Certified {
  readonly proof: Provable
  /** By slips and by papers of others. */
  readonly taken: number
  /** By papers of ours. */
  readonly given: number
}

/** What was certified to us and by us in each class, in grams: what is left may still be certified. */
export async function readCertified(tx: Tx): Promise<Certified[]> {
  const rows = await tx.run<Certified & Record<string, unknown>>(
    `select c.proof,
       (coalesce((select sum(i.grams) from wood_intake i
          where i.region_id = $1 and i.proof = c.proof and i.state in ('approved', 'paid')), 0)
        + coalesce((select sum(w.grams) from wood_certificate w
          where w.region_id = $1 and w.proof = c.proof and w.direction = 'in' and w.cancelled_on is null), 0))::bigint as taken,
       coalesce((select sum(w.grams) from wood_certificate w
          where w.region_id = $1 and w.proof = c.proof and w.direction = 'out' and w.cancelled_on is null), 0)::bigint as given
     from unnest($2::text[]) with ordinality c (proof, n) order by c.n`,
    [tx.region, provable],
  )
  return rows
}

/**
 * Whether so much less could be certified to us and all that we certified would still stand on it. Who asks holds the certificates
 * until the end of the transaction.
 */
export async function standsWithout(tx: Tx, proof: Proof, grams: number): Promise<boolean> {
  if (proof === 'none') return true
  await lockCertificates(tx)
  const known = (await readCertified(tx)).find((each) => each.proof === proof)
  return known === undefined || known.given === 0 || known.given <= known.taken - grams
}

/** Two that change what is certified at once must not both count on the same wood. */
export const lockCertificates = async (tx: Tx): Promise<void> => await lockWord(tx, 'wood.certificates')
