import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import { pt } from '#kit/units.ts'
import { type PostRefusal, post } from '#ledger/post.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { keepLots } from './issues.ts'
import { spendable, takeFrom } from './lots.ts'
import { takeLots, writePayment } from './payments.ts'
import type { NoteState } from './schema.ts'
import { checkSign, serialOf } from './serials.ts'
import { randomCode, readShop } from './shops.ts'
import { lockLots, notesOf, openWallets, takingsOf, walletOf } from './wallets.ts'

export const mostNotes = 200

function newSerial(): string {
  for (;;) {
    const eight = randomCode(8)
    const check = checkSign(eight)
    if (check) return eight + check
  }
}

export interface NotesWanted {
  readonly holderId: Id
  readonly count: number
  /** Points that each is worth. */
  readonly each: number
}
export interface PrintedNotes {
  readonly serials: readonly string[]
  readonly each: number
  readonly expiresOn: Day
}

/**
 * Staff prints notes from a wallet, for somebody without a phone. They lose their worth on the day on which the first of
 * the points that they are made of would have.
 */
export async function printNotes(
  tx: Tx,
  actor: Actor,
  { holderId, count, each }: NotesWanted,
): Promise<
  | PrintedNotes
  | PostRefusal
  | Refusal<'not_allowed' | 'points_missing' | 'too_many_notes' | 'not_enough_points'>
> {
  if (!may(actor.role, 'points.run')) return refuse('not_allowed')
  if (count <= 0 || each <= 0) return refuse('points_missing', { field: 'each' })
  if (count > mostNotes) return refuse('too_many_notes', { field: 'count', detail: { most: mostNotes } })
  const lots = await lockLots(tx, holderId)
  const taken = takeFrom(lots, tx.today, count * each)
  if (!taken)
    return refuse('not_enough_points', { field: 'each', detail: { has: spendable(lots, tx.today) } })
  await openWallets(tx, [holderId], 'notes')
  const printingId = newId()
  const posted = await post(tx, actor, {
    kind: 'points.print',
    on: tx.today,
    document: { id: printingId, no: '' },
    flows: [{ unit: 'PT', amount: pt(count * each), from: walletOf(holderId), to: notesOf(holderId) }],
  })
  if (isRefusal(posted)) return posted
  takeLots(tx, printingId, taken)
  const first = new Set(taken.map(({ lotId }) => lotId))
  const expiresOn = lots
    .filter(({ lotId }) => first.has(lotId))
    .reduce((least, { expiresOn: on }) => (on < least ? on : least), lots.at(-1)?.expiresOn ?? tx.today)
  const serials = Array.from({ length: count }, newSerial)
  await tx.run(
    `insert into points_note (region_id, serial, holder_id, amount, expires_on, printed_on)
     select $1, n.serial, $2, $3, $4, $5 from unnest($6::text[]) n (serial)`,
    [tx.region, holderId, each, expiresOn, tx.today, serials],
  )
  return { serials, each, expiresOn }
}

interface Note {
  readonly serial: string
  readonly holderId: Id
  readonly amount: number
  readonly expiresOn: Day
  readonly state: NoteState
}

async function lockNotes(tx: Tx, serials: readonly string[]): Promise<Map<string, Note>> {
  const rows = await tx.run<Note & Record<string, unknown>>(
    `select serial, holder_id as "holderId", amount, expires_on as "expiresOn", state from points_note
     where region_id = $1 and serial = any ($2) order by serial for update`,
    [tx.region, serials],
  )
  return new Map(rows.map((note) => [note.serial, note]))
}

/** `detail.serial` is the note that it is about, as it was typed. */
export type NoteRefusal = Refusal<
  'note_form' | 'note_unknown' | 'note_twice' | 'note_taken' | 'note_void' | 'note_expired'
>

/** The notes as they are held until the end, or the first that is worth nothing, with why. */
async function goodNotes(tx: Tx, typed: readonly string[]): Promise<Note[] | NoteRefusal> {
  const about = (why: NoteRefusal['refused'], serial: string): NoteRefusal =>
    refuse(why, { field: 'serials', detail: { serial } })
  const serials = new Map<string, string>()
  for (const text of typed) {
    const serial = serialOf(text)
    if (!serial) return about('note_form', text)
    if (serials.has(serial)) return about('note_twice', text)
    serials.set(serial, text)
  }
  const notes = await lockNotes(tx, [...serials.keys()])
  for (const [serial, text] of serials) {
    const note = notes.get(serial)
    if (!note) return about('note_unknown', text)
    if (note.state !== 'out') return about(`note_${note.state}`, text)
    if (note.expiresOn < tx.today) return about('note_expired', text)
  }
  return [...notes.values()]
}

/**
 * The shop brings the notes that it took, or staff enters them for it: each is checked, and counts once. All of them or
 * none, so that what was brought is what is booked.
 */
export async function takeNotes(
  tx: Tx,
  actor: Actor,
  { shopId, serials }: { shopId: Id; serials: readonly string[] },
): Promise<
  | { points: number; notes: number }
  | PostRefusal
  | NoteRefusal
  | Refusal<'not_allowed' | 'shop_unknown' | 'no_notes' | 'too_many_notes'>
> {
  if (actor.partyId !== shopId && !may(actor.role, 'points.run')) return refuse('not_allowed')
  if (serials.length === 0) return refuse('no_notes', { field: 'serials' })
  if (serials.length > mostNotes)
    return refuse('too_many_notes', { field: 'serials', detail: { most: mostNotes } })
  // A shop that has ended still brings what it took before.
  if (!(await readShop(tx, shopId))) return refuse('shop_unknown', { field: 'shop' })
  const notes = await goodNotes(tx, serials)
  if (isRefusal(notes)) return notes
  for (const [holderId, own] of Map.groupBy(notes, (note) => note.holderId)) {
    const points = own.reduce((sum, { amount }) => sum + amount, 0)
    const paymentId = newId()
    const posted = await post(tx, actor, {
      kind: 'points.pay',
      on: tx.today,
      document: { id: paymentId, no: '' },
      flows: [{ unit: 'PT', amount: pt(points), from: notesOf(holderId), to: takingsOf(shopId) }],
    })
    if (isRefusal(posted)) return posted
    writePayment(tx, actor, {
      paymentId,
      payerId: holderId,
      shopId,
      points,
      way: 'note',
      entryId: posted.entryId,
    })
    await tx.run(
      `update points_note set state = 'taken', payment_id = $3 where region_id = $1 and serial = any ($2)`,
      [tx.region, own.map(({ serial }) => serial), paymentId],
    )
  }
  return { points: notes.reduce((sum, { amount }) => sum + amount, 0), notes: notes.length }
}

/** Staff takes notes out of the world that were spoilt or never handed out: their points return to the wallet. */
export async function voidNotes(
  tx: Tx,
  actor: Actor,
  { serials }: { serials: readonly string[] },
): Promise<{ notes: number } | PostRefusal | NoteRefusal | Refusal<'not_allowed' | 'no_notes'>> {
  if (!may(actor.role, 'points.run')) return refuse('not_allowed')
  if (serials.length === 0) return refuse('no_notes', { field: 'serials' })
  const notes = await goodNotes(tx, serials)
  if (isRefusal(notes)) return notes
  for (const note of notes) {
    const posted = await post(tx, actor, {
      kind: 'points.print',
      on: tx.today,
      document: { id: newId(), no: '' },
      memo: note.serial,
      flows: [
        { unit: 'PT', amount: pt(note.amount), from: notesOf(note.holderId), to: walletOf(note.holderId) },
      ],
    })
    if (isRefusal(posted)) return posted
    keepLots(tx, posted.entryId, [{ to: note.holderId, points: note.amount }], note.expiresOn)
  }
  await tx.run(`update points_note set state = 'void' where region_id = $1 and serial = any ($2)`, [
    tx.region,
    notes.map(({ serial }) => serial),
  ])
  return { notes: notes.length }
}
