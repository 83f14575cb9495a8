import type { Tx } from '#db/transaction.ts'
import { type Day, addDays } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { validOn } from '#parties/dated.ts'
import { queueMail } from '#parties/mail.ts'
import { dayText, decimal } from '#ui/numbers.ts'
import type { Lang } from '#ui/words.ts'

/** So many days before their last day people are told. */
const daysBefore = 14
/** So many holders at once; the next run goes on. */
const part = 200

interface Due {
  readonly holderId: Id
  readonly name: string
  readonly points: number
  readonly first: Day
}

/**
 * Tells the people of a wallet, each in the own language, that points will expire within two weeks: once for each lot. For
 * the server, each day; a wallet whose people have no address is told on its page alone. Answers how many mails wait.
 */
export async function warnExpiring(tx: Tx): Promise<{ mails: number }> {
  const until = addDays(tx.today, daysBefore)
  const due = await tx.run<Due & Record<string, unknown>>(
    `with told as (
       update points_lot set warned_on = $2 where region_id = $1 and lot_id in (
         select lot_id from points_lot where region_id = $1 and rest > 0 and warned_on is null
           and expires_on between $2 and $3
           and holder_id in (select distinct holder_id from points_lot where region_id = $1 and rest > 0
             and warned_on is null and expires_on between $2 and $3 order by holder_id limit $4))
       returning holder_id, rest, expires_on)
     select t.holder_id as "holderId", p.name, sum(t.rest)::bigint as points, min(t.expires_on) as first
     from told t join party p on p.region_id = $1 and p.party_id = t.holder_id group by 1, 2 order by 1`,
    [tx.region, tx.today, until, part],
  )
  let mails = 0
  for (const wallet of due)
    for (const { email, language } of await peopleOf(tx, wallet.holderId)) {
      await queueMail(tx, { to: email, ...letter(wallet, language) })
      mails += 1
    }
  return { mails }
}

async function peopleOf(tx: Tx, partyId: Id): Promise<{ email: string; language: Lang }[]> {
  return await tx.run<{ email: string; language: Lang }>(
    `select distinct u.email, u.language from party_membership m
     join party_user u on u.region_id = $1 and u.user_id = m.user_id and not u.disabled
     where m.region_id = $1 and m.party_id = $2 and ${validOn('m', '$3')} order by 1`,
    [tx.region, partyId, tx.today],
  )
}

function letter({ name, points, first }: Due, lang: Lang): { subject: string; body: string } {
  const [many, on] = [`${decimal(points)} pt`, dayText(first, lang)]
  return lang === 'ja'
    ? {
        subject: `地域ポイントの期限が近づいています（${many}）`,
        body: [
          `${name} 様`,
          '',
          `お持ちの地域ポイントのうち${many}が、早いもので${on}に期限を迎えます。`,
          '期限までに、加盟店でお使いください。期限を過ぎたポイントは、地域の基金に戻ります。',
        ].join('\n'),
      }
    : {
        subject: `Points of the region expire soon (${many})`,
        body: [
          `Dear ${name},`,
          '',
          `${many} of your points expire, the first of them on ${on}.`,
          'Please spend them at a registered shop. What is not spent goes back to the fund of the region.',
        ].join('\n'),
      }
}
