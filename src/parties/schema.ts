import type { Generated } from 'kysely'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Lang } from '#ui/words.ts'
import type { Role } from './policy.ts'

/** The tables of this floor, as 0002-parties.sql makes them. Days come out as text, timestamps as Date. */
declare module '#db/schema.ts' {
  interface Tables {
    party_region: RegionTable
    party_town: TownTable
    party: PartyTable
    party_side: SideTable
    party_registration: RegistrationTable
    party_bank_account: BankAccountTable
    party_picture: PictureTable
    party_user: UserTable
    party_passkey: PasskeyTable
    party_membership: MembershipTable
    party_challenge: ChallengeTable
    party_session: SessionTable
    party_link: LinkTable
    party_token: TokenTable
    party_mail: MailTable
    party_audit: AuditTable
    party_parameter: ParameterTable
    party_request: RequestTable
  }
}

export const partyKinds = [
  'person',
  'household',
  'business',
  'cooperative',
  'association',
  'school',
  'bank',
  'company',
  'city',
  'nature',
  'air',
  'outside',
] as const
/** `nature`, `air` and `outside` stand for where flows come from and go to; nobody acts for them. */
export type PartyKind = (typeof partyKinds)[number]

/** 日本標準産業分類 大分類, A to T. */
export const sectors = [
  'A',
  'B',
  'C',
  'D',
  'E',
  'F',
  'G',
  'H',
  'I',
  'J',
  'K',
  'L',
  'M',
  'N',
  'O',
  'P',
  'Q',
  'R',
  'S',
  'T',
] as const
export type Sector = (typeof sectors)[number]

export type Side = 'inside' | 'outside'

/** A role that somebody can hold; a visitor is who holds none. */
export type HeldRole = Exclude<Role, 'visitor'>

/** 預金種目 of 全銀協 records: 1 普通, 2 当座, 4 貯蓄, 9 その他. */
export type AccountType = '1' | '2' | '4' | '9'

interface RegionTable {
  region_id: number
  code: string
  name: string
  name_en: string
  prefecture: string
  prefecture_en: string
  boundary: unknown
  boundary_source: Generated<string>
  inhabitants: number | null
}

interface TownTable {
  region_id: number
  town: string
  district: string
  latitude: number
  longitude: number
}

interface PartyTable {
  region_id: number
  party_id: Id
  kind: PartyKind
  name: string
  kana: Generated<string>
  name_en: Generated<string>
  sector: Sector | null
  town: string | null
  address: Generated<string>
  latitude: number | null
  longitude: number | null
  on_map: Generated<boolean>
  since_year: number | null
  story: Generated<string>
  story_en: Generated<string>
  picture_id: Id | null
  search_key: Generated<string>
  created_at: Date
}

interface SideTable {
  region_id: number
  party_id: Id
  valid_from: Day
  valid_to: Day | null
  side: Side
}

interface RegistrationTable {
  region_id: number
  party_id: Id
  valid_from: Day
  valid_to: Day | null
  number: string
}

interface BankAccountTable {
  region_id: number
  party_id: Id
  valid_from: Day
  bank_code: string
  bank_name: string
  branch_code: string
  branch_name: string
  account_type: AccountType
  account_number: string
  holder_kana: string
}

interface PictureTable {
  region_id: number
  picture_id: Id
  party_id: Id
  alt: Generated<string>
  width: number
  height: number
  media_type: string
  bytes: Buffer
  thumbnail: Buffer
  created_at: Date
}

interface UserTable {
  region_id: number
  user_id: Id
  email: string
  name: string
  password_hash: string | null
  language: Generated<Lang>
  disabled: Generated<boolean>
  created_at: Date
}

interface PasskeyTable {
  region_id: number
  credential_id: string
  user_id: Id
  public_key: Buffer
  counter: number
  transports: string[]
  label: string
  created_at: Date
  last_used_at: Date | null
}

interface MembershipTable {
  region_id: number
  user_id: Id
  party_id: Id
  role: HeldRole
  valid_from: Day
  valid_to: Day | null
}

interface ChallengeTable {
  region_id: number
  challenge: string
  purpose: 'registration' | 'authentication'
  user_id: Id | null
  expires_at: Date
}

interface SessionTable {
  region_id: number
  token_hash: Buffer
  user_id: Id
  party_id: Id | null
  role: HeldRole | null
  created_at: Date
  seen_at: Date
  expires_at: Date
}

interface LinkTable {
  region_id: number
  token_hash: Buffer
  purpose: 'reset' | 'invitation'
  email: string
  user_id: Id | null
  party_id: Id | null
  role: HeldRole | null
  created_by: Id | null
  created_at: Date
  expires_at: Date
  used_at: Date | null
}

interface TokenTable {
  region_id: number
  token_id: Id
  token_hash: Buffer
  party_id: Id
  role: HeldRole
  label: string
  created_by: Id
  created_at: Date
  expires_at: Date | null
  revoked_at: Date | null
  last_used_at: Date | null
}

interface MailTable {
  region_id: number
  mail_id: Id
  recipient: string
  subject: string
  body: string
  secret: Generated<boolean>
  created_at: Date
  sent_at: Date | null
  attempts: Generated<number>
  next_try_at: Date | null
  error: string | null
}

interface AuditTable {
  region_id: number
  audit_id: Id
  at: Date
  user_id: Id | null
  user_name: string
  party_id: Id | null
  role: Role
  action: string
  document_id: Id | null
  document_no: Generated<string>
  detail: Generated<string>
}

interface ParameterTable {
  region_id: number
  name: string
  valid_from: Day
  valid_to: Day | null
  value: string
  source: string
  confirmed: boolean
}

interface RequestTable {
  region_id: number
  request_key: string
  action: string
  content_hash: Buffer
  answer: unknown
  created_at: Date
}
