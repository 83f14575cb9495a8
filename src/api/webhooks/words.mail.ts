import type { Lang } from '#ui/words.ts'

interface Off {
  readonly host: string
  readonly because: 'gone' | 'failing'
  readonly page: string
}

const ja = ({ host, because, page }: Off) => ({
  subject: `【結いの輪】${host} への通知を止めました`,
  body: `${
    because === 'gone'
      ? `${host} が「もう受け取らない」（410）と答えたので、この受信先への通知を止めました。`
      : `${host} への通知が5日間ずっと届かなかったので、この受信先への通知を止めました。`
  }

受信側を直してから、次のページで「もう一度送りはじめる」を押してください。届いていない通知は60日のあいだ残り、送りなおせます。

${page}

結いの輪
`,
})
const en: typeof ja = ({ host, because, page }) => ({
  subject: `[Yuinowa] Webhooks to ${host} were switched off`,
  body: `${
    because === 'gone'
      ? `${host} answered that it takes no more (410), so webhooks to it were switched off.`
      : `No webhook has reached ${host} for five days, so webhooks to it were switched off.`
  }

Mend the receiving side, then press “Switch on again” on this page. What did not arrive is kept for 60 days and can be sent again.

${page}

Yuinowa
`,
})

/** What the members of a party read when one of its receivers was switched off. */
export const offMail = (off: Off, lang: Lang): { subject: string; body: string } =>
  (lang === 'ja' ? ja : en)(off)
