import './settings-profile.css'
import { useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { profileForm_athlete$key } from '#relay/profileForm_athlete'
import type { profileFormMutation } from '#relay/profileFormMutation'
import { Section } from '../../account/settings.tsx'
import { useSend } from '../../app/use-send.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { Pill, SelectField, WrongAll } from '../../design/fields.tsx'
import { Button, TextArea, TextField } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import sports from '../../texts/sports.texts.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { countriesIn } from './countries.ts'
import own from './texts.ts'

const SPORTS = Object.keys(sports) as (keyof typeof sports)[]

/** What others read of the athlete. */
export const ProfileForm = ({ athlete: key }: { readonly athlete: profileForm_athlete$key }) => {
  const t = useTexts(own)
  const sport = useTexts(sports)
  const say = useToast()
  const { language } = useVisitor()
  const athlete = useFragment(
    graphql`
      fragment profileForm_athlete on Athlete {
        displayName
        handle
        bio
        city
        country
        favouriteSports
      }
    `,
    key,
  )
  const [favourites, setFavourites] = useState<ReadonlySet<string>>(new Set(athlete.favouriteSports))
  const { send, isBusy, wrong } = useSend<profileFormMutation>(
    graphql`
      mutation profileFormMutation($input: UpdateProfileInput!) {
        updateProfile(input: $input) {
          id
          athlete {
            id
            ...profileForm_athlete
          }
        }
      }
    `,
    { CONFLICT: t('handleTaken') },
  )
  const countries = countriesIn(language, athlete.country ?? '')
  return (
    <Section title={t('about')} more={t('aboutMore')}>
      <form
        className="settings-form"
        onSubmit={(event) => {
          event.preventDefault()
          const form = new FormData(event.currentTarget)
          const of = (name: string) => String(form.get(name) ?? '').trim()
          const input = {
            displayName: of('displayName'),
            handle: of('handle').toLowerCase(),
            bio: of('bio'),
            city: of('city'),
            country: of('country'),
            favouriteSports: SPORTS.filter((each) => favourites.has(each)),
          }
          send({ input }, { done: () => say(t('saved')) })
        }}
      >
        <div className="settings-pair">
          <TextField
            label={t('name')}
            name="displayName"
            autoComplete="name"
            required
            defaultValue={athlete.displayName}
            wrong={wrong.fields.displayName}
          />
          <TextField
            label={t('handle')}
            name="handle"
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            required
            hint={t('handleHint')}
            defaultValue={athlete.handle}
            wrong={wrong.fields.handle}
          />
        </div>
        <TextArea label={t('bio')} name="bio" maxLength={1000} defaultValue={athlete.bio ?? ''} wrong={wrong.fields.bio} />
        <div className="settings-pair">
          <TextField
            label={t('city')}
            name="city"
            autoComplete="address-level2"
            defaultValue={athlete.city ?? ''}
            wrong={wrong.fields.city}
          />
          <SelectField
            label={t('country')}
            name="country"
            autoComplete="country"
            of={[{ value: '', text: t('noCountry') }, ...countries]}
            defaultValue={athlete.country ?? ''}
            wrong={wrong.fields.country}
          />
        </div>
        <fieldset className="profile-sports">
          <legend>{t('sports')}</legend>
          <div className="pills">
            {SPORTS.map((each) => (
              <Pill
                key={each}
                checked={favourites.has(each)}
                onChange={(event) => {
                  const next = new Set(favourites)
                  if (event.target.checked) next.add(each)
                  else next.delete(each)
                  setFavourites(next)
                }}
              >
                {sport(each)}
              </Pill>
            ))}
          </div>
        </fieldset>
        <WrongAll text={wrong.all} />
        <div className="settings-acts">
          <Button type="submit" look="main" busy={isBusy}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Section>
  )
}
