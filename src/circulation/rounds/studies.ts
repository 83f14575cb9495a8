/** What LM3 is asked of again and again: projects and programmes. */
import type { Tx } from '#db/transaction.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { normalise } from '#kit/japanese.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import { allKinds } from '#ledger/kinds.ts'
import type { Actor } from '#parties/actors.ts'
import { namesOf } from '#parties/directory.ts'
import { may } from '#parties/policy.ts'
import { bandOf } from '#circulation/groups.ts'
import { maySee } from './reading.ts'

export interface Study {
  readonly studyId: Id
  readonly name: string
  readonly nameEn: string
  readonly parties: readonly Id[]
  readonly kinds: readonly string[]
}
export interface NewStudy {
  readonly name: string
  readonly nameEn: string
  readonly parties: readonly Id[]
  readonly kinds: readonly string[]
}
export type StudyRefusal = Refusal<
  'not_allowed' | 'name_missing' | 'nothing_studied' | 'party_unknown' | 'kind_unknown' | 'not_found'
>

/** Staff says what a project or programme is: the parties that carry it out, the kinds of entries it writes, or both. */
export async function addStudy(
  tx: Tx,
  actor: Actor,
  study: NewStudy,
): Promise<{ studyId: Id; name: string } | StudyRefusal> {
  if (!may(actor.role, 'figure.enter')) return refuse('not_allowed')
  const name = normalise(study.name)
  if (name === '') return refuse('name_missing', { field: 'name' })
  const [parties, kinds] = [[...new Set(study.parties)], [...new Set(study.kinds)]]
  if (parties.length === 0 && kinds.length === 0) return refuse('nothing_studied', { field: 'parties' })
  if ((await namesOf(tx, parties)).size < parties.length) return refuse('party_unknown', { field: 'parties' })
  const declared = new Set(allKinds().map((kind) => kind.name))
  if (kinds.some((kind) => !declared.has(kind))) return refuse('kind_unknown', { field: 'kinds' })
  const studyId = newId()
  await tx.q
    .insertInto('circulation_study')
    .values({
      region_id: tx.region,
      study_id: studyId,
      name,
      name_en: normalise(study.nameEn),
      parties,
      kinds,
      entered_at: tx.now,
      entered_by: actor.userId ?? null,
      ended_at: null,
    })
    .execute()
  return { studyId, name }
}

/** A study that is no longer looked at; it can be entered again. */
export async function endStudy(
  tx: Tx,
  actor: Actor,
  { id }: { id: Id },
): Promise<{ studyId: Id; name: string } | StudyRefusal> {
  if (!may(actor.role, 'figure.enter')) return refuse('not_allowed')
  const found = await readStudy(tx, actor, { id })
  if (isRefusal(found)) return refuse('not_found')
  await tx.q
    .updateTable('circulation_study')
    .set({ ended_at: tx.now })
    .where('region_id', '=', tx.region)
    .where('study_id', '=', id)
    .execute()
  return found
}

const columns = ['study_id as studyId', 'name', 'name_en as nameEn', 'parties', 'kinds'] as const

/**
 * What is studied, of which somebody may see the answer. Of one or two parties it would be their own affair, unless they
 * act in public; three together tell nobody's.
 */
export async function listStudies(tx: Tx, actor: Actor): Promise<Study[]> {
  const studies = await tx.q
    .selectFrom('circulation_study')
    .select(columns)
    .where('region_id', '=', tx.region)
    .where('ended_at', 'is', null)
    .orderBy('name')
    .execute()
  const open: Study[] = []
  for (const study of studies) if (await mayReadStudy(tx, actor, study)) open.push(study)
  return open
}

async function mayReadStudy(tx: Tx, actor: Actor, { parties }: Study): Promise<boolean> {
  if (parties.length === 0 || parties.length > 2) return true
  const rows = await tx.run<{ id: Id; kind: string }>(
    'select party_id as id, kind from party where region_id = $1 and party_id = any ($2::uuid[])',
    [tx.region, parties],
  )
  return rows.every(({ id, kind }) => maySee(actor, id, bandOf({ side: 'inside', kind, sector: '' })))
}

export async function readStudy(
  tx: Tx,
  actor: Actor,
  { id }: { id: Id },
): Promise<Study | Refusal<'not_found' | 'not_yours'>> {
  const found = await tx.q
    .selectFrom('circulation_study')
    .select(columns)
    .where('region_id', '=', tx.region)
    .where('study_id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (!found) return refuse('not_found')
  return (await mayReadStudy(tx, actor, found)) ? found : refuse('not_yours')
}
