import { isRefusal } from '#kit/refusals.ts'
import { transact } from '#db/transaction.ts'
import type { House } from '#http/house.ts'
import { closable, closeDays } from '#ledger/close.ts'
import { sumUp } from '#ledger/tail.ts'
import { sendWaiting } from '#parties/mail.ts'
import { sweep } from '#parties/sweep.ts'
import { setup } from '#parties/actors.ts'
import { expirePoints } from '#points/expiry.ts'
import { warnExpiring } from '#points/warnings.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/**
 * What the server does by itself: sums up what was posted, closes the days that are over, sends the mail that waits; and
 * once an hour sweeps out what need not be kept, takes back points whose last day is over, and warns of those whose last
 * day is near. Answers how to stop it.
 */
export function startJobs(house: House): () => Promise<void> {
  let running: Promise<void> = Promise.resolve()
  let swept = 0
  const tick = (): void => {
    running = running.then(round).catch((fault: unknown) => house.log.error({ fault }, 'a job failed'))
  }
  const round = async (): Promise<void> => {
    await work(house)
    const now = house.clock.now().getTime()
    if (now - swept < hourMs) return
    swept = now
    await transact(house.db, { region: house.region, clock: house.clock }, sweep)
    await transact(house.db, { region: house.region, clock: house.clock }, async (tx) => {
      await expirePoints(tx, setup)
      await warnExpiring(tx)
    })
  }
  tick()
  const timer = setInterval(tick, minuteMs)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}

async function work(house: House): Promise<void> {
  await transact(house.db, { region: house.region, clock: house.clock }, sumUp)
  const closed = await transact(house.db, { region: house.region, clock: house.clock }, (tx) =>
    closeDays(tx, closable(tx)),
  )
  if (!isRefusal(closed) && closed.days > 0) house.log.info(closed, 'days closed')
  const { db, region, clock, smtpUrl, mailFrom } = house
  if (smtpUrl && mailFrom) await sendWaiting(db, { region, clock, smtpUrl, from: mailFrom })
}
