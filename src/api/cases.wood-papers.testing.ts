/** For the test that walks all endpoints: papers of forest lots and scans of certificates. */
import { base64 } from './cases.money.testing.ts'
import { type Case, done } from './cases.testing.ts'
import { exampleId } from './fields.ts'
import type { Api } from './testing.ts'

const as = 'officer' as const
const paper = { name: '伐採造林届の写し', content: base64('%PDF-1.7') }

export function paperCases(api: Api): Record<string, Case> {
  let made = 0
  const lot = async (): Promise<string> => {
    const names = { name: `山${++made}`, place: '', compartment: '', subCompartment: '', ownerName: '佐藤' }
    const felling = { species: ['sugi'], basis: 'plan', basisNo: '8-1' }
    return (await done(api, as, '/wood/forests', { ...names, ...felling }))['forestId'] ?? ''
  }
  const certificate = async (): Promise<string> => {
    const on = { issuedOn: '2026-11-23', periodFrom: '2026-11-01', periodTo: '2026-11-23' }
    const wood = { proof: 'general', product: 'logs', species: 'sugi', grams: 5_000_000 }
    const received = { ...on, ...wood, otherName: '森林組合', certificateNo: `写し-${++made}` }
    return (await done(api, as, '/wood/certificates/received', received))['certificateId'] ?? ''
  }
  return {
    ...casesOf(api, {
      key: 'forestId',
      at: '/wood/forests',
      under: 'papers',
      named: 'WoodForestPaper',
      open: lot,
    }),
    ...casesOf(api, {
      key: 'certificateId',
      at: '/wood/certificates',
      under: 'scans',
      named: 'WoodCertificateScan',
      open: certificate,
    }),
  }
}

interface Sort {
  readonly key: 'forestId' | 'certificateId'
  readonly at: string
  readonly under: string
  readonly named: string
  /** What papers are kept with, made anew. */
  readonly open: () => Promise<string>
}

function casesOf(api: Api, { key, at, under, named, open }: Sort): Record<string, Case> {
  const kept = async () => {
    const ownerId = await open()
    const address = `${at}/${ownerId}/${under}`
    // Of a certificate the only one stays: there are two.
    await done(api, as, address, paper)
    return { path: { [key]: ownerId, paperId: (await done(api, as, address, paper))['paperId'] ?? '' } }
  }
  // A paper is not there under what it is not kept with.
  const elsewhere = async () => ({
    path: { [key]: await open(), paperId: (await kept()).path['paperId'] ?? '' },
    status: 404,
  })
  return {
    [`list${named}s`]: {
      as,
      good: async () => ({ path: { [key]: (await kept()).path[key] ?? '' } }),
      bad: () => ({ path: { [key]: 'x' }, status: 422 }),
    },
    [`add${named}`]: {
      as,
      good: async () => ({ path: { [key]: await open() }, body: paper }),
      bad: () => ({ path: { [key]: exampleId }, body: paper, status: 404 }),
    },
    [`read${named}`]: { as, good: kept, bad: elsewhere },
    [`remove${named}`]: { as, good: kept, bad: elsewhere },
  }
}
