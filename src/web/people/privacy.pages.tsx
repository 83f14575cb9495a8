import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { Heading, Notice } from '#ui/blocks.tsx'
import { Table } from '#ui/tables.tsx'
import { privacyWords } from './privacy.words.ts'

/** What is kept of people, why, who sees it, until when. */
export function privacyView(seen: Seen): View {
  const own = privacyWords[seen.lang]
  return {
    title: own.title,
    body: (
      <>
        <Heading lead={own.lead}>{own.title}</Heading>
        {seen.demo && <Notice kind="warning" title={own.demo} />}
        <section class="mt-10">
          <Heading level={2}>{own.tableTitle}</Heading>
          <Table
            caption={own.tableTitle}
            hideCaption
            rows={own.rows}
            phone="cards"
            columns={[
              { key: 'what', label: own.columns.what },
              { key: 'why', label: own.columns.why },
              { key: 'who', label: own.columns.who },
              { key: 'until', label: own.columns.until },
            ]}
          />
        </section>
        <Sentences title={own.cookiesTitle} items={own.cookies} />
        <Sentences title={own.neverTitle} items={own.never} />
        <Sentences title={own.correctTitle} items={own.correct} />
      </>
    ),
  }
}

function Sentences({ title, items }: { title: string; items: readonly string[] }) {
  return (
    <section class="mt-12">
      <Heading level={2}>{title}</Heading>
      <ul class="max-w-[46em] list-disc space-y-3 pl-6">
        {items.map((item) => (
          <li>{item}</li>
        ))}
      </ul>
    </section>
  )
}
