/** The addresses of figures: how each is made, its proof, and its twin for machines. */
import { z } from 'zod'
import { type Page, page } from '#http/routes.ts'
import { readEvidence } from '#circulation/figure-evidence.ts'
import { csvFile, sectionAt } from '#circulation/page-parts.tsx'
import { monthsAsked, periodInput } from '#circulation/periods.ts'
import { figureNames } from '#circulation/public-figures.ts'
import { unitCode } from '#circulation/figure-text.ts'
import { figureView, figuresView } from './proofs.pages.tsx'
import { proveFigure, readFigures } from './proofs.ts'
import { twinOf } from './twin.ts'
import { figureWords } from './words.ts'

const at = sectionAt.figures

const figuresPage: Page = page({
  at,
  access: 'region.see',
  input: periodInput,
  load: async (tx, _actor, asked) => {
    const months = monthsAsked(asked, tx.today)
    return { months, today: tx.today, figures: await readFigures(tx, months) }
  },
  show: figuresView,
})

const figuresCsv = page({
  at: `${at}/figures.csv`,
  access: 'region.see',
  input: periodInput,
  load: async (tx, _actor, asked) => {
    const months = monthsAsked(asked, tx.today)
    return { months, figures: await readFigures(tx, months) }
  },
  show: ({ months, figures }, { lang }) => {
    const own = figureWords[lang]
    return csvFile(`${own.title}_${months.from}_${months.to}`, [
      ['name', own.figure, own.value, 'unit', own.flows, own.definition],
      ...figures.map(({ figure, found }) => [
        figure.name,
        figure.label[lang],
        found.value,
        unitCode(figure.kind),
        found.flows,
        figure.definition[lang],
      ]),
    ])
  },
})

const one = periodInput.extend({ name: z.enum(figureNames) })

const figurePage = page({
  at: `${at}/:name`,
  access: 'region.see',
  input: one.extend({ proof: z.literal('1').optional().catch(undefined) }),
  load: async (tx, _actor, { name, proof, ...asked }) => {
    const months = monthsAsked(asked, tx.today)
    const evidence = await readEvidence(tx, name, months)
    const proved = proof ? await proveFigure(tx, name, months, () => performance.now()) : undefined
    return { ...evidence, today: tx.today, proof: proved }
  },
  show: figureView,
})

const figureTwin = page({
  at: `${at}/:name/data.json`,
  access: 'region.see',
  input: one,
  load: async (tx, _actor, { name, ...asked }) => await readEvidence(tx, name, monthsAsked(asked, tx.today)),
  show: (evidence) => ({
    bytes: JSON.stringify(twinOf(evidence), null, 2),
    type: 'application/json; charset=utf-8',
  }),
})

export const proofRoutes: Page[] = [figuresPage, figuresCsv, figurePage, figureTwin]
