/**
 * What the papers hold, as plain data: everything is computed before, the templates only lay it out. Amounts are yen;
 * negative ones (returns) are shown with ▲.
 */
import type { Day, Period } from '#kit/days.ts'
import type { Yen } from '#kit/units.ts'
import type { PriceBasis } from '#trade/tax.ts'

export type Lang = 'ja' | 'en'

/** Who issues the paper: the company. */
export interface Issuer {
  readonly name: string
  /** T and 13 digits; empty for an issuer who is not registered. */
  readonly registrationNumber: string
  readonly postalCode?: string
  readonly address?: string
  readonly phone?: string
  readonly email?: string
  readonly contact?: string
}
/** To whom it goes. */
export interface Addressee {
  readonly name: string
  /** 御中 for bodies (unless told otherwise), 様 for people. */
  readonly honorific?: '御中' | '様'
  readonly postalCode?: string
  readonly address?: string
  readonly attention?: string
}
export interface PayTo {
  readonly bankName: string
  readonly branchName: string
  /** 普通, 当座 … as people read it, in the language of the sheet. */
  readonly accountType: string
  /** As it is to be shown: whole to a buyer, masked to a producer (`maskAccount`). */
  readonly accountNumber: string
  readonly holder: string
}

/** A total of one rate. The ※ of a reduced rate stands at its lines and here. */
export interface SheetRate {
  readonly ratePct: number
  readonly reduced: boolean
  readonly net: Yen
  readonly tax: Yen
  readonly gross: Yen
}
export interface SheetLine {
  readonly description: string
  /** Marked with ※. */
  readonly reduced: boolean
  /** With its unit, as people read it: 12 箱, 12.5 kg, 2 箱（9.87 kg）. */
  readonly quantity: string
  readonly unitPrice?: Yen
  /** Where the price is not by the unit of the quantity: kg. */
  readonly pricePer?: string
  readonly amount?: Yen
}

/** 適格請求書 (消費税法 57条の4), for a month or a single delivery; 適格返還請求書 for what came back. */
export interface InvoiceSheet {
  readonly lang: Lang
  /** A credit note: its amounts are what the buyer gets back. */
  readonly credit?: boolean
  readonly number: string
  readonly issuedOn: Day
  /** The closing month, or the one day. */
  readonly period: Period
  readonly dueOn: Day
  readonly issuer: Issuer
  readonly recipient: Addressee
  readonly basis: PriceBasis
  readonly lines: readonly InvoiceSheetLine[]
  readonly rates: readonly SheetRate[]
  readonly net: Yen
  readonly tax: Yen
  readonly gross: Yen
  /**
   * Goods of producers who are not registered: they stand apart, since no qualified invoice can be issued for them.
   * Their totals are with tax, per rate, without a tax amount.
   */
  readonly unqualified?: {
    readonly lines: readonly InvoiceSheetLine[]
    readonly rates: readonly { readonly ratePct: number; readonly reduced: boolean; readonly gross: Yen }[]
    readonly gross: Yen
  }
  /** What earlier invoices left, for companies that carry balances on. */
  readonly carried?: { readonly previous: Yen; readonly received: Yen; readonly balance: Yen }
  /** What is to be paid: `gross`, that of the unqualified part, and what was carried. */
  readonly payable: Yen
  readonly payTo: PayTo
  readonly notes: readonly string[]
}
export interface InvoiceSheetLine extends SheetLine {
  readonly deliveredOn: Day
  readonly deliveryNote: string
  /** Of a return: the delivery that it undoes, as people read it. */
  readonly origin?: string
}

/** 見積書: what goods would cost, until a day. */
export interface QuotationSheet {
  readonly lang: Lang
  readonly number: string
  readonly issuedOn: Day
  readonly deliverOn: Day
  readonly validUntil: Day
  readonly issuer: Issuer
  readonly recipient: Addressee
  readonly basis: PriceBasis
  readonly lines: readonly SheetLine[]
  readonly rates: readonly SheetRate[]
  readonly net: Yen
  readonly tax: Yen
  readonly gross: Yen
  readonly notes: readonly string[]
}

/** 納品書, with prices or without. Its tax is not computed: that is done once, on the monthly invoice. */
export interface DeliveryNoteSheet {
  readonly lang: Lang
  readonly number: string
  readonly orderNumber?: string
  readonly deliveredOn: Day
  readonly issuer: Issuer
  readonly recipient: Addressee
  readonly basis: PriceBasis
  readonly withPrices: boolean
  readonly lines: readonly (SheetLine & { readonly lot?: string; readonly bestBefore?: Day })[]
  /** The sum of the lines in the basis of the prices; shown with prices only. */
  readonly total?: Yen
  readonly notes: readonly string[]
}

/** 委託販売精算書 (consignment) or 支払通知書・仕入明細書 (purchase), to a producer. */
export interface StatementSheet {
  readonly lang: Lang
  readonly model: 'consignment' | 'purchase'
  readonly number: string
  readonly issuedOn: Day
  readonly period: Period
  readonly issuer: Issuer
  readonly producer: Addressee & { readonly registrationNumber?: string }
  readonly basis: PriceBasis
  readonly lines: readonly (SheetLine & { readonly on: Day; readonly buyer?: string })[]
  readonly rates: readonly SheetRate[]
  readonly net: Yen
  readonly tax: Yen
  readonly gross: Yen
  /** Consignment only: a service of the company to the producer, so this part is the company's invoice. */
  readonly commission?: {
    /** As people read it: 15％. */
    readonly rate: string
    readonly ratePct: number
    readonly net: Yen
    readonly tax: Yen
    /** The fees beside it are in it: the tax of all is rounded once. */
    readonly gross: Yen
    /** Without the fees. */
    readonly own: Yen
  }
  readonly fees: readonly { readonly label: string; readonly base: string; readonly amount: Yen }[]
  readonly deductions: readonly { readonly label: string; readonly amount: Yen }[]
  readonly carriedForward: Yen
  readonly payout: Yen
  readonly carriedOver: Yen
  readonly payOn: Day
  readonly payTo: PayTo
  /** For a producer who is not registered: the share of the tax part that the company may deduct (経過措置). */
  readonly transitional?: {
    readonly sharePct: number
    readonly taxPart: Yen
    readonly deductible: Yen
  }
  /** Purchase: the statement counts as confirmed when nothing is said within so many days of receipt. */
  readonly confirmDays?: number
  readonly notes: readonly string[]
}

/** The last four digits of an account, so that a paper that lies about tells nobody the rest. */
export function maskAccount(accountNumber: string): string {
  return accountNumber.slice(-4).padStart(accountNumber.length, '*')
}

/** ピッキングリスト: what is taken from the shelves for all orders of a day. */
export interface PickingSheet {
  readonly lang: Lang
  /** The day itself: these lists are counted nowhere. */
  readonly number: string
  readonly on: Day
  readonly issuer: Issuer
  readonly orders: number
  readonly lines: readonly {
    readonly description: string
    readonly producer: string
    readonly quantity: string
    readonly lots: readonly { readonly lot: string; readonly quantity: string; readonly bestBefore?: Day }[]
    /** What no lot covers, as a sentence. */
    readonly short?: string
  }[]
}

/** 仕分け表: what goes into the boxes of each order, route by route. */
export interface PackingSheet {
  readonly lang: Lang
  readonly number: string
  readonly on: Day
  readonly issuer: Issuer
  readonly orders: readonly {
    readonly route: string
    readonly buyer: string
    readonly address: string
    readonly order: string
    readonly deliverOn: Day
    readonly notes: readonly string[]
    readonly lines: readonly { readonly description: string; readonly quantity: string }[]
  }[]
}

/** Labels for goods (of a lot) or boxes (of an order), 24 on a page. */
export interface LabelSheet {
  readonly lang: Lang
  readonly number: string
  readonly labels: readonly Label[]
}
export interface Label {
  readonly title: string
  readonly sub: string
  readonly facts: readonly string[]
  /** 二次元コード, as an SVG. */
  readonly square: string
}

/** 商品規格書, in the order of the form that trade fairs use. Empty values stay empty boxes. */
export interface SpecSheet {
  readonly lang: Lang
  /** The product's number. */
  readonly number: string
  readonly issuer: Issuer
  readonly title: string
  readonly kana: string
  readonly appeal: string
  /** Goods, dates and storage, nutrition, terms. */
  readonly parts: readonly {
    readonly title: string
    readonly rows: readonly (readonly [label: string, value: string])[]
  }[]
  readonly prices: {
    readonly title: string
    readonly head: readonly string[]
    readonly rows: readonly (readonly string[])[]
  }
  readonly note: string
}
