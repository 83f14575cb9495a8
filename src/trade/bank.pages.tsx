// The views of the bank pages are being written in this file by the author of the money pages.
export {}
