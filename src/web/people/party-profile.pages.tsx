import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Party } from '#parties/parties.ts'
import type { Town } from '#parties/regions.ts'
import { Button, ButtonRow } from '#ui/buttons.tsx'
import { Checkbox, Field, FieldGroup, FieldRow, FileField, Form, Select, TextArea } from '#ui/forms.tsx'
import { nameIn } from './parties.ts'
import { partyView, sectorChoices, townChoices } from './party-frame.tsx'
import { partyWords } from './party.words.ts'

interface Props {
  party: Party
  seen: Seen
}

/** What a party says of itself: what anyone sees apart from what only a few do. */
export function profileView({ party, towns }: { party: Party; towns: readonly Town[] }, seen: Seen): View {
  const own = partyWords[seen.lang]
  return partyView(
    {
      party,
      part: 'profile',
      title: own.edit.title(nameIn(party, seen.lang)),
      body: (
        <Form action={`/parties/${party.partyId}/edit`} csrf={seen.csrf} requestKey={seen.requestKey} files>
          <FieldGroup legend={own.edit.open} hint={own.edit.openHint}>
            <Names party={party} seen={seen} />
            <Story party={party} seen={seen} />
            <Where party={party} towns={towns} seen={seen} />
            <Picture party={party} seen={seen} />
          </FieldGroup>
          <OnMap party={party} seen={seen} />
          <FieldGroup legend={own.edit.closed} hint={own.edit.closedHint}>
            <Field
              name="address"
              label={own.fields.address}
              hint={own.register.addressHint}
              value={typed(seen, 'address', party.address)}
              error={faultOf(seen, 'address')}
              optional
            />
          </FieldGroup>
          <ButtonRow>
            <Button size="large">{own.edit.save}</Button>
          </ButtonRow>
        </Form>
      ),
    },
    seen,
  )
}

function Names({ party, seen }: Props) {
  const { fields, register } = partyWords[seen.lang]
  const box = (name: 'name' | 'kana' | 'nameEn') => ({
    name,
    label: fields[name],
    value: typed(seen, name, party[name]),
    error: faultOf(seen, name),
    width: 'middle' as const,
    autocomplete: 'off',
  })
  return (
    <>
      <Field {...box('name')} required />
      <Field {...box('kana')} hint={register.kanaHint} required />
      <Field {...box('nameEn')} optional />
    </>
  )
}

function Story({ party, seen }: Props) {
  const { fields, edit } = partyWords[seen.lang]
  return (
    <>
      <TextArea
        name="story"
        label={fields.story}
        hint={edit.storyHint}
        rows={8}
        value={typed(seen, 'story', party.story)}
        error={faultOf(seen, 'story')}
        optional
      />
      <TextArea
        name="storyEn"
        label={fields.storyEn}
        rows={5}
        value={typed(seen, 'storyEn', party.storyEn)}
        error={faultOf(seen, 'storyEn')}
        optional
      />
      <Field
        name="sinceYear"
        label={fields.sinceYear}
        type="number"
        // A year has no thousands.
        value={typed(seen, 'sinceYear', party.sinceYear ?? '')}
        error={faultOf(seen, 'sinceYear')}
        optional
      />
    </>
  )
}

function Where({ party, towns, seen }: Props & { towns: readonly Town[] }) {
  const { lang } = seen
  const { fields, register } = partyWords[lang]
  return (
    <>
      <Select
        name="sector"
        label={fields.sector}
        hint={register.sectorHint}
        options={sectorChoices(lang)}
        value={typed(seen, 'sector', party.sector ?? '')}
        error={faultOf(seen, 'sector')}
        optional
      />
      <Select
        name="town"
        label={fields.town}
        hint={register.townHint}
        options={townChoices(towns)}
        value={typed(seen, 'town', party.town ?? '')}
        error={faultOf(seen, 'town')}
        width="middle"
        optional
      />
    </>
  )
}

function Picture({ party, seen }: Props) {
  const { fields, edit } = partyWords[seen.lang]
  return (
    <>
      {party.pictureId && (
        <img
          class="max-h-72 max-w-full rounded-12 border border-line"
          src={`/pictures/${party.pictureId}/small`}
          alt=""
        />
      )}
      <FileField
        name="picture"
        label={fields.picture}
        hint={edit.pictureHint}
        accept="image/jpeg,image/png,image/webp"
        error={faultOf(seen, 'picture')}
        optional
      />
      <Field
        name="alt"
        label={fields.alt}
        hint={edit.altHint}
        value={typed(seen, 'alt')}
        error={faultOf(seen, 'alt')}
        optional
      />
      {party.pictureId && <Checkbox name="removePicture" label={fields.removePicture} />}
    </>
  )
}

/** The consent stands beside what it is about. A box comes back ticked only when it was ticked in what was sent. */
function OnMap({ party, seen }: Props) {
  const { fields, edit } = partyWords[seen.lang]
  const ticked = seen.form ? seen.form.values['onMap'] !== undefined : party.onMap
  const degrees = (name: 'latitude' | 'longitude') => (
    <Field
      name={name}
      label={fields[name]}
      type="decimal"
      value={typed(seen, name, party[name] ?? '')}
      error={faultOf(seen, name)}
      optional
    />
  )
  return (
    <FieldGroup legend={edit.map} hint={edit.mapHint}>
      <Checkbox name="onMap" label={fields.onMap} checked={ticked} />
      <FieldRow>
        {degrees('latitude')}
        {degrees('longitude')}
      </FieldRow>
    </FieldGroup>
  )
}
