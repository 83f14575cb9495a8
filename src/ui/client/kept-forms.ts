/**
 * Forms that may be filled in without a network. The page is put aside for the worker, each visit gets keys of its own, and what
 * waits in the store of the device is listed above the form and sent as soon as the server answers.
 */
import { type Box, type Kept, allKept, drop, keep } from './kept-store.ts'
// oxlint-disable-next-line import/default -- Vite answers with the address of the script, bundled by itself
import worker from './kept-worker.ts?worker&url'
import { shrinkPhotos } from './shrink-photos.ts'

const cacheName = 'yuinowa-kept'
const tryAgainMs = 30_000

type Words = Readonly<
  Record<
    | 'title'
    | 'lead'
    | 'send'
    | 'mend'
    | 'drop'
    | 'waiting'
    | 'refused'
    | 'signIn'
    | 'sent'
    | 'offline'
    | 'dropAsk',
    string
  >
>

export function keepForms(): void {
  forgetOnLeaving()
  const holder = document.querySelector<HTMLElement>('[data-kept]')
  const form = holder?.querySelector('form')
  if (!holder || !form || !('serviceWorker' in navigator) || !('indexedDB' in globalThis)) return
  const { kept: page = '', post = '' } = holder.dataset
  mark(form, '_owner', holder.dataset['owner'] ?? '')
  if (!document.querySelector('#errors')) makeFresh(form)
  shrinkPhotos(form)
  const desk = deskOf(holder, form, page)
  navigator.serviceWorker
    .register(`${worker}?${new URLSearchParams({ page, post })}`, { scope: page })
    .then(() => putAside(page))
    .catch(() => undefined) // A browser that forbids it: the form is one like any other.
  void desk.show().then(desk.send)
  addEventListener('online', () => void desk.send())
  addEventListener('offline', () => void desk.show())
  setInterval(() => void desk.send(), tryAgainMs)
  // Coming back by the browser's button shows what was sent: what is written next is another form.
  addEventListener('pageshow', (event) => event.persisted && makeFresh(form))
}

/** Whoever signs out leaves no page behind that bears their name. What waits stays: only they can send it. */
function forgetOnLeaving(): void {
  document.addEventListener('submit', (event) => {
    const { action } = event.target as HTMLFormElement
    if (action.endsWith('/sign-out')) void caches?.delete(cacheName)
  })
}

/** The page and what it is drawn with, for the worker to show without a network. */
async function putAside(page: string): Promise<void> {
  const drawn = [
    ...document.querySelectorAll<HTMLLinkElement | HTMLScriptElement>('link[rel=stylesheet], script[src]'),
  ]
  const cache = await caches.open(cacheName)
  const answer = await fetch(page)
  if (!answer.ok || answer.redirected) return
  await cache.put(page, answer)
  await cache.addAll(drawn.map((each) => ('href' in each ? each.href : each.src)))
}

function mark(form: HTMLFormElement, name: string, value: string): void {
  const box = document.createElement('input')
  Object.assign(box, { type: 'hidden', name, value })
  form.append(box)
}

/** A page that was put aside holds the keys and the day of when it was: each form that is written on it gets its own. */
function makeFresh(form: HTMLFormElement): void {
  for (const box of form.querySelectorAll<HTMLInputElement>('[name=_key], [data-fresh-id]'))
    box.value = newId()
  const day = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10)
  for (const box of form.querySelectorAll<HTMLInputElement>('[data-today] input'))
    if (box.value === box.defaultValue) box.value = day
}

/** A time-ordered UUID (version 7, RFC 9562), as the server makes them. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  new DataView(bytes.buffer).setBigUint64(0, BigInt(Date.now()) << 16n)
  crypto.getRandomValues(bytes.subarray(6, 8))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

type Outcome = { sent: string } | { wrong: string } | 'sign-in' | 'no-network'

const read = (html: string): Document => new DOMParser().parseFromString(html, 'text/html')

/** Sends one as the page itself would: with the token of this session, and the key that it was written with. */
async function send({ action, boxes }: Kept, page: string): Promise<Outcome> {
  try {
    const fresh = await fetch(page)
    if (fresh.redirected) return 'sign-in'
    if (!fresh.ok) return 'no-network'
    const token =
      read(await fresh.text()).querySelector<HTMLInputElement>('[data-kept] [name=_csrf]')?.value ?? ''
    const data = new FormData()
    for (const [name, value] of boxes) data.append(name, name === '_csrf' ? token : value)
    const answer = await fetch(action, { method: 'POST', body: data })
    if (answer.ok && answer.redirected) return { sent: answer.url }
    if (answer.status >= 500) return 'no-network'
    const errors = read(await answer.text()).querySelectorAll('#errors li')
    return {
      wrong: Array.from(errors, (each) => each.textContent?.trim()).join(' ') || String(answer.status),
    }
  } catch {
    return 'no-network'
  }
}

/**
 * One round at a time, whoever asks: the button, the network that came back, the clock. Whoever asks meanwhile gets a round
 * after it: the one under way may just have found no network.
 */
function oneAtATime(round: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let asked = false
  const untilNobodyAsks = async (): Promise<void> => {
    while (asked) {
      asked = false
      await round()
    }
  }
  return async () => {
    asked = true
    running ??= untilNobodyAsks().finally(() => (running = undefined))
    await running
  }
}

/** The list above the form, and what can be done with what stands there. */
function deskOf(holder: HTMLElement, form: HTMLFormElement, page: string) {
  const words = JSON.parse(holder.dataset['words'] ?? '{}') as Words
  const list = holder.querySelector<HTMLElement>('[data-kept-list]')
  const owner = holder.dataset['owner'] ?? ''
  const sent: { label: string; url: string }[] = []
  let signedOut = false

  const mine = async (): Promise<Kept[]> => (await allKept()).filter((each) => each.owner === owner)

  const sendAll = async (): Promise<void> => {
    for (const each of await mine()) {
      if (each.wrong !== undefined) continue
      const outcome = await send(each, page)
      if (outcome === 'no-network') break
      signedOut = outcome === 'sign-in'
      if (outcome === 'sign-in') break
      if ('wrong' in outcome) await keep({ ...each, wrong: outcome.wrong })
      else {
        sent.push({ label: labelOf(each, holder), url: outcome.sent })
        await drop(each.key)
      }
    }
    await show()
  }

  const sendNow = oneAtATime(sendAll)

  const show = async (): Promise<void> => {
    if (!list) return
    const waiting = await mine()
    list.replaceChildren()
    list.hidden = waiting.length === 0 && sent.length === 0 && navigator.onLine
    if (list.hidden) return
    if (!navigator.onLine) list.append(element('p', 'y-kept-offline', words.offline))
    for (const each of sent) list.append(sentLine(each, words))
    if (waiting.length === 0) return
    list.append(element('h2', '', words.title), element('p', 'y-hint', words.lead))
    const rows = element('ul')
    for (const each of waiting) rows.append(row(each))
    list.append(
      rows,
      button(words.send, () => void sendNow()),
    )
  }

  const row = (each: Kept): HTMLElement => {
    const state =
      each.wrong === undefined
        ? signedOut
          ? words.signIn
          : words.waiting
        : `${words.refused}: ${each.wrong}`
    const item = element('li')
    item.append(
      element('strong', '', labelOf(each, holder)),
      element('span', each.wrong === undefined ? '' : 'y-kept-wrong', state),
      button(words.mend, () => void mend(each)),
      button(words.drop, () => void (confirm(words.dropAsk) && drop(each.key).then(show))),
    )
    return item
  }

  /** Back into the form, where it is written on; it leaves the list. */
  const mend = async (each: Kept): Promise<void> => {
    fill(form, each.boxes)
    await drop(each.key)
    await show()
    form.scrollIntoView()
  }

  return { show, send: sendNow }
}

/** What tells it from others: names of what was chosen, and what was typed. */
function labelOf({ boxes }: Kept, holder: HTMLElement): string {
  const names = (holder.dataset['told'] ?? '').split(' ')
  const shown = names.map((name) => {
    const value = String(boxes.find(([each]) => each === name)?.[1] ?? '')
    const safe = CSS.escape(value)
    const option = holder.querySelector(`[name="${name}"] option[value="${safe}"]`)?.textContent
    const radio = holder.querySelector(`input[name="${name}"][value="${safe}"]`)
    return (
      option ??
      radio?.closest('label')?.textContent?.trim() ??
      (radio as HTMLElement | null)?.dataset['told'] ??
      value
    )
  })
  return shown.filter(Boolean).join(' ・ ')
}

function fill(form: HTMLFormElement, boxes: readonly Box[]): void {
  for (const each of form.querySelectorAll<HTMLInputElement>('input[type=checkbox]')) each.checked = false
  for (const [name, value] of boxes) {
    if (typeof value !== 'string' || name === '_csrf') continue
    for (const box of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>(
      `[name="${CSS.escape(name)}"]`,
    ))
      if (box instanceof HTMLInputElement && /^(?:radio|checkbox)$/.test(box.type))
        box.checked = box.value === value
      else if (!(box instanceof HTMLButtonElement)) box.value = value
  }
  const photos = form.querySelector<HTMLInputElement>('input[type=file]')
  const files = boxes.flatMap(([name, value]) =>
    name === photos?.name && value instanceof File ? [value] : [],
  )
  if (!photos || files.length === 0) return
  const moved = new DataTransfer()
  for (const file of files) moved.items.add(file)
  photos.files = moved.files
}

function element(tag: string, className = '', text = ''): HTMLElement {
  const made = document.createElement(tag)
  if (className) made.className = className
  made.textContent = text
  return made
}

function button(text: string, press: () => void): HTMLElement {
  const made = element('button', 'y-btn y-btn-secondary y-btn-small', text) as HTMLButtonElement
  made.type = 'button'
  made.addEventListener('click', press)
  return made
}

function sentLine({ label, url }: { label: string; url: string }, words: Words): HTMLElement {
  const line = element('p', 'y-kept-sent')
  const link = element('a', 'y-link', label) as HTMLAnchorElement
  link.href = url
  line.append(element('strong', '', `${words.sent} `), link)
  return line
}
