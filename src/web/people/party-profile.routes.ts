import { z } from 'zod'
import { isRefusal } from '#kit/refusals.ts'
import { file, id, line, optionalLine, optionalWhole, text, tick } from '#http/fields.ts'
import { type Route, action, page } from '#http/routes.ts'
import { listTowns } from '#parties/regions.ts'
import { sectors } from '#parties/schema.ts'
import { degrees, oneOf } from './fields.ts'
import { openParty, saveProfile } from './parties.ts'
import { profileView } from './party-profile.pages.tsx'
import { partyWords } from './party.words.ts'
import { sentenceOf } from './sentences.ts'

const mostBytes = 11 * 1024 * 1024

const profilePage = page({
  at: '/parties/:id/edit',
  access: 'own.party',
  input: z.object({ id: id() }),
  load: async (tx, actor, input) => {
    const party = await openParty(tx, actor, input.id)
    return isRefusal(party) ? party : { party, towns: await listTowns(tx) }
  },
  show: profileView,
})

const profileAction = action({
  at: '/parties/:id/edit',
  access: 'own.party',
  maxBytes: mostBytes,
  input: z.object({
    id: id(),
    name: line(),
    kana: optionalLine(200),
    nameEn: optionalLine(),
    sector: oneOf(sectors),
    town: optionalLine(),
    address: optionalLine(200),
    latitude: degrees(),
    longitude: degrees(),
    onMap: tick(),
    sinceYear: optionalWhole(),
    story: text(4000),
    storyEn: text(8000),
    picture: file(mostBytes),
    alt: optionalLine(300),
    removePicture: tick(),
  }),
  run: (tx, actor, { id: partyId, picture, alt, removePicture, ...typed }) =>
    saveProfile(tx, actor, {
      partyId,
      picture,
      alt,
      removePicture,
      // A box that was emptied empties what is kept.
      profile: {
        ...typed,
        sector: typed.sector ?? null,
        town: typed.town === '' ? null : typed.town,
        sinceYear: typed.sinceYear ?? null,
      },
    }),
  done: ({ partyId }, _input, { lang }) => ({
    to: `/parties/${partyId}/edit`,
    notice: partyWords[lang].edit.saved,
  }),
  labels: (lang) => partyWords[lang].fields,
  refusals: sentenceOf,
  form: () => profilePage,
})

export const partyProfileRoutes: readonly Route[] = [profilePage, profileAction]
