/**
 * In a picture of flows, what the pointer, the finger or the keyboard is on stands out with all that is joined to it, and
 * the line beneath says what it is. A part bears `data-flow="from to"`, a place where flows meet `data-node="id"`.
 */
export function lightFlows(): void {
  for (const picture of document.querySelectorAll<HTMLElement>('.y-picture[data-flows]')) watch(picture)
}

function watch(picture: HTMLElement): void {
  const says = picture.querySelector<HTMLElement>('.y-picture-says')
  let lit: Element | undefined
  /** A finger hides what it is on: the first touch only shows it, the second follows the link. */
  let firstTouch = false
  const show = (part: Element | undefined): void => {
    if (part === lit) return
    lit = part
    light(picture, part)
    if (says) say(says, part, firstTouch)
  }
  if (says) say(says, undefined, false)
  picture.addEventListener('pointerover', (event) => {
    const part = partAt(event)
    const touch = event.pointerType === 'touch'
    firstTouch = touch && part !== lit
    // Between two bands a finger is on nothing, and what it showed stays until it shows something else.
    if (part || !touch) show(part)
  })
  picture.addEventListener('pointerleave', (event) => {
    if (event.pointerType !== 'touch') show(undefined)
  })
  picture.addEventListener('focusin', (event) => show(partAt(event)))
  picture.addEventListener('focusout', () => show(undefined))
  picture.addEventListener('click', (event) => {
    // A key presses without a detail.
    if (firstTouch && event.detail > 0 && partAt(event)) event.preventDefault()
  })
  document.addEventListener('pointerdown', ({ target }) => {
    if (!(target instanceof Node && picture.contains(target))) show(undefined)
  })
}

function partAt({ target }: Event): Element | undefined {
  return target instanceof Element ? (target.closest('[data-flow],[data-node]') ?? undefined) : undefined
}

function light(picture: HTMLElement, part: Element | undefined): void {
  const node = part?.getAttribute('data-node') ?? undefined
  picture.classList.toggle('y-some-lit', part !== undefined)
  for (const flow of picture.querySelectorAll('[data-flow]')) {
    const ends = flow.getAttribute('data-flow')?.split(' ') ?? []
    flow.classList.toggle('y-lit', flow === part || (node !== undefined && ends.includes(node)))
  }
}

function say(line: HTMLElement, part: Element | undefined, touched: boolean): void {
  const words = part?.querySelector('title')?.textContent
  line.textContent = words ?? line.dataset['hint'] ?? ''
  line.classList.toggle('y-picture-hint', !words)
  const href = part?.getAttribute('href')
  if (!touched || !href) return
  const link = document.createElement('a')
  link.href = href
  link.textContent = line.dataset['open'] ?? ''
  line.append(' ', link)
}
