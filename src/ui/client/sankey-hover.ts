/**
 * In a picture of flows, what the pointer or the keyboard is on stands out with all that is joined to it.
 * A band bears `data-flow="from to"`, a node `data-node="id"`.
 */
export function highlightLinks(): void {
  for (const picture of document.querySelectorAll<SVGSVGElement>('svg[data-flows]')) {
    const flows = [...picture.querySelectorAll<SVGElement>('[data-flow]')]
    const light = (event: Event): void => {
      const target =
        event.target instanceof Element ? event.target.closest<SVGElement>('[data-flow],[data-node]') : null
      const node = target?.dataset['node']
      const any = target !== null
      picture.classList.toggle('y-some-lit', any)
      for (const flow of flows) {
        const ends = flow.dataset['flow']?.split(' ') ?? []
        flow.classList.toggle(
          'y-lit',
          any && (flow === target || (node !== undefined && ends.includes(node))),
        )
      }
    }
    for (const kind of ['pointerover', 'focusin']) picture.addEventListener(kind, light)
    for (const kind of ['pointerleave', 'focusout'])
      picture.addEventListener(kind, () => {
        picture.classList.remove('y-some-lit')
        for (const flow of flows) flow.classList.remove('y-lit')
      })
  }
}
