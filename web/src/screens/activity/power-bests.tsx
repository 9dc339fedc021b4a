import { graphql, useFragment } from 'react-relay/hooks'
import type { powerBests_activity$key } from '#relay/powerBests_activity'
import { Link } from '../../app/router.tsx'
import { useVisitor } from '../../app/visitor.tsx'
import { LineChart } from '../../design/line-chart.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './power-bests.texts.ts'

/** Of many durations those that people know. */
const KNOWN = [5, 15, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600]
const TICKS = [5, 60, 300, 1_200, 3_600]

interface Point {
  readonly seconds: number
  readonly watts: number
}

/** The best power over each duration of this ride; its athlete sees it against the last year and all years. */
export const PowerBests = ({ activity: key }: { readonly activity: powerBests_activity$key }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const { athleteId } = useVisitor()
  const { powerCurve, athlete } = useFragment(
    graphql`
      fragment powerBests_activity on Activity @argumentDefinitions(since: { type: "Date!" }, until: { type: "Date!" }) {
        powerCurve {
          seconds
          watts
        }
        athlete {
          id
          performance {
            season: powerCurve {
              seconds
              watts
            }
            allTime: powerCurve(since: $since, until: $until) {
              seconds
              watts
            }
          }
        }
      }
    `,
    key,
  )
  if (powerCurve == null || powerCurve.length < 2) return null
  const { season, allTime } = athlete?.performance ?? { season: null, allTime: null }
  // Bests that this ride is too short for are not compared.
  const xs = powerCurve.map(({ seconds }) => seconds)
  const valuesOf = (curve: readonly Point[]) => xs.map((x) => curve.find(({ seconds }) => seconds === x)?.watts ?? null)
  const watts = (value: number) => t('watts', { value: Math.round(value) })
  const clock = (seconds: number) => (seconds < 60 ? t('seconds', { seconds }) : measures.clock(seconds))
  const bests = KNOWN.filter((known) => {
    const [here, best] = [powerCurve, season ?? []].map((curve) => curve.find(({ seconds }) => seconds === known))
    return here !== undefined && best !== undefined && best.watts <= here.watts + 0.5
  })
  return (
    <section className="card is-padded power-bests">
      <h2>{t('title')}</h2>
      <LineChart
        label={t('title')}
        xs={xs}
        isLog
        hasZero
        height={180}
        lines={[
          { name: t('this'), colour: '--pine', values: powerCurve.map((point) => point.watts), isFilled: true },
          ...(season == null ? [] : [{ name: t('season'), colour: '--ember', values: valuesOf(season) }]),
          ...(allTime == null ? [] : [{ name: t('allTime'), colour: '--gold', values: valuesOf(allTime), isDashed: true }]),
        ]}
        xTicks={TICKS.filter((x) => x >= (xs[0] ?? 0) && x <= (xs.at(-1) ?? 0)).map((x) => ({ x, text: clock(x) }))}
        writeX={clock}
        writeY={watts}
      />
      {bests.length > 0 && <p className="soft">{t('bests', { durations: bests.map(clock).join(', ') })}</p>}
      {season == null && athlete?.id === athleteId && athleteId !== null && (
        <p className="soft">
          <Link to={hrefs.settings('plan')}>{t('premium')}</Link>
        </p>
      )}
    </section>
  )
}
