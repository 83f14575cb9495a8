import { z } from '@hono/zod-openapi'
import type { Id } from '#kit/ids.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import { maskedAccount, readBankAccount, setBankAccount } from '#parties/bank-accounts.ts'
import { listParties } from '#parties/directory.ts'
import { editParty, findParty, mayEdit, registerParty } from '#parties/parties.ts'
import { endRegistration, registrationsOf, setRegistration } from '#parties/registrations.ts'
import { partyKinds } from '#parties/schema.ts'
import { setSide, sidesOf } from '#parties/sides.ts'
import { createToken, revokeToken, tokensOf } from '#parties/tokens.ts'
import { type Endpoint, endpoint, list } from './endpoint.ts'
import { day, id, line, listOf, oneOf, text } from './fields.ts'
import {
  newParty,
  party,
  partyChanges,
  partyId,
  partySummary,
  registration,
  side,
  sideRow,
  token,
} from './parties.schemas.ts'

const ofParty = z.object({ partyId: partyId() })
const profileRefusals = [
  'name_missing',
  'kana_missing',
  'kana_not_kana',
  'text_too_long',
  'year_out_of_range',
  'place_out_of_range',
  'not_allowed',
  'unknown_town',
] as const

/**
 * A party as the asker may see it: the address is for its own people and who registers parties. A person or household
 * shows itself to others only when it wants to be on the map.
 */
async function readParty(tx: Tx, actor: Actor, { partyId: wanted }: { partyId: Id }) {
  const found = await findParty(tx, wanted)
  if (!found) return refuse('party_unknown')
  const own = mayEdit(actor, wanted)
  const isPrivate = (found.kind === 'person' || found.kind === 'household') && !found.onMap
  if (isPrivate && !own) return refuse('party_unknown')
  if (own) return found
  const placed = found.onMap ? {} : { latitude: null, longitude: null }
  return { ...found, ...placed, address: null }
}

const parties: readonly Endpoint[] = [
  list({
    path: '/parties',
    name: 'listParties',
    tag: 'parties',
    access: 'party.register',
    summary: { ja: '主体の一覧', en: 'Parties' },
    about: { ja: 'ふりがなの順。', en: 'In the order of their kana.' },
    query: z.strictObject({
      kind: oneOf(partyKinds, '種類', 'Kind', 'business').optional(),
      side: side().optional(),
      town: text('町字', 'Town', { max: 100 }).optional(),
      text: text('名前、ふりがな、町の言葉', 'Words of the name, the reading or the town', {
        max: 100,
      }).optional(),
    }),
    item: partySummary,
    run: async (tx, _actor, { kind, ...filter }, { limit, cursor }) =>
      await listParties(tx, { ...filter, kinds: kind && [kind], limit }, cursor),
  }),
  endpoint({
    method: 'post',
    path: '/parties',
    name: 'registerParty',
    tag: 'parties',
    access: 'party.register',
    summary: { ja: '主体を登録する', en: 'Register a party' },
    body: newParty,
    status: 201,
    answer: ofParty,
    refuses: profileRefusals,
    run: registerParty,
  }),
  endpoint({
    method: 'get',
    path: '/parties/{partyId}',
    name: 'readParty',
    tag: 'parties',
    access: 'party.see',
    summary: { ja: '主体', en: 'A party' },
    params: ofParty,
    answer: party,
    refuses: ['party_unknown'],
    run: readParty,
  }),
  endpoint({
    method: 'patch',
    path: '/parties/{partyId}',
    name: 'editParty',
    tag: 'parties',
    access: 'own.party',
    summary: { ja: '主体の情報を変える', en: 'Change what a party says of itself' },
    about: {
      ja: '送った項目だけが変わります。自分の主体か、登録の担当ならどの主体でも。',
      en: 'Only what is sent changes. One’s own party, or any for who registers parties.',
    },
    params: ofParty,
    body: partyChanges,
    answer: ofParty,
    refuses: [...profileRefusals, 'party_unknown', 'picture_unknown'],
    run: editParty,
  }),
]

const histories: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/parties/{partyId}/sides',
    name: 'listSides',
    tag: 'parties',
    access: 'party.register',
    summary: { ja: '内か外かの履歴', en: 'On which side a party was, and when' },
    params: ofParty,
    answer: z.object({ items: listOf(sideRow, '古い順', 'Oldest first') }),
    run: async (tx, _actor, { partyId: of }) => ({ items: await sidesOf(tx, of) }),
  }),
  endpoint({
    method: 'post',
    path: '/parties/{partyId}/sides',
    name: 'setSide',
    tag: 'parties',
    access: 'party.register',
    summary: { ja: '内か外かを決める', en: 'Say on which side a party is from a day on' },
    params: ofParty,
    body: z.strictObject({ side: side(), from: day('この日から', 'From this day') }).openapi('NewSide'),
    status: 201,
    answer: ofParty,
    refuses: ['not_allowed', 'party_unknown'],
    run: setSide,
  }),
  endpoint({
    method: 'get',
    path: '/parties/{partyId}/registrations',
    name: 'listRegistrations',
    tag: 'parties',
    access: 'party.register',
    summary: {
      ja: '適格請求書発行事業者の登録の履歴',
      en: 'Registrations as a qualified invoice issuer',
    },
    params: ofParty,
    answer: z.object({ items: listOf(registration, '古い順', 'Oldest first') }),
    run: async (tx, _actor, { partyId: of }) => ({ items: await registrationsOf(tx, of) }),
  }),
  endpoint({
    method: 'post',
    path: '/parties/{partyId}/registrations',
    name: 'setRegistration',
    tag: 'parties',
    access: 'party.verify',
    summary: { ja: '登録番号を記録する', en: 'Note a registration number' },
    params: ofParty,
    body: z
      .strictObject({
        number: line('登録番号。T と13桁', 'Registration number: T and 13 digits', 40, 'T7000012050002'),
        from: day('登録の始まりの日', 'The first day of the registration'),
      })
      .openapi('NewRegistration'),
    status: 201,
    answer: z.object({
      number: text('整えた登録番号', 'The number as it is kept', { example: 'T7000012050002' }),
      warning: text(
        '個人事業者の番号の検査数字が合わないとき registration_number_digit',
        'registration_number_digit when a sole proprietor’s check digit does not fit',
      ).optional(),
    }),
    refuses: ['not_allowed', 'party_unknown', 'registration_number_form', 'registration_number_digit'],
    run: setRegistration,
  }),
  endpoint({
    method: 'post',
    path: '/parties/{partyId}/registrations/end',
    name: 'endRegistration',
    tag: 'parties',
    access: 'party.verify',
    summary: { ja: '登録の終わりを記録する', en: 'Note the end of a registration' },
    params: ofParty,
    body: z
      .strictObject({ lastDay: day('登録が有効だった最後の日', 'The last day on which it was valid') })
      .openapi('RegistrationEnd'),
    answer: ofParty,
    refuses: ['not_allowed', 'registration_unknown'],
    run: endRegistration,
  }),
]

const seenAccount = z
  .object({
    shown: text('銀行、支店、種別、伏せた番号', 'Bank, branch, type and the masked number', {
      example: '岩手銀行 一関支店 普通 ****567',
    }),
    holderKana: text('名義（半角カナ）', 'Holder, in half-width kana', { example: 'ﾐｽﾞﾎﾉｳｴﾝ' }),
    from: day('この日から', 'From this day'),
  })
  .openapi('BankAccount')

const bankAccounts: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/parties/{partyId}/bank-account',
    name: 'readBankAccount',
    tag: 'parties',
    access: 'own.bank-account',
    summary: { ja: '振込先の口座', en: 'Where a party is paid' },
    about: {
      ja: '自分の主体か、商社の担当。番号は伏せます。',
      en: 'One’s own party, or staff. The number is masked.',
    },
    params: ofParty,
    answer: seenAccount,
    refuses: ['not_allowed', 'not_found'],
    run: async (tx, actor, { partyId: of }) => (await readBankAccount(tx, actor, of)) ?? refuse('not_found'),
  }),
  endpoint({
    method: 'put',
    path: '/parties/{partyId}/bank-account',
    name: 'setBankAccount',
    tag: 'parties',
    access: 'own.bank-account',
    summary: { ja: '振込先の口座を決める', en: 'Say where a party is paid' },
    params: ofParty,
    body: z
      .strictObject({
        bankCode: line('金融機関コード（4桁）', 'Bank code, four digits', 10, '0123'),
        branchCode: line('支店コード（3桁）', 'Branch code, three digits', 10, '001'),
        accountType: oneOf(
          ['1', '2', '4', '9'],
          '預金種目。1 普通、2 当座、4 貯蓄、9 その他',
          'Type: 1 ordinary, 2 current, 4 savings, 9 other',
        ),
        accountNumber: line('口座番号（7桁まで）', 'Account number, up to seven digits', 20, '1234567'),
        holderKana: line('口座名義（カナ）', 'Holder, in kana', 100, 'ミズホノウエン'),
        from: day('この日から。なければ今日', 'From this day; today when left out').optional(),
      })
      .openapi('NewBankAccount'),
    answer: seenAccount,
    refuses: [
      'not_allowed',
      'party_unknown',
      'bank_unknown',
      'branch_unknown',
      'account_number_form',
      'holder_missing',
      'holder_not_bank_kana',
      'text_too_long',
    ],
    run: async (tx, actor, input) => {
      const set = await setBankAccount(tx, actor, input)
      return isRefusal(set) ? set : { shown: maskedAccount(set), holderKana: set.holderKana, from: set.from }
    },
  }),
]

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

async function ownTokens(tx: Tx, actor: Actor) {
  const all = actor.partyId ? await tokensOf(tx, actor.partyId) : []
  return {
    items: all.map((each) => ({
      ...each,
      createdAt: each.createdAt.toISOString(),
      expiresAt: iso(each.expiresAt),
      revokedAt: iso(each.revokedAt),
      lastUsedAt: iso(each.lastUsedAt),
    })),
  }
}

type CreateRefusal = Refusal<'not_allowed' | 'label_missing' | 'text_too_long' | 'last_day_past'>

const tokens: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/tokens',
    name: 'listTokens',
    tag: 'parties',
    access: 'own.party',
    summary: { ja: '自分の主体のトークン', en: 'The tokens of one’s own party' },
    answer: z.object({ items: listOf(token, '新しい順', 'Newest first') }),
    run: ownTokens,
  }),
  endpoint({
    method: 'post',
    path: '/tokens',
    name: 'createToken',
    tag: 'parties',
    access: 'own.party',
    summary: { ja: 'トークンを作る', en: 'Make a token' },
    about: {
      ja: '秘密の文字列は、この答えに一度だけ現れます。同じ Idempotency-Key で答えをもう一度受け取っても null です。',
      en: 'The secret appears in this answer once; in an answer repeated by its Idempotency-Key it is null.',
    },
    body: z
      .strictObject({
        label: line('何に使うか', 'What it is for', 60, '会計ソフト'),
        lastDay: day(
          '使える最後の日。なければ期限なし',
          'The last day on which it works; without end when left out',
        ).optional(),
      })
      .openapi('NewToken'),
    status: 201,
    answer: z.object({
      tokenId: id('トークン', 'The token'),
      token: text('秘密の文字列', 'The secret', { example: 'yui_…' }).nullable(),
    }),
    shownOnce: ['token'],
    refuses: ['not_allowed', 'label_missing', 'text_too_long', 'last_day_past'],
    run: async (tx, actor, input): Promise<{ tokenId: Id; token: string } | CreateRefusal> =>
      await createToken(tx, actor, input),
  }),
  endpoint({
    method: 'delete',
    path: '/tokens/{tokenId}',
    name: 'revokeToken',
    tag: 'parties',
    access: 'own.party',
    summary: { ja: 'トークンを取り消す', en: 'Revoke a token' },
    params: z.object({ tokenId: id('トークン', 'The token') }),
    answer: z.object({ tokenId: id('トークン', 'The token') }),
    refuses: ['not_allowed', 'not_found'],
    run: async (tx, actor, { tokenId }) => {
      const revoked = await revokeToken(tx, actor, tokenId)
      // The one that is unknown is not the one that opened the door.
      if (!isRefusal(revoked)) return revoked
      return revoked.refused === 'token_unknown' ? refuse('not_found') : refuse(revoked.refused)
    },
  }),
]

export const partyEndpoints: readonly Endpoint[] = [...parties, ...histories, ...bankAccounts, ...tokens]
