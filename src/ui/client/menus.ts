/** Menus made of `<details>`: Escape and a press elsewhere close them; opening one closes the others. */
export function closeMenus(): void {
  const menus = [...document.querySelectorAll<HTMLDetailsElement>('details[data-menu]')]
  if (menus.length === 0) return

  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    for (const menu of menus)
      if (menu.open) {
        menu.open = false
        menu.querySelector('summary')?.focus()
      }
  })
  document.addEventListener('click', (event) => {
    for (const menu of menus)
      if (menu.open && event.target instanceof Node && !menu.contains(event.target)) menu.open = false
  })
}
