/**
 * A form that is on its way is not sent again by a second press. The server would do it once anyway (the form's key);
 * this spares the person a page that seems to say otherwise.
 */
export function submitOnce(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || !('submitOnce' in form.dataset)) return
    if (form.dataset['sent'] === 'yes') event.preventDefault()
    form.dataset['sent'] = 'yes'
    form.setAttribute('aria-busy', 'true')
  })
  // Coming back by the browser's button shows the same form again: it may be sent again.
  addEventListener('pageshow', () => {
    for (const form of document.querySelectorAll<HTMLFormElement>('form[data-submit-once]')) {
      delete form.dataset['sent']
      form.removeAttribute('aria-busy')
    }
  })
}

/** After a refused form the list of errors is where reading goes on. */
export function focusErrors(): void {
  document.querySelector<HTMLElement>('[data-focus]')?.focus()
}
