import { ErrorSummary } from '#ui/forms.tsx'
import type { Seen } from './house.ts'

/** What is wrong with the form that came back, each leading to its box; nothing when none came back. */
export function FormErrors({ seen }: { seen: Seen }) {
  return <ErrorSummary errors={seen.form?.faults ?? []} />
}
