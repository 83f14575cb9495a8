/** Names of banks and branches as people write them, from the table of codes, which has them without 銀行 and 支店. */
interface Branch {
  readonly code: string
  readonly name: string
  /** Full-width katakana. */
  readonly kana: string
}
interface Bank {
  readonly code: string
  readonly name: string
  readonly kana: string
  readonly branches: Readonly<Record<string, Branch>>
}

let table: Promise<Readonly<Record<string, Bank>>> | undefined

/** The table has thirty thousand branches, so it is read when somebody first needs it. */
async function banks(): Promise<Readonly<Record<string, Bank>>> {
  // @ts-expect-error the package brings no types; what is used of it is stated above
  table ??= import('zengin-code').then((found: { default: Record<string, Bank> }) => found.default)
  return await table
}

/** The names of a bank (four digits) and its branch (three); undefined for the one that is not in the table. */
export async function bankNames(
  bankCode: string,
  branchCode: string,
): Promise<{ bank: string | undefined; branch: string | undefined }> {
  const bank = (await banks())[bankCode]
  const branch = bank?.branches[branchCode]
  return {
    bank: bank && bankName(bank),
    branch: bank && branch && branchName(bank, branch),
  }
}

/** The same in kana, as the records of a transfer file have them: empty for what is not in the table. */
export async function bankKana(
  bankCode: string,
  branchCode: string,
): Promise<{ bank: string; branch: string }> {
  const bank = (await banks())[bankCode]
  return { bank: bank?.kana ?? '', branch: bank?.branches[branchCode]?.kana ?? '' }
}

const lastBankCode = 999 // 1000 and above are 信用金庫, 信用組合, 農協 and so on, whose names say so
const postBank = '9900'

function bankName({ code, name }: Bank): string {
  const said = /(銀行|信託|中央金庫)$/.test(name)
  return (Number(code) <= lastBankCode && !said) || code === postBank
    ? `${name.replace(/銀行$/, '')}銀行`
    : name
}

function branchName(bank: Bank, { name }: Branch): string {
  if (bank.code === postBank) return `${name}店`
  return /(店|部|所|課|室|係|センター|プラザ|館)$/.test(name) ? name : `${name}支店`
}
