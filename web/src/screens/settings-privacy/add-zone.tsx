import { Suspense, useState } from 'react'
import { graphql } from 'react-relay/hooks'
import type { addZoneMutation } from '#relay/addZoneMutation'
import { Guard } from '../../app/failed.tsx'
import { useSend } from '../../app/use-send.ts'
import { canLocate, whereNow } from '../../app/where.ts'
import { SelectField, WrongAll } from '../../design/fields.tsx'
import { Bone, Button, TextField } from '../../design/parts.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'
import { ZoneMap } from './zone-map.tsx'

const RADII = [100, 200, 300, 500, 800, 1_000, 1_500, 2_000]

const PRECISION = 5
const written = (latitude: number, longitude: number) => ({
  latitude: latitude.toFixed(PRECISION),
  longitude: longitude.toFixed(PRECISION),
})

/** A new place to hide. Its centre is sent once, and never comes back. */
export const AddZone = ({ onDone }: { readonly onDone: () => void }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const [place, setPlace] = useState({ latitude: '', longitude: '' })
  const [isLooking, setLooking] = useState(false)
  const [isLost, setLost] = useState(false)
  const [radius, setRadius] = useState('300')
  // The map stays where it is while places are tried, and begins anew where the device is.
  const [found, setFound] = useState(0)
  const [isMissing, setMissing] = useState(false)
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
    const here = await whereNow({ enableHighAccuracy: true, timeout: 20_000 })
    setLooking(false)
    setLost(here === null)
    if (here === null) return
    setPlace(written(here.latitude, here.longitude))
    setFound((count) => count + 1)
  }
  const isPlaced = place.latitude !== '' && place.longitude !== ''
  return (
    <form
      className="settings-form"
      onSubmit={(event) => {
        event.preventDefault()
        setMissing(!isPlaced)
        if (!isPlaced) return
        const form = new FormData(event.currentTarget)
        const input = {
          label: String(form.get('label')),
          latitude: Number(place.latitude),
          longitude: Number(place.longitude),
          radiusMeters: Number(radius),
        }
        send({ input }, { done: onDone })
      }}
    >
      <TextField label={t('label')} name="label" placeholder={t('home')} required maxLength={60} wrong={wrong.fields.label} />
      <Guard of={found} again={() => undefined}>
        <Suspense fallback={<Bone height="18rem" />}>
          <ZoneMap
            key={found}
            place={isPlaced ? [Number(place.latitude), Number(place.longitude)] : null}
            radiusMeters={Number(radius)}
            onPlace={([latitude, longitude]) => setPlace(written(latitude, longitude))}
          />
        </Suspense>
      </Guard>
      {canLocate() && (
        <Button look="outline" icon="place" busy={isLooking} onClick={look}>
          {t('whereIAm')}
        </Button>
      )}
      {isLost && <WrongAll text={t('notFound')} />}
      <SelectField
        label={t('radius')}
        hint={t('radiusMore')}
        of={RADII.map((meters) => ({ value: String(meters), text: measures.distance(meters) }))}
        value={radius}
        onChoose={setRadius}
        wrong={wrong.fields.radiusMeters}
      />
      <details className="zone-typed">
        <summary>{t('typePlace')}</summary>
        <div className="settings-pair">
          <TextField
            label={t('latitude')}
            type="number"
            inputMode="decimal"
            step="any"
            min={-90}
            max={90}
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
            value={place.longitude}
            onChange={(event) => setPlace({ ...place, longitude: event.target.value })}
            wrong={wrong.fields.longitude}
          />
        </div>
      </details>
      {isMissing && !isPlaced && <WrongAll text={t('choosePlace')} />}
      <WrongAll text={wrong.all} />
      <Button type="submit" look="main" busy={isBusy}>
        {t('hideHere')}
      </Button>
    </form>
  )
}
