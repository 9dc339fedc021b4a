import { useState } from 'react'
import { askWhere, canLocate, rounded, type Spot } from '../app/where.ts'
import { Icon } from '../design/icon.tsx'
import { Button } from '../design/parts.tsx'
import { useToast } from '../design/toasts.tsx'
import { PlaceMap } from '../map/place-map.tsx'
import { useMeasures } from '../texts/use-measures.ts'
import { useTexts } from '../texts/use-texts.ts'
import own from './texts.ts'

interface PlaceFieldProps {
  readonly label: string
  readonly hint: string
  readonly value: Spot | null
  /** A circle of so many metres shows how exact it is meant. */
  readonly radiusMeters: number
  /** Where the map begins without a place. */
  readonly near?: Spot | null | undefined
  readonly onChange: (spot: Spot | null) => void
}

/** A place: where the device is, or chosen on a map. */
export const PlaceField = ({ label, hint, value, radiusMeters, near, onChange }: PlaceFieldProps) => {
  const t = useTexts(own)
  const say = useToast()
  const measures = useMeasures()
  const [isOpen, setOpen] = useState(false)
  const take = async () => {
    const here = await askWhere()
    if (here === null) say(t('noPlace'))
    else onChange(here)
  }
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
        {canLocate() && (
          <Button small onClick={take}>
            {t('here')}
          </Button>
        )}
        <Button small aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t('onMap')}
        </Button>
        {value !== null && (
          <Button small look="quiet" onClick={() => onChange(null)}>
            {t('forget')}
          </Button>
        )}
      </div>
      {isOpen && (
        <PlaceMap
          label={label}
          place={value === null ? null : [value.latitude, value.longitude]}
          radiusMeters={radiusMeters}
          near={near == null ? null : [near.latitude, near.longitude]}
          onPlace={([latitude, longitude]) => onChange({ latitude: rounded(latitude), longitude: rounded(longitude) })}
        />
      )}
      <p className="hint">{hint}</p>
    </fieldset>
  )
}
