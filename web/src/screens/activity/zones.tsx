import { graphql, useFragment } from 'react-relay/hooks'
import type { zones_activity$key } from '#relay/zones_activity'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { useName } from '../../training/use-name.ts'
import own from './texts.ts'

interface ZoneTime {
  readonly seconds: number
  readonly zone: { readonly number: number; readonly name: string }
}

const ZoneList = ({ title, zones }: { readonly title: string; readonly zones: readonly ZoneTime[] }) => {
  const measures = useMeasures()
  const nameOf = useName()
  const all = zones.reduce((sum, { seconds }) => sum + seconds, 0)
  if (all === 0) return null
  return (
    <section className="card is-padded zones">
      <h2>{title}</h2>
      <ol>
        {zones.map(({ zone, seconds }) => (
          <li key={zone.number} data-zone={Math.min(zone.number, 7)} style={{ '--part': seconds / all } as React.CSSProperties}>
            <span>
              {zone.number}. {nameOf(zone.name)}
            </span>
            <span>
              {measures.clock(seconds)} <span className="soft">{measures.number((100 * seconds) / all)}&#8239;%</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** The time in each zone of heart rate and of power. */
export const Zones = ({ activity: key }: { readonly activity: zones_activity$key }) => {
  const t = useTexts(own)
  const activity = useFragment(
    graphql`
      fragment zones_activity on Activity {
        heartRateZones {
          seconds
          zone {
            number
            name
          }
        }
        powerZones {
          seconds
          zone {
            number
            name
          }
        }
      }
    `,
    key,
  )
  return (
    <>
      <ZoneList title={t('heartZones')} zones={activity.heartRateZones ?? []} />
      <ZoneList title={t('powerZones')} zones={activity.powerZones ?? []} />
    </>
  )
}
