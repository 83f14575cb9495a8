/** The addresses of who delivers. */
import { z } from 'zod'
import { cursor, id, optionalDay, optionalLine } from '#http/fields.ts'
import { type Page, type Route, action, page } from '#http/routes.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import { partyChoices } from '#parties/directory.ts'
import { one, saved, shared, splitBoxes } from './office-fields.ts'
import { supplierSorts } from './schema.ts'
import { supplierView, suppliersAt, suppliersView } from './suppliers.pages.tsx'
import {
  chooseSplit,
  endSupplier,
  listSuppliers,
  readSupplier,
  saveSupplier,
  supplierViews,
} from './suppliers.ts'
import { woodWords } from './words.ts'

const suppliersPage: Page = page({
  at: suppliersAt,
  access: 'wood.run',
  input: z.object({
    view: z.enum(supplierViews).catch('active'),
    q: z.string().max(100).catch(''),
    after: cursor(),
  }),
  load: async (tx, _actor, { view, q, after }) => ({
    list: await listSuppliers(tx, { view, text: q, after }),
    parties: await partyChoices(tx, ['city', 'bank']),
    today: tx.today,
  }),
  show: suppliersView,
})
const supplierBoxes = z.object({
  sort: z.enum(supplierSorts),
  courseOn: optionalDay(),
  insuredTo: optionalDay(),
  bay: optionalLine(20),
  ...splitBoxes,
})
const supplierAudit = ({ partyId, supplierNo }: { partyId: Id; supplierNo: string }) =>
  ({ action: 'wood_supplier.save', documentId: partyId, documentNo: supplierNo }) as const

const addSupplierAction = action({
  ...shared,
  at: suppliersAt,
  input: supplierBoxes.extend({ partyId: id() }),
  run: saveSupplier,
  done: ({ partyId }, _input, { lang }) => ({
    to: `${suppliersAt}/${partyId}`,
    notice: woodWords[lang].saved,
  }),
  form: () => suppliersPage,
  audit: supplierAudit,
})
const supplierPage: Page = page({
  at: `${suppliersAt}/:id`,
  access: 'wood.run',
  input: one,
  load: async (tx, _actor, { id: partyId }) => {
    const supplier = await readSupplier(tx, partyId)
    return supplier ? { supplier, today: tx.today } : refuse('not_found')
  },
  show: supplierView,
})
const changeSupplierAction = action({
  ...shared,
  at: `${suppliersAt}/:id`,
  input: supplierBoxes.extend({ id: id() }),
  run: (tx, actor, { id: partyId, ...rest }) => saveSupplier(tx, actor, { partyId, ...rest }),
  done: ({ partyId }, _input, { lang }) => ({
    to: `${suppliersAt}/${partyId}`,
    notice: woodWords[lang].saved,
  }),
  form: () => supplierPage,
  audit: supplierAudit,
})
const endSupplierAction = action({
  ...shared,
  at: `${suppliersAt}/:id/end`,
  input: one,
  run: (tx, actor, { id: partyId }) => endSupplier(tx, actor, { partyId }),
  done: ({ partyId }, _input, { lang }) => ({
    to: `${suppliersAt}/${partyId}`,
    notice: woodWords[lang].endedNotice,
  }),
  form: () => supplierPage,
  audit: ({ partyId }) => ({ action: 'wood_supplier.end', documentId: partyId }),
})

/** The supplier itself says how it wants to be paid; the form stands on the room's first page. */
export const splitAction = (form: () => Page) =>
  action({
    ...shared,
    access: 'wood.deliver',
    at: `${suppliersAt}/:id/split`,
    input: z.object({ id: id(), ...splitBoxes }),
    run: (tx, actor, { id: partyId, ...split }) => chooseSplit(tx, actor, { partyId, ...split }),
    done: saved('/wood'),
    form,
    audit: ({ partyId }) => ({ action: 'wood_supplier.split', documentId: partyId }),
  })

export const supplierRoutes: readonly Route[] = [
  suppliersPage,
  addSupplierAction,
  supplierPage,
  changeSupplierAction,
  endSupplierAction,
]
