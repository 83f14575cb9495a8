/** The addresses of pictures: page, image, frame for other sites, table. */
import { csvOf } from '#http/columns.ts'
import { type Page, page } from '#http/routes.ts'
import { drawingInput, readDrawing } from './drawings.ts'
import {
  drawingView,
  embeddedView,
  imageOf,
  picturesAt,
  picturesView,
  tableOf,
  titleOf,
} from './drawings.pages.tsx'

const picturesPage: Page = page({
  at: picturesAt,
  access: 'region.see',
  load: async () => await Promise.resolve({}),
  show: picturesView,
})

const common = { access: 'region.see', input: drawingInput, load: readDrawing } as const
const at = `${picturesAt}/:name`

const drawingPage: Page = page({ ...common, at, show: drawingView })
const embedPage: Page = page({ ...common, at: `${at}/embed`, embeddable: true, show: embeddedView })
const imagePage: Page = page({
  ...common,
  at: `${at}/picture.svg`,
  embeddable: true,
  show: (data, seen) => ({ bytes: imageOf(data, seen), type: 'image/svg+xml' }),
})
const tablePage: Page = page({
  ...common,
  at: `${at}/table.csv`,
  show: (data, { lang }) => {
    const { rows, columns } = tableOf(data, lang)
    return csvOf(rows, columns, titleOf(data, lang))
  },
})

export const drawingRoutes: Page[] = [picturesPage, drawingPage, embedPage, imagePage, tablePage]
