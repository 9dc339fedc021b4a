import { graphql, useFragment } from 'react-relay/hooks'
import type { zoneBounds_profile$key } from '#relay/zoneBounds_profile'
import { Section } from '../../account/settings.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useName } from '../../training/use-name.ts'
import own from './texts.ts'

interface Bounds {
  readonly number: number
  readonly name: string
  readonly lower: number
  readonly upper: number | null | undefined
}

const List = ({
  title,
  unit,
  zones,
}: {
  readonly title: string
  readonly unit: 'bpm' | 'watts'
  readonly zones: readonly Bounds[]
}) => {
  const t = useTexts(own)
  const nameOf = useName()
  return (
    <div>
      <h3>{title}</h3>
      <ol className="zone-bounds">
        {zones.map(({ number, name, lower, upper }) => (
          <li key={number} data-zone={Math.min(number, 7)}>
            <span>
              {number}. {nameOf(name)}
            </span>
            <span>
              {upper == null
                ? t(`${unit}From`, { lower: Math.round(lower) })
                : t(unit, { lower: Math.round(lower), upper: Math.round(upper) })}
            </span>
          </li>
        ))}
      </ol>
    </div>
  )
}

/** The zones that follow from what the athlete has said. */
export const ZoneBounds = ({ profile: key }: { readonly profile: zoneBounds_profile$key }) => {
  const t = useTexts(own)
  const { heartRateZones, powerZones } = useFragment(
    graphql`
      fragment zoneBounds_profile on TrainingProfile {
        heartRateZones {
          number
          name
          lower
          upper
        }
        powerZones {
          number
          name
          lower
          upper
        }
      }
    `,
    key,
  )
  return (
    <Section title={t('zones')} more={t('zonesMore')}>
      {heartRateZones.length === 0 && powerZones.length === 0 && <p className="soft">{t('noZones')}</p>}
      <div className="settings-pair">
        {heartRateZones.length > 0 && <List title={t('heartZones')} unit="bpm" zones={heartRateZones} />}
        {powerZones.length > 0 && <List title={t('powerZones')} unit="watts" zones={powerZones} />}
      </div>
    </Section>
  )
}
