import { resolve } from 'node:path'
import { isLocalGovernmentCode, localGovernmentCheckDigit } from './check-digits.ts'

/** All that can be set from outside, read once at the start. `undefined` stands for what was not set. */
export interface Config {
  /** The absolute path of the folder that holds the data. */
  readonly dataDir: string
  readonly databaseUrl: string | undefined
  /** 0 takes any free port. */
  readonly port: number
  readonly host: string
  /** The municipality's six-digit code (全国地方公共団体コード) as a number: `tx.region`. */
  readonly region: number
  readonly demo: boolean
  /** Without a slash at its end. */
  readonly publicUrl: string | undefined
  readonly smtpUrl: string | undefined
  readonly mailFrom: string | undefined
  readonly logLevel: LogLevel
  readonly sessionDays: number
  readonly databasePoolSize: number
  readonly trustProxy: boolean
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
type LogLevel = (typeof logLevels)[number]

/** A setting that cannot be used. Its message names the variable, what is wrong and what is accepted. */
export class ConfigFault extends Error {
  override readonly name = 'ConfigFault'
}

type Environment = Readonly<Record<string, string | undefined>>

interface Variable<T> {
  readonly name: string
  readonly ja: string
  readonly en: string
  /** What is accepted, to complete "give …" in a message. */
  readonly acceptsJa: string
  readonly acceptsEn: string
  /** As one would write it in the environment; a sentence in brackets when it depends. */
  readonly default: string
  /** Holds a password: its value is never repeated in a message. */
  readonly secret?: true
  /** The value that the text means, or nothing when it means none. */
  readonly parse: (text: string) => T | undefined
  readonly unset: (env: Environment) => T
}

type Variables = { readonly [Key in keyof Config]-?: Variable<Config[Key]> }

const variables: Variables = {
  dataDir: {
    name: 'YUINOWA_DATA',
    ja: 'データを置くフォルダー。なければ作ります。',
    en: 'The folder that holds the data. Made when it is missing.',
    acceptsJa: 'フォルダーの場所',
    acceptsEn: 'the path of a folder',
    default: './data',
    parse: (text) => (text.includes('\0') ? undefined : resolve(text)),
    unset: () => resolve('./data'),
  },
  databaseUrl: {
    name: 'DATABASE_URL',
    ja: '使う PostgreSQL（15以上）。空なら YUINOWA_DATA の中で自前の PostgreSQL を動かします。',
    en: 'The PostgreSQL (15 or newer) to use. Without it, one of our own runs inside YUINOWA_DATA.',
    acceptsJa: 'postgres:// で始まる接続先（例 postgres://user:password@host:5432/yuinowa）',
    acceptsEn: 'an address such as postgres://user:password@host:5432/yuinowa',
    default: '',
    secret: true,
    parse: (text) => (hasProtocol(text, ['postgres:', 'postgresql:']) ? text : undefined),
    unset: () => undefined,
  },
  port: {
    name: 'PORT',
    ja: 'ページを出すポート。0 なら空いているものを使います。',
    en: 'The port that serves the pages. 0 takes any that is free.',
    acceptsJa: '0から65535までの整数',
    acceptsEn: 'a whole number from 0 to 65535',
    default: '3000',
    parse: whole(0, 65_535),
    unset: () => 3000,
  },
  host: {
    name: 'HOST',
    ja: '待ち受けるアドレス。0.0.0.0 なら他の機械からも開けます。',
    en: 'The address to listen on. With 0.0.0.0 other machines can open the pages.',
    acceptsJa: 'IPアドレスかホスト名（例 127.0.0.1）',
    acceptsEn: 'an IP address or a host name, such as 127.0.0.1',
    default: '127.0.0.1',
    parse: (text) => (/^[A-Za-z0-9.:_-]+$/.test(text) ? text : undefined),
    unset: () => '127.0.0.1',
  },
  region: {
    name: 'YUINOWA_REGION',
    ja: 'この自治体の全国地方公共団体コード（032093 は岩手県一関市）。',
    en: 'The code of this municipality (032093 is Ichinoseki City, Iwate).',
    acceptsJa: '検査数字を含む6桁の全国地方公共団体コード',
    acceptsEn: 'the six digits of a 全国地方公共団体コード, check digit included',
    default: '032093',
    parse: (text) => (isLocalGovernmentCode(text) ? Number(text) : undefined),
    unset: () => 32_093,
  },
  demo: {
    name: 'YUINOWA_DEMO',
    ja: '空のデータベースに見本の地域を入れます。DATABASE_URL を指定したときは、指定しなければ off です。',
    en: 'Fills an empty database with the demo region. Off unless said when DATABASE_URL is set.',
    acceptsJa: 'on か off',
    acceptsEn: 'on or off',
    default: '(on; off with DATABASE_URL)',
    parse: onOrOff,
    // Whoever brings a server of their own means it; a fresh clone is to show something.
    unset: (env) => textOf(env, 'DATABASE_URL') === '',
  },
  publicUrl: {
    name: 'PUBLIC_URL',
    ja: '利用者から見たこの場所の URL。メールの中のリンクとパスキーに使います。',
    en: 'The address at which people open this site: for links in mail and for passkeys.',
    acceptsJa: 'https:// か http:// で始まる URL。パスはなし（例 https://yui.example.jp）',
    acceptsEn: 'an https:// or http:// address without a path, such as https://yui.example.jp',
    default: '',
    parse: origin,
    unset: () => undefined,
  },
  smtpUrl: {
    name: 'SMTP_URL',
    ja: 'メールを送るサーバー。空ならメールは送りません。',
    en: 'The server that sends mail. Without it no mail is sent.',
    acceptsJa: 'smtp:// か smtps:// で始まる URL（例 smtps://user:password@mail.example.jp）',
    acceptsEn: 'an address such as smtps://user:password@mail.example.jp',
    default: '',
    secret: true,
    parse: (text) => (hasProtocol(text, ['smtp:', 'smtps:']) ? text : undefined),
    unset: () => undefined,
  },
  mailFrom: {
    name: 'MAIL_FROM',
    ja: 'メールの差出人。SMTP_URL を指定したときは必要です。',
    en: 'Whom mail is from. Needed when SMTP_URL is set.',
    acceptsJa: 'メールアドレス（例 yui@example.jp、または 結いの輪 <yui@example.jp>）',
    acceptsEn: 'a mail address, such as yui@example.jp or Yuinowa <yui@example.jp>',
    default: '',
    parse: (text) =>
      /^(?:[^<>\r\n]+<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/.test(text) ? text : undefined,
    unset: () => undefined,
  },
  logLevel: {
    name: 'LOG_LEVEL',
    ja: '記録の細かさ。',
    en: 'How much is logged.',
    acceptsJa: `${logLevels.join('、')} のどれか`,
    acceptsEn: `one of ${logLevels.join(', ')}`,
    default: 'info',
    parse: (text) => logLevels.find((level) => level === text),
    unset: () => 'info',
  },
  sessionDays: {
    name: 'SESSION_DAYS',
    ja: '使わないまま何日でログインし直してもらうか。',
    en: 'After how many days without use people sign in again.',
    acceptsJa: '1から366までの整数',
    acceptsEn: 'a whole number from 1 to 366',
    default: '30',
    parse: whole(1, 366),
    unset: () => 30,
  },
  databasePoolSize: {
    name: 'DATABASE_POOL_SIZE',
    ja: 'データベースへの接続をいくつまで同時に使うか。',
    en: 'How many connections to the database are used at once.',
    acceptsJa: '2から50までの整数',
    acceptsEn: 'a whole number from 2 to 50',
    default: '10',
    parse: whole(2, 50),
    unset: () => 10,
  },
  trustProxy: {
    name: 'TRUST_PROXY',
    ja: '手前のプロキシが付ける X-Forwarded-* を信じるか。プロキシの後ろに置くときだけ on にします。',
    en: 'Whether to believe X-Forwarded-*. Turn it on only behind a proxy that sets them.',
    acceptsJa: 'on か off',
    acceptsEn: 'on or off',
    default: 'off',
    parse: onOrOff,
    unset: () => false,
  },
}

/**
 * The settings that `env` holds. An empty value counts as not set. Throws `ConfigFault` for a value that cannot be
 * used, for two that do not go together, and for a misspelt `YUINOWA_…` (which would otherwise be silently ignored).
 */
export function readConfig(env: Environment): Config {
  refuseMisspelt(env)
  const { dataDir, databaseUrl, port, host, region, demo, publicUrl } = variables
  const { smtpUrl, mailFrom, logLevel, sessionDays, databasePoolSize, trustProxy } = variables
  const config = {
    dataDir: read(env, dataDir),
    databaseUrl: read(env, databaseUrl),
    port: read(env, port),
    host: read(env, host),
    region: read(env, region),
    demo: read(env, demo),
    publicUrl: read(env, publicUrl),
    smtpUrl: read(env, smtpUrl),
    mailFrom: read(env, mailFrom),
    logLevel: read(env, logLevel),
    sessionDays: read(env, sessionDays),
    databasePoolSize: read(env, databasePoolSize),
    trustProxy: read(env, trustProxy),
  }
  if (config.smtpUrl !== undefined && config.mailFrom === undefined)
    throw new ConfigFault(
      `SMTP_URL を指定したときは MAIL_FROM も必要です。${mailFrom.acceptsJa}を指定してください。\n` +
        `SMTP_URL is set, so MAIL_FROM is needed too: give ${mailFrom.acceptsEn}.`,
    )
  return config
}

function textOf(env: Environment, name: string): string {
  return env[name]?.trim() ?? ''
}

function read<T>(env: Environment, variable: Variable<T>): T {
  const text = textOf(env, variable.name)
  if (text === '') return variable.unset(env)
  const value = variable.parse(text)
  if (value !== undefined) return value
  const { name, acceptsJa, acceptsEn, secret } = variable
  const shown = secret ? '' : text.replaceAll(/\s+/g, ' ')
  const hint = name === 'YUINOWA_REGION' ? regionHint(text) : ''
  throw new ConfigFault(
    `${name} の値${shown && `「${shown}」`}は使えません。${acceptsJa}を指定してください。${hint && `（${hint}）`}\n` +
      `${name}${shown && ` is "${shown}", which`} cannot be used: give ${acceptsEn}.${hint && ` (${hint})`}`,
  )
}

/** Five digits are the code as statistics print it: say the sixth. */
function regionHint(text: string): string {
  if (!/^\d{5,6}$/.test(text)) return ''
  const five = text.slice(0, 5)
  return `${five} → ${five}${localGovernmentCheckDigit(five)}`
}

function refuseMisspelt(env: Environment): void {
  const known = Object.values(variables).map(({ name }) => name)
  const own = known.filter((name) => name.startsWith('YUINOWA_'))
  const wrong = Object.keys(env).find((name) => name.startsWith('YUINOWA_') && !own.includes(name))
  if (wrong !== undefined)
    throw new ConfigFault(
      `${wrong} という設定はありません。YUINOWA_ で始まる設定は ${own.join('、')} です。\n` +
        `There is no setting ${wrong}. Those that begin with YUINOWA_ are ${own.join(', ')}.`,
    )
}

/** The table of all settings as Markdown: for the README and for `help` on the command line. */
export function describeConfig(): string {
  const rows = Object.values(variables).map((variable) => [
    `\`${variable.name}\``,
    variable.default === '' || variable.default.startsWith('(')
      ? variable.default
      : `\`${variable.default}\``,
    `${variable.ja}（${variable.acceptsJa}）<br>${variable.en} (${variable.acceptsEn})`,
  ])
  const head = ['変数 variable', '既定値 default', '意味 meaning']
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function whole(least: number, most: number): (text: string) => number | undefined {
  return (text) => {
    const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
    return value >= least && value <= most ? value : undefined
  }
}

function onOrOff(text: string): boolean | undefined {
  return text === 'on' ? true : text === 'off' ? false : undefined
}

function hasProtocol(text: string, protocols: readonly string[]): boolean {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol) && !/\s/.test(text)
}

function origin(text: string): string | undefined {
  if (!hasProtocol(text, ['http:', 'https:'])) return undefined
  const url = new URL(text)
  const bare = url.pathname === '/' && url.search === '' && url.hash === '' && url.username === ''
  return bare ? url.origin : undefined
}
