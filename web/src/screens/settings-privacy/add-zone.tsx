import { useState } from 'react'
import { graphql } from 'react-relay/hooks'
import type { addZoneMutation } from '#relay/addZoneMutation'
import { WrongAll } from '../../account/settings.tsx'
import { useSend } from '../../app/use-send.ts'
import { SelectField } from '../../design/fields.tsx'
import { Button, TextField } from '../../design/parts.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

const RADII = [100, 200, 300, 500, 800, 1_000, 1_500, 2_000]

/** Where a device is, or null where it may not or cannot say. */
const whereIAm = (): Promise<{ readonly latitude: number; readonly longitude: number } | null> =>
  new Promise((resolve) => {
    if (!('geolocation' in navigator)) resolve(null)
    else
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => resolve(coords),
        () => resolve(null),
        { enableHighAccuracy: true, timeout: 20_000 },
      )
  })

const PRECISION = 5

/** A new place to hide. Its centre is sent once, and never comes back. */
export const AddZone = ({ onDone }: { readonly onDone: () => void }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const [place, setPlace] = useState({ latitude: '', longitude: '' })
  const [isLooking, setLooking] = useState(false)
  const [isLost, setLost] = useState(false)
  const { send, isBusy, wrong } = useSend<addZoneMutation>(graphql`
    mutation addZoneMutation($input: PrivacyZoneInput!) {
      addPrivacyZone(input: $input) {
        id
        privacy {
          ...zones_privacy
        }
      }
    }
  `)
  const look = async () => {
    setLooking(true)
    const found = await whereIAm()
    setLooking(false)
    setLost(found === null)
    if (found !== null) setPlace({ latitude: found.latitude.toFixed(PRECISION), longitude: found.longitude.toFixed(PRECISION) })
  }
  return (
    <form
      className="settings-form"
      onSubmit={(event) => {
        event.preventDefault()
        const form = new FormData(event.currentTarget)
        const input = {
          label: String(form.get('label')),
          latitude: Number(place.latitude),
          longitude: Number(place.longitude),
          radiusMeters: Number(form.get('radiusMeters')),
        }
        send({ input }, { done: onDone })
      }}
    >
      <TextField label={t('label')} name="label" placeholder={t('home')} required maxLength={60} wrong={wrong.fields.label} />
      <Button look="outline" icon="place" busy={isLooking} onClick={look}>
        {t('whereIAm')}
      </Button>
      {isLost && <WrongAll text={t('notFound')} />}
      <div className="settings-pair">
        <TextField
          label={t('latitude')}
          type="number"
          inputMode="decimal"
          step="any"
          min={-90}
          max={90}
          required
          value={place.latitude}
          onChange={(event) => setPlace({ ...place, latitude: event.target.value })}
          wrong={wrong.fields.latitude}
        />
        <TextField
          label={t('longitude')}
          type="number"
          inputMode="decimal"
          step="any"
          min={-180}
          max={180}
          required
          value={place.longitude}
          onChange={(event) => setPlace({ ...place, longitude: event.target.value })}
          wrong={wrong.fields.longitude}
        />
      </div>
      <SelectField
        label={t('radius')}
        name="radiusMeters"
        hint={t('radiusMore')}
        of={RADII.map((meters) => ({ value: String(meters), text: measures.distance(meters) }))}
        defaultValue="300"
        wrong={wrong.fields.radiusMeters}
      />
      <WrongAll text={wrong.all} />
      <Button type="submit" look="main" busy={isBusy}>
        {t('hideHere')}
      </Button>
    </form>
  )
}
