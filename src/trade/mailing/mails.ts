/** What the mail of an invoice or a credit note says. Pure: the same invoice makes the same mail. */
import { type Day, addMonths, lastDay, monthOfDay } from '#kit/days.ts'
import { dayText, yen } from '#ui/numbers.ts'
import type { Lang } from '#ui/words.ts'

export interface MailedInvoice {
  readonly invoiceNo: string
  readonly buyerName: string
  /** 様 for people, 御中 for bodies. */
  readonly person: boolean
  readonly company: string
  readonly closedThrough: Day
  readonly dueOn: Day
  /** With tax; below zero for a credit note. */
  readonly grossYen: number
  readonly url: string
  readonly until: Day
}

export function mailOf(invoice: MailedInvoice, lang: Lang): { subject: string; body: string } {
  return (lang === 'en' ? english : japanese)(invoice)
}

function japanese(invoice: MailedInvoice): { subject: string; body: string } {
  const credit = invoice.grossYen < 0
  const paper = credit ? '返還請求書' : '請求書'
  const lines = credit
    ? [`ご返金額（税込）　${yen(-invoice.grossYen)}`, '次のお支払いから差し引くか、お振込みいたします。']
    : [`ご請求金額（税込）　${yen(invoice.grossYen)}`, `お支払期限　${dayText(invoice.dueOn)}`]
  return {
    subject: `【${invoice.company}】${dayText(invoice.closedThrough)}締め ${paper} ${invoice.invoiceNo}`,
    body: [
      `${invoice.buyerName} ${invoice.person ? '様' : '御中'}`,
      '',
      'いつもお世話になっております。',
      `${paper}をお送りします。次のページから、PDFで保存できます（${dayText(invoice.until)}まで）。`,
      '',
      invoice.url,
      '',
      `番号　${invoice.invoiceNo}`,
      ...lines,
      '',
      '電子でお送りした請求書は、電子のまま保存してください（電子帳簿保存法）。',
      '',
      invoice.company,
      '',
    ].join('\n'),
  }
}

function english(invoice: MailedInvoice): { subject: string; body: string } {
  const credit = invoice.grossYen < 0
  const paper = credit ? 'credit note' : 'invoice'
  const lines = credit
    ? [
        `Amount credited (with tax): ${yen(-invoice.grossYen, 'en')}`,
        'Taken off your next payment, or paid back.',
      ]
    : [`Amount due (with tax): ${yen(invoice.grossYen, 'en')}`, `Due on: ${dayText(invoice.dueOn, 'en')}`]
  return {
    subject: `[${invoice.company}] ${credit ? 'Credit note' : 'Invoice'} ${invoice.invoiceNo}, closed on ${dayText(invoice.closedThrough, 'en')}`,
    body: [
      invoice.buyerName,
      '',
      `Here is your ${paper}. It can be saved as PDF from this page until ${dayText(invoice.until, 'en')}:`,
      '',
      invoice.url,
      '',
      `Number: ${invoice.invoiceNo}`,
      ...lines,
      '',
      'An invoice that was sent electronically is to be kept electronically.',
      '',
      invoice.company,
      '',
    ].join('\n'),
  }
}

/** A link lives until the end of the third month after it was sent: the payment and a reminder are over by then. */
export const linkUntil = (sentOn: Day): Day => lastDay(addMonths(monthOfDay(sentOn), 3))
