/** A refusal is part of an answer: what a person can mend. A fault (our own mistake) is thrown instead. */
export interface Refusal<Reason extends string = string> {
  readonly refused: Reason
  /** The form field it is about, when it is about one. */
  readonly field?: string
  /** Values that the sentence needs, such as the limit that was passed. */
  readonly detail?: Readonly<Record<string, string | number>>
}

export function refuse<Reason extends string>(
  refused: Reason,
  more: { field?: string; detail?: Record<string, string | number> } = {},
): Refusal<Reason> {
  return { refused, ...more }
}

/** True for a refusal; afterwards the compiler knows that what remains is the answer. */
export function isRefusal<T>(answer: T): answer is Extract<T, Refusal> {
  return typeof answer === 'object' && answer !== null && 'refused' in answer
}
