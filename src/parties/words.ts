import type { Lang } from '#ui/words.ts'
import type { Role } from './policy.ts'
import type { AccountType, PartyKind, Sector, Side } from './schema.ts'

/** What people read of this floor. Japanese is the source; an entry that English lacks does not compile. */
type Both<Key extends string> = Readonly<Record<Lang, Readonly<Record<Key, string>>>>

export const roleWords: Both<Role> = {
  ja: {
    visitor: 'どなたでも',
    producer: '生産者',
    buyer: '買い手',
    citizen: '住民',
    shop: 'ポイントの加盟店',
    yard_keeper: '土場の係',
    company_staff: '地域商社の担当',
    advisor: '外部アドバイザー',
    officer: '市の職員',
    administrator: '管理者',
  },
  en: {
    visitor: 'Anyone',
    producer: 'Producer',
    buyer: 'Buyer',
    citizen: 'Citizen',
    shop: 'Shop that takes points',
    yard_keeper: 'Yard keeper',
    company_staff: 'Trading company staff',
    advisor: 'Outside advisor',
    officer: 'City officer',
    administrator: 'Administrator',
  },
}

export const kindWords: Both<PartyKind> = {
  ja: {
    person: '個人',
    household: '世帯',
    business: '事業者',
    cooperative: '組合',
    association: '団体・自治会',
    school: '学校',
    bank: '金融機関',
    company: '地域商社',
    city: '市',
    nature: '自然',
    air: '大気',
    outside: '地域の外',
  },
  en: {
    person: 'Person',
    household: 'Household',
    business: 'Business',
    cooperative: 'Cooperative',
    association: 'Association',
    school: 'School',
    bank: 'Bank',
    company: 'Trading company',
    city: 'City',
    nature: 'Nature',
    air: 'Air',
    outside: 'Outside the region',
  },
}

export const sideWords: Both<Side> = {
  ja: { inside: '地域の内', outside: '地域の外' },
  en: { inside: 'Inside the region', outside: 'Outside the region' },
}

/** The sections of 日本標準産業分類 (大分類), as the Statistics Bureau names them. */
export const sectorWords: Both<Sector> = {
  ja: {
    A: '農業，林業',
    B: '漁業',
    C: '鉱業，採石業，砂利採取業',
    D: '建設業',
    E: '製造業',
    F: '電気・ガス・熱供給・水道業',
    G: '情報通信業',
    H: '運輸業，郵便業',
    I: '卸売業，小売業',
    J: '金融業，保険業',
    K: '不動産業，物品賃貸業',
    L: '学術研究，専門・技術サービス業',
    M: '宿泊業，飲食サービス業',
    N: '生活関連サービス業，娯楽業',
    O: '教育，学習支援業',
    P: '医療，福祉',
    Q: '複合サービス事業',
    R: 'サービス業（他に分類されないもの）',
    S: '公務（他に分類されるものを除く）',
    T: '分類不能の産業',
  },
  en: {
    A: 'Agriculture and forestry',
    B: 'Fisheries',
    C: 'Mining and quarrying',
    D: 'Construction',
    E: 'Manufacturing',
    F: 'Electricity, gas, heat supply and water',
    G: 'Information and communications',
    H: 'Transport and postal services',
    I: 'Wholesale and retail trade',
    J: 'Finance and insurance',
    K: 'Real estate and goods rental',
    L: 'Scientific research, professional and technical services',
    M: 'Accommodations, eating and drinking services',
    N: 'Living-related and personal services, amusement',
    O: 'Education and learning support',
    P: 'Medical, health care and welfare',
    Q: 'Compound services',
    R: 'Services not elsewhere classified',
    S: 'Government not elsewhere classified',
    T: 'Industries unable to classify',
  },
}

/** 預金種目 as 全銀協 records code it. */
export const accountTypeWords: Both<AccountType> = {
  ja: { '1': '普通', '2': '当座', '4': '貯蓄', '9': 'その他' },
  en: { '1': 'Ordinary', '2': 'Current', '4': 'Savings', '9': 'Other' },
}
