import { renderSVG } from 'uqr'

/** 二次元コード of an address, as an SVG; read by any phone even when a corner is torn off. */
export const squareOf = (url: string): string => renderSVG(url, { ecc: 'M', border: 0 })

/** On one sheet of A4: three beside each other, eight rows of 66 × 33.9 mm, as they are sold for every printer. */
export const labelsPerSheet = 24
