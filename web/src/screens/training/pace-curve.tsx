import { useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { paceCurve_athlete$key } from '#relay/paceCurve_athlete'
import { LineChart } from '../../design/line-chart.tsx'
import { Choice } from '../../design/parts.tsx'
import sports from '../../texts/sports.texts.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

/** The best pace over each distance, of the records in a running sport. */
export const PaceCurve = ({ athlete: key }: { readonly athlete: paceCurve_athlete$key }) => {
  const t = useTexts(own)
  const sportName = useTexts(sports)
  const measures = useMeasures()
  const { personalRecords } = useFragment(
    graphql`
      fragment paceCurve_athlete on Athlete {
        personalRecords {
          name
          sport
          distanceMeters
          elapsedSeconds
        }
      }
    `,
    key,
  )
  const known = (personalRecords ?? []).flatMap(({ distanceMeters, ...record }) =>
    distanceMeters == null ? [] : [{ ...record, distanceMeters }],
  )
  const ofSports = [...new Set(known.map(({ sport }) => sport))]
  const [chosen, setChosen] = useState<(typeof ofSports)[number] | null>(null)
  const sport = chosen ?? ofSports[0] ?? 'RUN'
  const shown = known.filter((record) => record.sport === sport).sort((a, b) => a.distanceMeters - b.distanceMeters)
  if (shown.length < 2) return null
  const speeds = shown.map(({ distanceMeters, elapsedSeconds }) => distanceMeters / elapsedSeconds)
  return (
    <section className="card is-padded training-card">
      <header>
        <h2>{t('pace')}</h2>
        {ofSports.length > 1 && (
          <Choice
            label={t('sport')}
            of={ofSports.map((value) => ({ value, text: sportName(value) }))}
            value={sport}
            onChoose={setChosen}
          />
        )}
      </header>
      <LineChart
        label={t('pace')}
        xs={shown.map(({ distanceMeters }) => distanceMeters)}
        isLog
        lines={[{ name: t('best'), colour: '--pine', values: speeds, isFilled: true }]}
        xTicks={[400, 1_000, 5_000, 10_000, 21_097, 42_195]
          .filter((x) => x >= (shown[0]?.distanceMeters ?? 0) * 0.99 && x <= (shown.at(-1)?.distanceMeters ?? 0) * 1.01)
          .map((x) => ({ x, text: measures.distance(x) }))}
        writeX={(x) => measures.distance(x)}
        writeY={(speed) => measures.speed(speed, sport)}
        side={68}
      />
    </section>
  )
}
