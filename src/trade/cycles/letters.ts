/** What the mail to a producer says: what do you have? Pure; producers are written to in Japanese. */
import type { Day } from '#kit/days.ts'
import { dayAt } from '#kit/days.ts'
import { dayText } from '#ui/numbers.ts'

interface Asked {
  readonly name: string
  readonly closesAt: Date
  readonly deliverDays: readonly Day[]
  readonly producer: string
  readonly company: string
  readonly url: string
}

/** `11月26日(木) 17時`, as people say a deadline. */
export function deadlineText(at: Date, lang: 'ja' | 'en' = 'ja'): string {
  const on = dayText(dayAt(at), lang)
  const clock = new Date(at.getTime() + 9 * 60 * 60 * 1000).toISOString().slice(11, 16)
  return `${on} ${clock}`
}

export function cycleLetter(asked: Asked): { subject: string; body: string } {
  return {
    subject: `【${asked.company}】${asked.name}：出せる量を教えてください`,
    body: [
      `${asked.producer} 様`,
      '',
      'いつもお世話になっております。',
      `「${asked.name}」に出せる産品と量を、次のページで教えてください。サインインはいりません。`,
      '',
      asked.url,
      '',
      `締め切り　${deadlineText(asked.closesAt)}`,
      `納品日　${asked.deliverDays.map((on) => dayText(on)).join('、')}`,
      '',
      '出せるものがないときも、0のまま送っていただけると助かります。',
      'このリンクは、あなただけのものです。ほかの人に渡さないでください。',
      '',
      asked.company,
      '',
    ].join('\n'),
  }
}
