// The views of the imports pages are being written in this file by the author of the money pages.
export {}
