// The views of the statements pages are being written in this file by the author of the money pages.
export {}
