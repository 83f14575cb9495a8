/** Draws papers of many sheets beside the server, which goes on answering: 500 delivery notes take ten seconds. */
import { parentPort } from 'node:worker_threads'
import { render } from './pdf.ts'
import type { Drawing } from './bulk-pdf.ts'

parentPort?.on('message', ({ id, template, sheets }: Drawing) => {
  try {
    parentPort?.postMessage({ id, pdf: render(template, sheets).pdf }, [])
  } catch (fault) {
    parentPort?.postMessage({ id, fault: fault instanceof Error ? fault.message : String(fault) }, [])
  }
})
