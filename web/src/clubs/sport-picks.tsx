import { Pill } from '../design/fields.tsx'
import { Icon, iconOfSport } from '../design/icon.tsx'
import sports from '../texts/sports.texts.ts'
import { useTexts } from '../texts/use-texts.ts'
import own from './texts.ts'

export const SPORTS = [
  'RIDE',
  'GRAVEL_RIDE',
  'MOUNTAIN_BIKE_RIDE',
  'E_BIKE_RIDE',
  'VIRTUAL_RIDE',
  'RUN',
  'TRAIL_RUN',
  'VIRTUAL_RUN',
  'WALK',
  'HIKE',
  'SWIM',
  'OPEN_WATER_SWIM',
  'ROW',
  'SKI',
  'NORDIC_SKI',
  'STRENGTH',
  'YOGA',
  'WORKOUT',
  'OTHER',
] as const
export type SportName = (typeof SPORTS)[number]

interface SportPicksProps {
  readonly hint?: string
  readonly wrong?: string | undefined
  readonly value: readonly SportName[]
  readonly onChange: (sports: readonly SportName[]) => void
}

/** Sports, of which any number may be chosen. */
export const SportPicks = ({ hint, wrong, value, onChange }: SportPicksProps) => {
  const t = useTexts(own)
  const sport = useTexts(sports)
  return (
    <fieldset className="field">
      <legend>{t('sports')}</legend>
      {hint !== undefined && <p className="hint">{hint}</p>}
      <div className="pills sport-picks">
        {SPORTS.map((name) => (
          <Pill
            key={name}
            checked={value.includes(name)}
            onChange={(event) => onChange(event.target.checked ? [...value, name] : value.filter((each) => each !== name))}
          >
            <Icon name={iconOfSport(name)} />
            {sport(name)}
          </Pill>
        ))}
      </div>
      {wrong !== undefined && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
    </fieldset>
  )
}
