import { useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { zoneWeeks_viewer$key } from '#relay/zoneWeeks_viewer'
import { Choice } from '../../design/parts.tsx'
import { StackChart } from '../../design/stack-chart.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { useName } from '../../training/use-name.ts'
import { stacksOf } from './stacks.ts'
import own from './texts.ts'

const COLOURS = [
  'light-dark(#7d9bb5, #8fb3d1)',
  'light-dark(#4c9a6b, #74d196)',
  'light-dark(#d3a938, #f1c15b)',
  'light-dark(#e0763d, #ff9a70)',
  'light-dark(#c9372e, #ff7d72)',
  'light-dark(#8f2f6d, #e08bc4)',
  'light-dark(#5b3a91, #b9a0ec)',
]

/** How long each week was in each zone. */
export const ZoneWeeks = ({ viewer: key }: { readonly viewer: zoneWeeks_viewer$key }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const nameOf = useName()
  const [kind, setKind] = useState<'heart' | 'power'>('heart')
  const { athlete } = useFragment(
    graphql`
      fragment zoneWeeks_viewer on Viewer @argumentDefinitions(since: { type: "Date!" }, until: { type: "Date!" }) {
        athlete {
          performance {
            heart: zoneHistory(kind: HEART_RATE, since: $since, until: $until) {
              weekStart
              zones {
                seconds
                zone {
                  number
                  name
                }
              }
            }
            power: zoneHistory(kind: POWER, since: $since, until: $until) {
              weekStart
              zones {
                seconds
                zone {
                  number
                  name
                }
              }
            }
          }
        }
      }
    `,
    key,
  )
  const weeks = athlete.performance?.[kind] ?? []
  const { zones, values } = stacksOf(weeks)
  return (
    <section className="card is-padded training-card">
      <header>
        <h2>{t('zones')}</h2>
        <Choice
          label={t('zonesOf')}
          of={[
            { value: 'heart', text: t('heart') },
            { value: 'power', text: t('powerShort') },
          ]}
          value={kind}
          onChoose={setKind}
        />
      </header>
      {zones.length === 0 ? (
        <p className="training-soft">{t(kind === 'heart' ? 'noHeartZones' : 'noPowerZones')}</p>
      ) : (
        <StackChart
          label={t('zones')}
          parts={zones.map(({ number, name }) => ({
            name: `${number} ${nameOf(name)}`,
            colour: COLOURS[number - 1] ?? 'var(--ink-soft)',
          }))}
          stacks={weeks.map(({ weekStart }, index) => ({
            key: weekStart,
            tick: index % 6 === 0 ? measures.dayOfMonth(weekStart) : null,
            title: t('weekOf', { day: measures.dayOfMonth(weekStart) }),
            values: values[index] ?? [],
          }))}
          write={measures.duration}
        />
      )}
    </section>
  )
}
