/** The machine-readable twin of a figure: what its page says, in JSON. */
import { type Evidence, flowsOf } from '#circulation/figure-evidence.ts'
import type { FigureName } from '#circulation/public-figures.ts'
import { unitCode } from '#circulation/figure-text.ts'

export interface Twin {
  readonly name: FigureName
  readonly label: { readonly ja: string; readonly en: string }
  readonly definition: { readonly ja: string; readonly en: string }
  readonly period: { readonly from: string; readonly to: string }
  readonly value: number | null
  readonly unit: string
  readonly evidence: {
    readonly flows: number
    readonly sums: readonly {
      readonly name: FigureName
      readonly flowsPath: string
      readonly kinds: readonly string[]
    }[]
    readonly closed: boolean
    readonly sealedDay: string | null
    readonly seal: string | null
    readonly inhabitants: number | null
  }
}

export function twinOf({ figure, months, found, sums, sealed, closed, inhabitants }: Evidence): Twin {
  return {
    name: figure.name,
    label: figure.label,
    definition: figure.definition,
    period: { from: months.from, to: months.to },
    value: found.value ?? null,
    unit: unitCode(figure.kind),
    evidence: {
      flows: found.flows,
      sums: sums.map(({ name, sum, kinds }) => ({
        name,
        flowsPath: flowsOf(sum, months),
        kinds: kinds.map((kind) => kind.name),
      })),
      closed,
      sealedDay: sealed?.day ?? null,
      seal: sealed?.seal ?? null,
      inhabitants: inhabitants?.count ?? null,
    },
  }
}
