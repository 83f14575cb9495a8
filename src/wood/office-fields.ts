/** What the addresses of the office share: what boxes are called, how refusals are said. */
import { z } from 'zod'
import { id, measured, whole } from '#http/fields.ts'
import type { Lang } from '#ui/words.ts'
import { officeWords } from './office.words.ts'
import { sayWood } from './sentences.ts'
import { woodWords } from './words.ts'

const labels = (lang: Lang) => {
  const own = officeWords[lang]
  const words = woodWords[lang]
  return {
    partyId: own.party,
    sort: own.sort,
    courseOn: own.course,
    insuredTo: own.insured,
    bay: own.bay,
    yenPct: own.inYen,
    pointsPct: own.inPoints,
    firewoodPct: own.inFirewood,
    name: words.name,
    place: own.place,
    compartment: own.compartment,
    subCompartment: own.subCompartment,
    areaAre: own.area,
    ownerId: own.owner,
    ownerName: own.ownerName,
    consentOn: own.consent,
    species: own.species,
    basis: own.basis,
    basisNo: own.basisNo,
    basisOn: own.basisOn,
    validTo: own.validTo,
    felling: own.felling,
    latitude: own.latitude,
    longitude: own.longitude,
    paper: own.paper,
    paperName: own.paperName,
    kind: own.kind,
    code: own.code,
    nameEn: own.nameEn,
    town: own.town,
    hours: own.hours,
    bays: own.bays,
    operatorId: own.operator,
    requesterCode: own.requesterCode,
    certificationNo: own.certificationNo,
    certificationBody: own.certificationBody,
    separationKeeper: own.separationKeeper,
    woodClass: words.woodClass,
    from: own.from,
    yen: own.price,
    topUpYen: own.topUp,
    topUpBy: own.topUpBy,
    source: own.source,
  }
}
export const shared = { access: 'wood.run', labels, refusals: sayWood } as const
export const one = z.object({ id: id() })
export const saved =
  (to: string) =>
  (_answer: unknown, _input: unknown, { lang }: { lang: Lang }) => ({
    to,
    notice: woodWords[lang].saved,
  })

export const splitBoxes = { yenPct: whole(0, 100), pointsPct: whole(0, 100), firewoodPct: whole(0, 100) }
export const degrees = z.preprocess(
  (value) => (value === '' || value === undefined ? undefined : value),
  measured(-180, 180).optional(),
)
