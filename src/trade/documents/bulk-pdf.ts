import { Worker } from 'node:worker_threads'
import { type Sheet, type Template, render } from './pdf.ts'

export interface Drawing {
  readonly id: number
  readonly template: Template
  readonly sheets: readonly Sheet[]
}
interface Drawn {
  readonly id: number
  readonly pdf?: Uint8Array
  readonly fault?: string
}

/** So few are drawn before a worker would have begun. */
const fewSheets = 5
let worker: Worker | undefined
let asked = 0
const waiting = new Map<
  number,
  { readonly done: (pdf: Uint8Array) => void; readonly failed: (fault: Error) => void }
>()

/**
 * One PDF of many sheets of a kind, in the order given. Drawn on a thread of its own, so that the pages of others do not
 * wait; the thread is kept for the next, and does not hold up the end of the process.
 */
export async function bulkPdf(template: Template, sheets: readonly Sheet[]): Promise<Uint8Array> {
  if (sheets.length <= fewSheets) return render(template, sheets).pdf
  const id = ++asked
  worker ??= startWorker()
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
  waiting.set(id, { done: resolve, failed: reject })
  worker.ref()
  worker.postMessage({ id, template, sheets } satisfies Drawing, [])
  return await promise.finally(() => {
    if (waiting.size === 0) worker?.unref()
  })
}

function startWorker(): Worker {
  const started = new Worker(new URL('worker.ts', import.meta.url))
  started.on('message', ({ id, pdf, fault }: Drawn) => {
    const waits = waiting.get(id)
    waiting.delete(id)
    if (pdf) waits?.done(pdf)
    else waits?.failed(new Error(fault ?? 'nothing was drawn'))
  })
  // Whoever waits is told, and the next asks a new one.
  started.on('error', (fault: Error) => {
    worker = undefined
    for (const { failed } of waiting.values()) failed(fault)
    waiting.clear()
  })
  return started
}
