import { renderSVG } from 'uqr'

/** 二次元コード of an address, as an SVG; read by any phone even when a corner is torn off. */
export const squareOf = (url: string): string => renderSVG(url, { ecc: 'M', border: 0 })
