import type { Lang } from '#ui/words.ts'
import type { NewMail } from './mail.ts'
import type { HeldRole } from './schema.ts'
import { roleWords } from './words.ts'

/** What an invitation or a reset says to who gets it. */
export interface LinkMail {
  readonly to: string
  readonly region: string
  readonly url: string
}

const ja = {
  reset: ({ region, url }: LinkMail) => ({
    subject: `【${region} 結いの輪】パスワードの再設定`,
    body: `パスワードを決めなおすためのリンクをお送りします。1時間のうちに、次のページを開いてください。

${url}

このリンクは1回だけ使えます。お心当たりのない場合は、何もしなければパスワードは変わりません。

${region} 結いの輪
`,
  }),
  invitation: ({ region, url }: LinkMail, { party, role, by }: Invited) => ({
    subject: `【${region} 結いの輪】${party}へのご招待`,
    body: `${by}さんから、${party}（${roleWords.ja[role]}）として結いの輪を使うご招待です。14日のうちに、次のページを開いてください。

${url}

このリンクは1回だけ使えます。お心当たりのない場合は、このメールを消してください。

${region} 結いの輪
`,
  }),
}

const en: typeof ja = {
  reset: ({ region, url }) => ({
    subject: `[Yuinowa, ${region}] Set a new password`,
    body: `Here is a link for setting a new password. Please open this page within one hour.

${url}

The link works once. If you did not ask for it, do nothing and your password stays as it is.

Yuinowa, ${region}
`,
  }),
  invitation: ({ region, url }, { party, role, by }) => ({
    subject: `[Yuinowa, ${region}] Invitation to ${party}`,
    body: `${by} invites you to use Yuinowa for ${party} (${roleWords.en[role]}). Please open this page within 14 days.

${url}

The link works once. If you do not know what this is about, delete this mail.

Yuinowa, ${region}
`,
  }),
}

export interface Invited {
  readonly party: string
  readonly role: HeldRole
  readonly by: string
}

const mails = { ja, en } satisfies Record<Lang, typeof ja>

export const resetMail = (lang: Lang, mail: LinkMail): NewMail => ({
  to: mail.to,
  secret: true,
  ...mails[lang].reset(mail),
})
export const invitationMail = (lang: Lang, mail: LinkMail, invited: Invited): NewMail => ({
  to: mail.to,
  secret: true,
  ...mails[lang].invitation(mail, invited),
})
