import { type Refusal, isRefusal } from '#kit/refusals.ts'

/** The answer of a use-case that the demo has no reason to be refused; a refusal is a fault of the demo's and names itself. */
export function must<T>(answer: T, doing: string): Exclude<T, Refusal> {
  if (isRefusal(answer)) throw new Error(`the demo was refused while ${doing}: ${JSON.stringify(answer)}`)
  return answer as Exclude<T, Refusal>
}
