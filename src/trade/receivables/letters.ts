/** What a reminder says. Pure: the same invoices make the same letter. Buyers are written to in Japanese. */
import type { Day } from '#kit/days.ts'
import { dayText, yen } from '#ui/numbers.ts'
import type { PayTo } from '#trade/documents/sheets.ts'

export interface Letter {
  readonly subject: string
  readonly body: string
}

interface Reminded {
  readonly buyer: string
  /** 御中 for bodies, 様 for people. */
  readonly honorific: '御中' | '様'
  readonly company: string
  /** 1 asks kindly, 2 asks again, 3 is the last before people talk. */
  readonly stage: 1 | 2 | 3
  readonly invoices: readonly { readonly invoiceNo: string; readonly dueOn: Day; readonly leftYen: number }[]
  /** What credit notes (返還請求書) took off these invoices; the letter says so. */
  readonly creditedYen?: number
  readonly payTo?: PayTo
}

const subjects = {
  1: 'お支払いのご確認',
  2: 'お支払いのお願い（再）',
  3: 'お支払いのお願い（最終）',
} as const
const openings = {
  1: '下記のご請求について、お支払期限を過ぎましたが、まだご入金を確認できておりません。行き違いでお支払いいただいておりましたら、ご容赦ください。',
  2: '下記のご請求について、先日お知らせいたしましたが、まだご入金を確認できておりません。ご確認のうえ、お支払いをお願いいたします。',
  3: '下記のご請求について、重ねてお願いいたしましたが、まだご入金を確認できておりません。1週間以内にお支払いいただくか、ご事情をお聞かせください。',
} as const

export function letterOf(reminded: Reminded): Letter {
  const { buyer, honorific, company, stage, invoices, creditedYen = 0, payTo } = reminded
  const total = invoices.reduce((sum, { leftYen }) => sum + leftYen, 0)
  const lines = invoices.map(
    ({ invoiceNo, dueOn, leftYen }) => `・${invoiceNo}　お支払期限 ${dayText(dueOn)}　${yen(leftYen)}`,
  )
  const account = payTo
    ? [
        '',
        'お振込先',
        `${payTo.bankName} ${payTo.branchName} ${payTo.accountType} ${payTo.accountNumber}`,
        payTo.holder,
      ]
    : []
  return {
    subject: `【${company}】${subjects[stage]}`,
    body: [
      `${buyer} ${honorific}`,
      '',
      'いつもお世話になっております。',
      openings[stage],
      '',
      ...lines,
      `合計 ${yen(total)}（税込）`,
      ...(creditedYen > 0 ? [`（返還請求書の ${yen(creditedYen)} を差し引いた額です）`] : []),
      ...account,
      '',
      company,
      '',
    ].join('\n'),
  }
}
