import { FormErrors } from '#http/form-errors.tsx'
import type { Id } from '#kit/ids.ts'
import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { DefinitionList, Heading, Money, Notice, TextLink } from '#ui/blocks.tsx'
import { dayText } from '#ui/numbers.ts'
import { Table } from '#ui/tables.tsx'
import type { PaymentSeen } from './money-lists.ts'
import { LedgerLink, UndoForm } from './money-parts.tsx'
import { TradeTabs, crumbs } from './page-parts.tsx'
import { bankWords } from './words/money-bank.ts'

/** One payment: what the bank said, which invoices it paid, its entry in the ledger, and how to undo it. */
export function paymentView({ payment, entry }: { payment: PaymentSeen; entry?: Id }, seen: Seen): View {
  const { lang } = seen
  const own = bankWords[lang]
  const title = `${own.payment} ${payment.paymentNo}`
  return {
    title,
    breadcrumbs: crumbs(seen, { label: own.bank, href: '/trade/bank' }, { label: payment.paymentNo }),
    body: (
      <>
        <TradeTabs seen={seen} current="bank" />
        <Heading>{title}</Heading>
        <FormErrors seen={seen} />
        {payment.undone && (
          <Notice kind="warning" title={own.undonePayment}>
            {`${own.reason}：${payment.undoneBecause}`}
          </Notice>
        )}
        <DefinitionList
          items={[
            [own.paidOn, dayText(payment.on, lang)],
            [own.buyer, <TextLink href={`/parties/${payment.buyerId}`}>{payment.buyerName}</TextLink>],
            [own.amount, <Money yen={payment.amountYen} strong />],
            [own.text, payment.bankText],
          ]}
        />
        <div class="mt-8">
          <Table
            caption={own.paidInvoices}
            rows={payment.parts}
            columns={[
              {
                key: 'invoiceNo',
                label: own.invoiceNo,
                cell: (row) => <TextLink href={`/trade/invoices/${row.invoiceId}`}>{row.invoiceNo}</TextLink>,
              },
              {
                key: 'amountYen',
                label: own.share,
                numeric: true,
                cell: (row) => <Money yen={row.amountYen} />,
              },
            ]}
          />
        </div>
        <LedgerLink entry={entry} seen={seen} />
        {!payment.undone && (
          <UndoForm
            action={`/trade/payments/${payment.paymentId}/undo`}
            lead={own.undoPaymentLead}
            seen={seen}
          />
        )}
      </>
    ),
  }
}
