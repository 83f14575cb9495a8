import { z } from '@hono/zod-openapi'
import { refuse } from '#kit/refusals.ts'
import {
  cancelCertificate,
  certifiedProducts,
  issueCertificate,
  listCertificates,
  pileSpecies,
  provable,
  readBalance,
  recordCertificate,
} from '#wood/room.ts'
import { type Endpoint, dayThenId, endpoint, firstOf, list } from '#api/endpoint.ts'
import { day, id, line, listOf, oneOf, text, whole } from '#api/fields.ts'
import { fileRefusals, paperBody } from './papers.endpoints.ts'
import { grams, gramsGiven, proof } from './slips.endpoints.ts'

const certificateId = () => id('証明書', 'The certificate')
const certificateNo = () => text('証明書の番号', 'Number of the certificate', { example: 'CO-2026-00003' })
const certificated = z
  .object({ certificateId: certificateId(), certificateNo: certificateNo() })
  .openapi('WoodCertificated')
const certifiedAs = () =>
  oneOf(
    provable,
    '由来の区分。thinned 間伐材等由来、general 一般木質',
    'Class of origin: thinned wood or general wood',
  )
const product = () =>
  oneOf(certifiedProducts, '品目。丸太、薪、チップ', 'Product: logs, firewood or chips', 'chips')
const species = () => oneOf(pileSpecies, '樹種', 'Species')

const dates = {
  issuedOn: day('発行日。今日かそれより前', 'Issued on: today or before'),
  periodFrom: day('木が動いた期間のはじめ', 'First day of the period in which the wood came', '2026-11-01'),
  periodTo: day('木が動いた期間のおわり', 'Last day of that period'),
}
/** What is given for a paper, whoever issues it. */
const paper = {
  otherName: line(
    '相手の名前。発行なら宛名、受け取りなら発行者',
    'The other party: the addressee, or the issuer of a paper received',
    100,
    '北上川バイオマス発電所',
  ),
  otherAddress: text('相手の住所', 'Their address', { max: 200, example: '一関市' }).default(''),
  otherRegistration: text('相手の認定番号', 'Their certification number', {
    max: 50,
    example: '岩木協-34',
  }).default(''),
  grams: gramsGiven('証明する重さ', 'Weight that is certified'),
  ...dates,
}
const paperRefusals = [
  'not_allowed',
  'amount_missing',
  'other_missing',
  'day_in_future',
  'period_turned',
] as const

const step = (ja: string, en: string, example: number) =>
  whole(`${ja}（グラム）`, `${en} (grams)`, { example })
const balanceRow = z
  .object({
    proof: proof(),
    opening: step('期首', 'Opening', 0),
    taken: step('受け入れ。取り消しは引く', 'Taken in, less reversals', 820_000),
    bought: step('買い入れ。取り消しは引く', 'Bought of others, less reversals', 0),
    dried: step('乾燥で抜けた水。減ったら負', 'Water that left, as a negative', -180_000),
    fines: step('くず・おが粉。負', 'Fines, as a negative', -20_000),
    handed: step('薪の引き渡し。負', 'Firewood handed over, as a negative', 0),
    burnt: step('燃焼。負', 'Burnt, as a negative', 0),
    counted: step('棚卸しの増減', 'Found or, as a negative, missed when counted', 0),
    mixed: step(
      '区分の移動。混ざって別の区分になった分。全区分の合計は0',
      'Changed class: mixed with wood of another class; nothing over all classes',
      0,
    ),
    closing: step('期末。期首に、ほかの欄をすべて足したもの', 'Closing: all the others together', 620_000),
  })
  .openapi('WoodBalanceRow')

const reading: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/wood/balance',
    name: 'readWoodBalance',
    tag: 'wood',
    access: 'wood.make',
    summary: { ja: '物質収支', en: 'Mass balance' },
    about: {
      ja: '入った木・出た木・減った水を、由来の区分ごとに合わせたものです。',
      en: 'Wood that came, wood that went and water that left, by class of origin.',
    },
    query: z.strictObject({
      from: day('最初の日', 'First day', '2026-04-01'),
      to: day('最後の日', 'Last day'),
    }),
    answer: z
      .object({
        rows: listOf(balanceRow, '由来の区分ごと', 'By class of origin'),
        ledger: step(
          '最後の日の台帳の在庫。期末の合計と同じはず',
          'What the ledger held on the last day: the same as all closings',
          620_000,
        ),
      })
      .openapi('WoodBalance'),
    refuses: ['period_wrong'],
    run: async (tx, _actor, { from, to }) =>
      to < from ? refuse('period_wrong', { field: 'to' }) : await readBalance(tx, { from, to }),
  }),
  list({
    path: '/wood/certificates',
    name: 'listWoodCertificates',
    tag: 'wood',
    access: 'wood.run',
    summary: { ja: '由来証明書', en: 'Certificates of origin' },
    about: {
      ja: '発行日の新しい順。取り消したものも含みます。',
      en: 'By the day of issue, the last first; with those that were cancelled.',
    },
    query: z.strictObject({
      direction: oneOf(
        ['in', 'out'],
        '受け取ったもの（in）か発行したもの（out）だけ',
        'Only those received (in) or issued (out)',
      ).optional(),
    }),
    item: z
      .object({
        certificateId: certificateId(),
        certificateNo: certificateNo(),
        direction: oneOf(
          ['in', 'out'],
          '受け取ったもの（in）か発行したもの（out）',
          'Received (in) or issued (out)',
          'out',
        ),
        proof: certifiedAs(),
        product: product(),
        species: species(),
        grams: grams('証明する重さ', 'Weight that is certified'),
        ...dates,
        otherName: text('相手の名前', 'The other party', { example: '北上川バイオマス発電所' }),
        otherAddress: text('相手の住所。なければ空', 'Their address, or empty', { example: '一関市' }),
        otherRegistration: text('相手の認定番号。なければ空', 'Their certification number, or empty', {
          example: '岩木協-34',
        }),
        pileId: id(
          '証明した積み山。受け取ったものでは null',
          'The pile it certifies; null for one received',
        ).nullable(),
        incoming: listOf(
          text(
            '伝票の番号か、届いた証明書の番号と発行者',
            'Number of a slip, or of a certificate received with its issuer',
            {
              example: 'SENMAYA-2026-00012',
            },
          ),
          'もとになった伝票と証明書',
          'Slips and certificates of others that it stands on',
        ),
        cancelledOn: day('取り消した日。なければ null', 'Cancelled on, or null').nullable(),
        reason: text('取り消した理由。なければ空', 'Why it was cancelled, or empty', { example: '' }),
        papers: whole(
          '受け取った証明書に残してある写しの数',
          'How many scans are kept with one that was received',
          { example: 1 },
        ),
      })
      .openapi('WoodCertificate'),
    most: 50,
    keys: dayThenId,
    run: async (tx, _actor, { direction }, { limit, cursor }) =>
      firstOf(await listCertificates(tx, { direction }, cursor), limit, (row) => [
        row.issuedOn,
        row.certificateId,
      ]),
  }),
]

const writing: readonly Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/wood/certificates',
    name: 'issueWoodCertificate',
    tag: 'wood',
    access: 'wood.run',
    summary: { ja: '由来証明書を発行する', en: 'Issue a certificate of origin' },
    about: {
      ja: '積み山に来た木より多くも、証明のある受け入れより多くも証明できません。',
      en: 'Not more than came to the pile, and not more than was certified to us in its class.',
    },
    body: z
      .strictObject({ pileId: id('証明する積み山', 'The pile it certifies'), ...paper })
      .openapi('WoodCertificateIssuing'),
    status: 201,
    answer: certificated,
    refuses: [
      ...paperRefusals,
      'pile_unknown',
      'not_proved',
      'certification_missing',
      'over_pile',
      'over_certified',
    ],
    run: issueCertificate,
    audit: (made) => ({
      action: 'certificate.issue',
      documentId: made.certificateId,
      documentNo: made.certificateNo,
    }),
  }),
  endpoint({
    method: 'post',
    path: '/wood/certificates/received',
    name: 'recordWoodCertificate',
    tag: 'wood',
    access: 'wood.run',
    summary: { ja: '受け取った証明書を記録する', en: 'Record a certificate received' },
    about: {
      ja: '納材者の伝票は、承認したときに数えられています。ほかから届いた木の証明書だけを記録してください。',
      en: 'Slips of suppliers are counted when they are approved: record only papers of wood from elsewhere.',
    },
    body: z
      .strictObject({
        certificateNo: line('証明書の番号', 'Number of the certificate', 50, '森-2026-12'),
        proof: certifiedAs(),
        product: product(),
        species: species(),
        ...paper,
        scan: paperBody.optional(),
      })
      .openapi('WoodCertificateRecording'),
    mostBytes: 14 * 1024 * 1024,
    status: 201,
    answer: certificated,
    refuses: [...paperRefusals, 'certificate_no_missing', 'certificate_known', ...fileRefusals],
    run: async (tx, actor, { scan: sent, ...stated }) =>
      await recordCertificate(tx, actor, {
        ...stated,
        paper: sent && { name: sent.name, bytes: Buffer.from(sent.content, 'base64') },
      }),
    audit: (made) => ({
      action: 'certificate.record',
      documentId: made.certificateId,
      documentNo: made.certificateNo,
    }),
  }),
  endpoint({
    method: 'post',
    path: '/wood/certificates/{certificateId}/cancellation',
    name: 'cancelWoodCertificate',
    tag: 'wood',
    access: 'wood.run',
    summary: { ja: '由来証明書を取り消す', en: 'Cancel a certificate of origin' },
    about: {
      ja: '発行したものも、受け取ったものも取り消せます。番号は使い直しません。受け取ったものは、発行した証明書や買い入れの根拠になっているあいだ残ります。',
      en: 'One that was issued or received; its number stays used. One received stays as long as papers of ours, or wood that was bought, stand on it.',
    },
    params: z.object({ certificateId: certificateId() }),
    body: z
      .strictObject({ reason: line('理由', 'Reason', 200, '宛名の間違い') })
      .openapi('WoodCertificateCancellation'),
    answer: certificated,
    refuses: [
      'not_allowed',
      'certificate_unknown',
      'reason_missing',
      'papers_stand_on_it',
      'wood_stands_on_it',
    ],
    run: cancelCertificate,
    audit: (made, { reason }) => ({
      action: 'certificate.cancel',
      documentId: made.certificateId,
      documentNo: made.certificateNo,
      detail: reason,
    }),
  }),
]

/** What the wood proves: its balance by class of origin, and the papers that came and went. */
export const woodCertificateEndpoints: readonly Endpoint[] = [...reading, ...writing]
