/** Buttons that copy a text. They are hidden until this script can serve them. */
export function copyButtons(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    const label = button.querySelector('span')
    const before = label?.textContent ?? ''
    button.hidden = false
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(button.dataset['copy'] ?? '')
      if (label) label.textContent = button.dataset['copied'] ?? before
      setTimeout(() => {
        if (label) label.textContent = before
      }, 2500)
    })
  }
}
