import { Icon } from '../design/icon.tsx'
import { Button } from '../design/parts.tsx'
import { useToast } from '../design/toasts.tsx'
import { useMeasures } from '../texts/use-measures.ts'
import { useTexts } from '../texts/use-texts.ts'
import own from './texts.ts'

export interface Spot {
  readonly latitude: number
  readonly longitude: number
}

/** Asks the device where it is, to about a hundred metres. `found` gets null when it does not say. */
export const askWhere = (found: (spot: Spot | null) => void): void => {
  const round = (degrees: number) => Math.round(degrees * 1_000) / 1_000
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => found({ latitude: round(coords.latitude), longitude: round(coords.longitude) }),
    () => found(null),
    { maximumAge: 600_000, timeout: 10_000 },
  )
}

interface PlaceFieldProps {
  readonly label: string
  readonly hint: string
  readonly value: Spot | null
  readonly onChange: (spot: Spot | null) => void
}

/** A place on the map: that where the device is. */
export const PlaceField = ({ label, hint, value, onChange }: PlaceFieldProps) => {
  const t = useTexts(own)
  const say = useToast()
  const measures = useMeasures()
  const take = () => askWhere((spot) => (spot === null ? say(t('noPlace')) : onChange(spot)))
  return (
    <fieldset className="field place-field">
      <legend>{label}</legend>
      <div className="place-field-now">
        <span>
          <Icon name="place" />
          {value === null
            ? t('homeNone')
            : t('homeSet', { latitude: measures.number(value.latitude, 3), longitude: measures.number(value.longitude, 3) })}
        </span>
        <Button small onClick={take}>
          {t('here')}
        </Button>
        {value !== null && (
          <Button small look="quiet" onClick={() => onChange(null)}>
            {t('forget')}
          </Button>
        )}
      </div>
      <p className="hint">{hint}</p>
    </fieldset>
  )
}
