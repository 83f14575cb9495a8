// The addresses of the payouts pages are being written in this file by the author of the money pages.
export {}
