import { z } from '@hono/zod-openapi'
import { crossing } from './circulation.schemas.ts'
import { count, day, id, instant, listOf, oneOf, steps, text, unit } from './fields.ts'
import { both } from './language.ts'

/** The shapes of the ledger. */
const fingerprint = (ja: string, en: string) =>
  text(`${ja}（SHA-256、16進）`, `${en} (SHA-256, hexadecimal)`, {
    example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  })
const kindName = () =>
  text('仕訳の種類。意味は /ledger/kinds', 'Kind of the entry; its meaning is in /ledger/kinds', {
    example: 'trade.sale',
  })
const documentId = () => id('もとになった書類', 'The document it came from')
const documentNo = () =>
  text('書類の番号。なければ空', 'Number of the document, or empty', { example: 'P-2026-00031' })

export const ledgerState = z
  .object({
    closedThrough: day(
      'この日まで締まっている。まだなら null',
      'Closed through this day; null when no day is',
    ).nullable(),
    closable: day('締められる最も新しい日', 'The newest day that can be closed', '2026-11-22'),
    entries: count('仕訳の数', 'Number of entries', { example: 4_210 }),
  })
  .openapi('LedgerState')

export const kind = z
  .object({
    name: text('名前', 'Name', { example: 'trade.sale' }),
    meaning: z
      .object({ ja: text('日本語', 'Japanese'), en: text('英語', 'English') })
      .openapi({ description: both('意味', 'Meaning') }),
    counts: oneOf(
      ['exchange', 'transfer', 'move', 'memo'],
      '循環での数え方。exchange 対価、transfer 対価のない移転、move 移しかえ、memo 価値そのものでない記録',
      'How the circulation counts it: exchange, transfer without return, mere move, memo',
    ),
  })
  .openapi('Kind')

export const sealRow = z
  .object({
    day: day('締めた日', 'The closed day'),
    entries: count('その日に記録した仕訳', 'Entries recorded on it', { example: 42 }),
    flows: count('その流れ', 'Their flows', { example: 61 }),
    root: fingerprint('仕訳の指紋を木にまとめた根', 'Merkle root of the entries’ fingerprints'),
    previous: fingerprint('ひとつ前の封', 'The seal before it'),
    seal: fingerprint('封', 'The seal'),
  })
  .openapi('Seal')

const accountFields = {
  accountId: id('口座', 'The account'),
  partyId: id('主体', 'The party'),
  partyName: text('主体の名前', 'Name of the party', { example: '結いの商社' }),
  unit: unit(),
  purpose: text('用途。cash 現金・預金、tax 預かった消費税 など', 'Purpose: cash, tax, points, …', {
    example: 'cash',
  }),
}

export const account = z
  .object({ ...accountFields, balance: steps('今日の終わりの残高', 'Balance at the end of today') })
  .openapi('Account')

const statementLine = z
  .object({
    entryId: id('仕訳', 'The entry'),
    on: day('起きた日', 'The day it happened'),
    kind: kindName(),
    documentId: documentId().nullable(),
    documentNo: documentNo(),
    memo: text('メモ', 'Note'),
    change: steps('増減。入れば正、出れば負', 'Plus when it came in, minus when it went out'),
    balance: steps('この行のあとの残高', 'Balance after this line'),
    otherParty: id('相手の主体', 'The other party'),
    otherName: text('相手の名前', 'Name of the other party', { example: '海辺ホテル' }),
  })
  .openapi('StatementLine')

export const statement = z
  .object({
    ...accountFields,
    from: day('この日から', 'From this day', '2026-11-01'),
    to: day('この日まで', 'Through this day', '2026-11-30'),
    opening: steps('期首残高', 'Opening balance'),
    lines: listOf(statementLine, '起きた順', 'In the order they happened'),
    closing: steps('期末残高', 'Closing balance'),
  })
  .openapi('AccountStatement')

const entryFlow = z
  .object({
    unit: unit(),
    amount: steps('大きさ。取り消しは負', 'Amount; a reversal is negative'),
    crossing: crossing(),
    fromParty: id('出した主体', 'The party it left'),
    fromName: text('出した主体の名前', 'Its name', { example: '海辺ホテル' }),
    toParty: id('受け取った主体', 'The party it went to'),
    toName: text('受け取った主体の名前', 'Its name', { example: '結いの商社' }),
  })
  .openapi('EntryFlow')

export const entry = z
  .object({
    entryId: id('仕訳', 'The entry'),
    kind: kindName(),
    on: day('起きた日', 'The day it happened'),
    recordedAt: instant('記録した時刻', 'When it was recorded'),
    documentId: documentId().nullable(),
    documentNo: documentNo(),
    memo: text('メモ', 'Note'),
    reverses: id('取り消す仕訳。取り消しでなければ null', 'The entry that it reverses, or null').nullable(),
    reversedBy: id('これを取り消した仕訳。なければ null', 'The entry that reverses it, or null').nullable(),
    digest: fingerprint('指紋', 'Fingerprint'),
    flows: listOf(entryFlow, '流れ', 'Flows'),
  })
  .openapi('Entry')
