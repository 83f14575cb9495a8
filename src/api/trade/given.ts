/** Between what a body says and what a use-case asks: the names of fields, and lists that may hold a thing once. */
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'

/**
 * The same answer; of a refusal, the field as the body of the endpoint calls it, or none where the body has no such field:
 * what an address names is then 404 and not 422, and no pointer leads nowhere.
 */
export function fieldAs<Answer extends object>(
  answer: Answer,
  named: (field: string) => string | undefined,
): Answer {
  if (!isRefusal(answer)) return answer
  const refusal: Refusal = answer
  return refusal.field === undefined ? answer : { ...answer, field: named(refusal.field) }
}

type NameOf<Answer> = Extract<Answer, Refusal> extends Refusal<infer Name> ? Name : never

/** The same answer, but for one refusal of it, which this endpoint says in words of its own. */
export function insteadOf<Answer extends object, From extends string, To extends string>(
  answer: Answer,
  from: From,
  to: (refusal: Refusal) => Refusal<To>,
): Exclude<Answer, Refusal> | Refusal<Exclude<NameOf<Answer>, From> | To> {
  type Told = Exclude<Answer, Refusal> | Refusal<Exclude<NameOf<Answer>, From> | To>
  return isRefusal(answer) && (answer as Refusal).refused === from ? to(answer) : (answer as Told)
}

/** Refuses a list that holds a thing twice, at the second; a use-case may trust that it does not. */
export function givenTwice<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  fieldOf: (at: number) => string,
): Refusal<'given_twice'> | undefined {
  const seen = new Set<string>()
  for (const [at, item] of items.entries()) {
    const key = keyOf(item)
    if (seen.has(key)) return refuse('given_twice', { field: fieldOf(at) })
    seen.add(key)
  }
  return undefined
}
