// The views of the invoices pages are being written in this file by the author of the money pages.
export {}
