/** Survey shares: which part of what they get people and firms spend inside, where the ledger does not see it. */
import type { Tx } from '#db/transaction.ts'
import { readTable } from '#kit/csv.ts'
import type { TableRefusal } from '#kit/csv.ts'
import { type Day, day } from '#kit/days.ts'
import { isId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { nameKey, normalise } from '#kit/japanese.ts'
import { parseDay } from '#kit/japanese-days.ts'
import { parseSteps } from '#kit/numbers.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { type PartyKind, type Sector, partyKinds, sectors } from '#parties/schema.ts'
import { kindWords, sectorWords } from '#parties/words.ts'
import { type RowFault, keepUpload, markWritten, readUpload } from '#circulation/uploads.ts'

export interface Share {
  /** A party's id, a kind of party (`household `), or an industry (`* E`). */
  readonly subject: string
  readonly surveyedOn: Day
  /** Hundredths of a per cent. */
  readonly insideBp: number
  readonly source: string
}
export interface ShareSeen extends Share {
  /** The party's name; null for a group. */
  readonly party: string | null
}
export type ShareFault = RowFault<'subject' | 'share' | 'day' | 'source' | 'twice'>
export interface SharesPlan {
  readonly name: string
  readonly writtenAt: Date | null
  readonly rows: readonly (ShareSeen & { readonly line: number; readonly known: boolean })[]
  readonly faults: readonly ShareFault[]
}

const columns = {
  subject: { names: ['対象', '名前', '主体', '産業', 'subject', 'name'], required: true },
  share: { names: ['域内割合', '割合', '域内で使う割合', 'share'], required: true },
  surveyedOn: { names: ['調査日', '日付', 'date', 'surveyed'], required: true },
  source: { names: ['出典', '調査名', 'source'], required: true },
}

const keyOf = ({ subject, surveyedOn }: Share): string => `${subject} ${surveyedOn}`

export async function uploadShares(
  tx: Tx,
  actor: Actor,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<{ uploadId: Id } | TableRefusal | Refusal<'not_allowed'>> {
  const table = readTable(file.bytes, columns)
  if (isRefusal(table)) return { ...table, field: 'file' }
  return await keepUpload(tx, actor, 'shares', file)
}

/** What a file says: its rows as they would be written, those that are known, and what is wrong with the others. */
export async function planShares(
  tx: Tx,
  actor: Actor,
  uploadId: Id,
): Promise<SharesPlan | TableRefusal | Refusal<'not_found'>> {
  const upload = await readUpload(tx, actor, 'shares', uploadId)
  if (isRefusal(upload)) return upload
  const table = readTable(upload.bytes, columns)
  if (isRefusal(table)) return table
  const [parties, known] = [await partiesByName(tx), await listShares(tx)]
  const before = new Map(known.map((share) => [keyOf(share), share]))
  const rows: SharesPlan['rows'][number][] = []
  const faults: ShareFault[] = []
  const seen = new Set<string>()
  for (const { line, cells, total } of table.rows) {
    if (total) continue
    const share = shareOf(cells, line, parties)
    if ('what' in share) faults.push(share)
    else if (seen.has(keyOf(share))) faults.push({ line, what: 'twice', text: cells.subject })
    else {
      seen.add(keyOf(share))
      const old = before.get(keyOf(share))
      rows.push({ ...share, line, known: old?.insideBp === share.insideBp && old.source === share.source })
    }
  }
  return { name: upload.name, writtenAt: upload.writtenAt, rows, faults }
}

/** Staff has looked at a file and writes its good rows. A share of the same subject and day is put right by it. */
export async function writeShares(
  tx: Tx,
  actor: Actor,
  { id }: { id: Id },
): Promise<
  { uploadId: Id; written: number; faults: number } | TableRefusal | Refusal<'not_found' | 'not_allowed'>
> {
  if (!may(actor.role, 'figure.enter')) return refuse('not_allowed')
  const plan = await planShares(tx, actor, id)
  if (isRefusal(plan)) return plan
  const fresh = plan.rows.filter(({ known }) => !known)
  for (const { subject, surveyedOn, insideBp, source } of fresh)
    tx.send(
      `insert into circulation_share (region_id, subject, surveyed_on, inside_bp, source, entered_at, entered_by)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (region_id, subject, surveyed_on) do update
       set inside_bp = excluded.inside_bp, source = excluded.source, entered_at = excluded.entered_at, entered_by = excluded.entered_by`,
      [tx.region, subject, surveyedOn, insideBp, source, tx.now, actor.userId ?? null],
    )
  await markWritten(tx, id)
  return { uploadId: id, written: fresh.length, faults: plan.faults.length }
}

/** Takes a share away that was entered by mistake; what was calculated with it follows at once. */
export async function dropShare(
  tx: Tx,
  actor: Actor,
  { subject, surveyedOn }: Pick<Share, 'subject' | 'surveyedOn'>,
): Promise<{ subject: string } | Refusal<'not_allowed' | 'not_found'>> {
  if (!may(actor.role, 'figure.enter')) return refuse('not_allowed')
  const gone = await tx.run(
    'delete from circulation_share where region_id = $1 and subject = $2 and surveyed_on = $3 returning 1',
    [tx.region, subject, surveyedOn],
  )
  return gone.length > 0 ? { subject } : refuse('not_found')
}

/** All shares, those of parties first, the newest of each first. */
export async function listShares(tx: Tx): Promise<ShareSeen[]> {
  return await tx.run<ShareSeen & Record<string, unknown>>(
    `select s.subject, s.surveyed_on as "surveyedOn", s.inside_bp as "insideBp", s.source, p.name as party
     from circulation_share s left join party p on p.region_id = $1 and p.party_id::text = s.subject
     where s.region_id = $1 order by p.name is null, p.name, s.subject, s.surveyed_on desc`,
    [tx.region],
  )
}

/** The share that holds for a party on a day: its own, its industry's, its kind's; the newest survey until then. */
export function shareFor(
  shares: readonly Share[],
  party: { readonly id: Id; readonly group: string },
  on: Day,
): Share | undefined {
  const [kind = '', sector = ''] = party.group.split(' ')
  for (const subject of [party.id, ...(sector ? [`* ${sector}`] : []), `${kind} `]) {
    const newest = shares
      .filter((share) => share.subject === subject && share.surveyedOn <= on)
      .toSorted((a, b) => (a.surveyedOn < b.surveyedOn ? 1 : -1))[0]
    if (newest) return newest
  }
  return undefined
}

type Cells = Readonly<Record<keyof typeof columns, string>>

function shareOf(
  cells: Cells,
  line: number,
  parties: ReadonlyMap<string, Id>,
): (ShareSeen & { line: number }) | ShareFault {
  const party = parties.get(nameKey(cells.subject))
  const subject = isId(cells.subject) ? cells.subject : (party ?? groupNamed(cells.subject))
  if (subject === undefined) return { line, what: 'subject', text: cells.subject }
  const bp = parseSteps(cells.share, 2, ['%', '％'])
  if (typeof bp !== 'number' || bp < 0 || bp > 10_000) return { line, what: 'share', text: cells.share }
  const surveyedOn = parseDay(cells.surveyedOn)
  if (!surveyedOn) return { line, what: 'day', text: cells.surveyedOn }
  const source = normalise(cells.source)
  if (source === '') return { line, what: 'source', text: '' }
  return {
    subject,
    surveyedOn: day(surveyedOn),
    insideBp: bp,
    source,
    party: party ? cells.subject : null,
    line,
  }
}

async function partiesByName(tx: Tx): Promise<Map<string, Id>> {
  const rows = await tx.run<{ id: Id; name: string }>(
    'select party_id as id, name from party where region_id = $1',
    [tx.region],
  )
  return new Map(rows.map(({ id, name }) => [nameKey(name), id]))
}

/** `世帯`, `製造業`, `Manufacturing`, `E`: a kind of party, or an industry. */
export function groupNamed(text: string): string | undefined {
  const key = nameKey(text)
  const said = (words: Readonly<Record<string, string>>, name: string): boolean =>
    nameKey(words[name] ?? '') === key
  for (const kind of partyKinds)
    if (nameKey(kind) === key || said(kindWords.ja, kind) || said(kindWords.en, kind)) return `${kind} `
  const sector = sectors.find(
    (each) => said(sectorWords.ja, each) || said(sectorWords.en, each) || key === each.toLowerCase(),
  )
  return sector && `* ${sector}`
}

export const groupText = (group: string, lang: 'ja' | 'en'): string => {
  const [kind = '', sector = ''] = group.split(' ')
  return sector ? sectorWords[lang][sector as Sector] : (kindWords[lang][kind as PartyKind] ?? group)
}
