/** Photographs of a slip: who may take them off, and until when. */
import assert from 'node:assert/strict'
import sharp from 'sharp'
import { granted } from '#parties/testing.ts'
import { load, refusalOf, trialsIn, woodTown } from '#wood/testing.ts'
import { changeIntake, writeIntake } from './intakes.ts'
import { addPhotos, preparePhotos, removePhoto } from './photos.ts'
import { readIntake } from './reading.ts'

const town = await woodTown()
const { here, keeper, citizen } = town
const trial = trialsIn(here)

trial('a photograph is taken off until the slip is measured, and by nobody else', async (t) => {
  const bytes = await sharp({ create: { width: 30, height: 20, channels: 3, background: '#733' } })
    .jpeg()
    .toBuffer()
  const prepared = granted(await preparePhotos([bytes, bytes]))
  const slip = load(town)
  granted(await writeIntake(t, citizen, slip))
  granted(await addPhotos(t, citizen, { intakeId: slip.intakeId, prepared }))
  const { photos } = granted(await readIntake(t, citizen, { id: slip.intakeId }))
  const [one, other] = photos.map(({ photoId }) => ({ photoId }))
  assert.ok(one && other)
  assert.equal(refusalOf(await removePhoto(t, town.town.grower, one)), 'not_allowed')
  granted(await removePhoto(t, citizen, one))
  granted(await changeIntake(t, keeper, { ...slip, to: 'measured' }))
  assert.equal(refusalOf(await removePhoto(t, citizen, other)), 'intake_past')
  assert.equal(granted(await readIntake(t, citizen, { id: slip.intakeId })).photos.length, 1)
})
