/** What people read on the public pages of the catalogue. Japanese is the source; English has the same keys. */
const ja = {
  title: '産品',
}
const en: typeof ja = {
  title: 'Products',
}
export const words = { ja, en }
