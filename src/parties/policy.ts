/**
 * Who may do what, in one table that pages and the API read alike. A row is a deed; the roles beside it may do it.
 * Which *documents* a role sees (a producer its own statement, a buyer its own order) the use-case decides by party.
 */
export const roles = [
  'visitor',
  'producer',
  'buyer',
  'citizen',
  'shop',
  'yard_keeper',
  'company_staff',
  'advisor',
  'officer',
  'administrator',
] as const
export type Role = (typeof roles)[number]

const everyone = roles
const signedIn = [
  'producer',
  'buyer',
  'citizen',
  'shop',
  'yard_keeper',
  'company_staff',
  'advisor',
  'officer',
  'administrator',
] as const
const company = ['company_staff'] as const

export const policy = {
  // the public face
  'region.see': everyone, // front page, figures, map, flows behind a public figure
  'catalogue.see': everyone, // products and stories
  'party.see': everyone, // what a party shows of itself
  'sign-in': everyone,
  'link.answer': everyone, // what the form behind a mailed link takes in

  // one's own things
  'own.account': signedIn, // password, passkeys, language
  'own.party': signedIn, // profile, story, picture, members, API tokens of the party one acts for
  'own.bank-account': ['producer', 'buyer', 'citizen', 'shop', 'company_staff'],
  'own.webhooks': ['producer', 'buyer', 'company_staff'], // receivers of the party; others are told of nothing

  // parties
  'party.register': ['company_staff', 'officer', 'administrator'],
  'party.invite': ['company_staff', 'officer', 'administrator'],
  'party.verify': ['company_staff', 'officer'], // registration numbers, inside or outside
  'user.disable': ['administrator'],
  'region.edit': ['administrator'],
  'parameter.set': ['company_staff', 'administrator'], // tax rates, tariffs: dated, with their source

  // trade
  'product.edit': ['producer', 'company_staff'],
  'order.place': ['buyer', 'company_staff'],
  'order.see': ['buyer', 'company_staff', 'producer'],
  'buyer.see': ['buyer', 'company_staff'], // terms, places and approvers; a buyer its own
  'buyer.agree': ['buyer', 'company_staff'], // places and approvers
  'price.set': company, // price lists, and for whom they count
  'cycle.run': company, // order cycles: planned, opened, allocated, turned into orders
  'cycle.see': ['producer', 'buyer', 'company_staff'],
  'availability.enter': ['producer', 'company_staff'], // what there will be; a producer its own
  'stock.receive': company,
  'delivery.ship': company,
  'delivery.see': ['buyer', 'company_staff'],
  'delivery.accept': ['buyer', 'company_staff'], // what came of a delivery; a buyer of its own
  'return.take': company,
  'invoice.close': company,
  'invoice.see': ['buyer', 'company_staff'],
  'payment.match': company,
  'expense.pay': company,
  'fee.set': company, // what is taken off statements beside the commission
  'statement.settle': company,
  'statement.see': ['producer', 'company_staff'],
  'payout.pay': company,
  'import.run': company,
  'sales.see': ['producer', 'company_staff'], // what was sold; a producer the own goods, without margin
  'report.see': company,

  // points of the region
  'points.own': signedIn, // the wallet of the party one acts for, and paying from it
  'points.take': signedIn, // what a registered shop takes; who is none is told so
  'points.run': ['company_staff', 'officer'], // the fund, giving by hand, shops, notes, paying shops out

  // wood
  'wood.deliver': signedIn, // slips of the party one acts for
  'wood.measure': ['yard_keeper', 'company_staff'], // slips of everybody, the queue of a yard
  'wood.run': ['company_staff', 'officer'], // suppliers, forests, sites, prices; approving slips
  'wood.make': ['yard_keeper', 'company_staff', 'officer'], // piles, firewood, chips, boilers
  'wood.pay': company, // transfers for wood

  // what the circulation is told: tables, survey shares, plans and goals
  'figure.enter': ['company_staff', 'officer', 'administrator'],

  // the ledger behind the figures
  'ledger.see': ['company_staff', 'advisor', 'officer', 'administrator'],
  'ledger.close': ['company_staff', 'administrator'],
  'audit.see': ['company_staff', 'officer', 'administrator'],
  'outbox.see': ['administrator'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof policy

export function may(role: Role, permission: Permission): boolean {
  return (policy[permission] as readonly Role[]).includes(role)
}

/** Which roles somebody who invites may give. Nobody gives more than what is theirs to give. */
const grants: Readonly<Partial<Record<Role, readonly Role[]>>> = {
  company_staff: ['producer', 'buyer', 'citizen', 'shop', 'yard_keeper', 'company_staff'],
  officer: ['producer', 'buyer', 'citizen', 'shop', 'yard_keeper', 'advisor', 'officer'],
  administrator: [
    'producer',
    'buyer',
    'citizen',
    'shop',
    'yard_keeper',
    'company_staff',
    'advisor',
    'officer',
    'administrator',
  ],
}

export function mayGrant(role: Role, granted: Role): boolean {
  return may(role, 'party.invite') && (grants[role] ?? []).includes(granted)
}
