import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { ConfigFault, type Config, describeConfig, readConfig } from '#kit/config.ts'
import { isRefusal } from '#kit/refusals.ts'
import { backup, restore } from '#db/backup.ts'
import { migrate } from '#db/migrate.ts'
import { type Opened, openHouse } from '#db/open.ts'
import { type Tx, transact } from '#db/transaction.ts'
import { loadDemo } from '#demo/load.ts'
import { scales } from '#demo/scale.ts'
import { rebuildTotals } from '#ledger/rebuild.ts'
import { verify } from '#ledger/verify.ts'
import { setup } from '#parties/actors.ts'
import { verifyPoints } from '#points/watching.ts'
import '#rooms.ts'
import { confirmImport, importFaultSentence, importSentence, uploadFile } from '#trade/room.ts'

/** The command line: `npm run demo|import|backup|restore|verify|rebuild`. Works beside a running server. */
const usage = `使い方 / usage:
  npm run demo [-- --seed 7] [--scale city] [--months 24]
                                                体験用の地域を作る。city は百倍 / make the demo region; city: a hundred of it
  npm run import -- FILE…                       ファイルを読み込む / import files
  npm run backup -- FILE                        ひとつのファイルに控えを取る / write one restorable file
  npm run restore -- FILE                       空のデータベースに戻す / restore into an empty database
  npm run verify                                台帳の整合を確かめる / prove that the ledger agrees with itself
  npm run rebuild                               台帳の集計を流れから作り直す / make the ledger's totals anew from its flows

${'設定 / settings'}:
${describeConfig()}`

type Command = (opened: Opened, config: Config, words: readonly string[]) => Promise<number>

const commands: Readonly<Record<string, Command>> = {
  demo: async ({ db }, config, words) => {
    const seed = Number(option(words, '--seed') ?? 1)
    const months = Number(option(words, '--months') ?? 24)
    const scale = scales.find((each) => each === (option(words, '--scale') ?? 'town'))
    if (!scale || !Number.isSafeInteger(seed) || !(Number.isInteger(months) && months > 0)) return explain()
    await loadDemo(db, { region: config.region, seed, months, scale, progress: console.log })
    return 0
  },
  import: async ({ db }, config, words) => {
    if (words.length === 0) return explain()
    let failed = 0
    for (const file of words) {
      const bytes = await readFile(file)
      const lines = await transact(db, { region: config.region }, (tx) =>
        importOne(tx, basename(file), bytes),
      )
      if (isRefusal(lines)) failed++
      console.log([file, ...(isRefusal(lines) ? [importSentence(lines, 'ja')] : lines)].join('\n  '))
    }
    return failed > 0 ? 1 : 0
  },
  backup: async ({ url }, _config, [file]) => {
    if (!file) return explain()
    const made = await backup(url, file)
    console.log(`${file}: ${made.tables} tables, ${made.rows} rows`)
    return 0
  },
  restore: async ({ url }, _config, [file]) => {
    if (!file) return explain()
    const made = await restore(url, file, console.log)
    console.log(`${file}: ${made.tables} tables, ${made.rows} rows`)
    return 0
  },
  verify: async ({ db }, config) => {
    if (await verify(db, { region: config.region, log: console.log })) return 1
    const wrong = await transact(db, { region: config.region, readOnly: true }, verifyPoints)
    for (const { at, found, expected } of wrong.slice(0, 20)) console.log(`✗ ${at}: ${found} ≠ ${expected}`)
    if (wrong.length === 0)
      console.log(
        '✓ ポイントは内訳と基金の円に合う / points agree with their lots and with the yen of the fund',
      )
    return wrong.length === 0 ? 0 : 1
  },
  rebuild: async ({ db }, config) => {
    const { identical, differing } = await rebuildTotals(db, { region: config.region }, showShare)
    if (identical) console.log('✓ 集計はすべて流れと合っていました。 / All totals agreed with the flows.')
    else
      for (const [table, rows] of Object.entries(differing).filter(([, count]) => count > 0))
        console.log(
          `✗ ${table}: ${rows.toLocaleString('ja')}行が違っていました。作り直しました。 / ${rows.toLocaleString('en')} rows differed and were made anew.`,
        )
    return 0
  },
}

let shown = 0
/** A bar on one line of the terminal; where there is none, a line for every tenth. */
function showShare(share: number): void {
  const tenths = Math.floor(share * 10)
  if (process.stderr.isTTY) {
    const bar = '█'.repeat(Math.round(share * 40)).padEnd(40, '░')
    process.stderr.write(
      `\r${bar} ${String(Math.floor(share * 100)).padStart(3)} %${share === 1 ? '\n' : ''}`,
    )
  } else if (tenths > shown) process.stderr.write(`${tenths * 10} %\n`)
  shown = tenths
}

/** Reads one file as staff would: its good rows are written, each bad one is named by line and column. */
async function importOne(tx: Tx, name: string, bytes: Uint8Array) {
  const actor = { ...setup, role: 'company_staff', name: 'コマンドライン' } as const
  const uploaded = await uploadFile(tx, actor, { name, bytes })
  if (isRefusal(uploaded)) return uploaded
  const done = await confirmImport(tx, actor, uploaded)
  if (isRefusal(done)) return done
  return [
    `${done.written}件を読み込みました。すでにあった${done.known}件はそのままです。 / ${done.written} written, ${done.known} known already.`,
    ...done.faults.map((fault) => importFaultSentence(fault, 'ja')),
  ]
}

function explain(): number {
  console.log(usage)
  return 2
}

function option(words: readonly string[], name: string): string | undefined {
  const at = words.indexOf(name)
  return at === -1 ? undefined : words[at + 1]
}

async function main(): Promise<number> {
  const [name = '', ...words] = process.argv.slice(2).filter((word) => word !== '--')
  const command = commands[name]
  if (!command) return explain()
  const config = readConfig(process.env)
  const opened = await openHouse(config, (line) => console.log(line), 'tool')
  try {
    if (name !== 'restore') await migrate(opened.db.pool, console.log)
    return await command(opened, config, words)
  } finally {
    await opened.close()
  }
}

main()
  .then((code) => (process.exitCode = code))
  .catch((fault: unknown) => {
    console.error(
      fault instanceof ConfigFault || (fault instanceof Error && fault.name.endsWith('Fault'))
        ? fault.message
        : fault,
    )
    process.exitCode = 1
  })
