/** A box above a long table that narrows its rows as one types: width, case and kana make no difference. */
const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ァ-ヶ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60))

export function filterTables(): void {
  for (const holder of document.querySelectorAll<HTMLElement>('[data-filterable]')) {
    const rows = [...holder.querySelectorAll<HTMLTableRowElement>('tbody tr')]
    if (rows.length < 2) continue
    const texts = rows.map((row) => fold(row.textContent ?? ''))
    const input = document.createElement('input')
    input.type = 'search'
    input.className = 'y-input'
    const label = document.createElement('label')
    label.className = 'y-table-filter'
    label.append(holder.dataset['filterable'] ?? '', input)
    const count = document.createElement('span')
    count.setAttribute('role', 'status')
    label.append(count)
    holder.prepend(label)

    input.addEventListener('input', () => {
      const words = fold(input.value).split(/\s+/).filter(Boolean)
      let shown = 0
      for (const [index, row] of rows.entries()) {
        const fits = words.every((word) => texts[index]?.includes(word))
        row.hidden = !fits
        if (fits) shown += 1
      }
      count.textContent =
        words.length === 0 ? '' : `${shown} / ${rows.length}${holder.dataset['shown'] ?? ''}`
    })
  }
}
