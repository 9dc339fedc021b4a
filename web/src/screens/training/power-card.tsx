import { graphql, useFragment } from 'react-relay/hooks'
import type { powerCard_viewer$key } from '#relay/powerCard_viewer'
import { Link } from '../../app/router.tsx'
import { LineChart } from '../../design/line-chart.tsx'
import { Figures } from '../../design/parts.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

const TICKS = [5, 30, 60, 300, 1_200, 3_600, 7_200]

/** The best power over each duration, of the last year and of all years, with the critical power that follows. */
export const PowerCard = ({ viewer: key }: { readonly viewer: powerCard_viewer$key }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const { athlete } = useFragment(
    graphql`
      fragment powerCard_viewer on Viewer @argumentDefinitions(since: { type: "Date!" }, until: { type: "Date!" }) {
        athlete {
          performance {
            season: powerCurve {
              seconds
              watts
              activity {
                id
                name
                startedAtLocal
              }
            }
            allTime: powerCurve(since: $since, until: $until) {
              seconds
              watts
            }
            criticalPower {
              watts
              wPrimeJoules
              estimatedFtpWatts
            }
          }
        }
      }
    `,
    key,
  )
  const { season = [], allTime = [], criticalPower = null } = athlete.performance ?? {}
  const watts = (value: number) => t('watts', { value: Math.round(value) })
  const clock = (seconds: number) => (seconds < 60 ? t('seconds', { seconds }) : measures.clock(seconds))
  const xs = [...new Set([...season, ...allTime].map(({ seconds }) => seconds))].sort((a, b) => a - b)
  const valuesOf = (curve: readonly { readonly seconds: number; readonly watts: number }[]) =>
    xs.map((x) => curve.find(({ seconds }) => seconds === x)?.watts ?? null)
  const bests = [5, 60, 300, 1_200, 3_600].flatMap((seconds) => season.find((each) => each.seconds === seconds) ?? [])
  return (
    <section className="card is-padded training-card">
      <h2>{t('power')}</h2>
      {xs.length === 0 ? (
        <p className="training-soft">{t('noPower')}</p>
      ) : (
        <>
          {criticalPower != null && (
            <Figures
              of={[
                { name: t('criticalPower'), value: watts(criticalPower.watts) },
                { name: t('wPrime'), value: t('kilojoules', { value: Math.round(criticalPower.wPrimeJoules / 100) / 10 }) },
                { name: t('ftp'), value: watts(criticalPower.estimatedFtpWatts) },
              ]}
            />
          )}
          <LineChart
            label={t('power')}
            xs={xs}
            isLog
            lines={[
              { name: t('season'), colour: '--pine', values: valuesOf(season), isFilled: true },
              { name: t('allTime'), colour: '--gold', values: valuesOf(allTime), isDashed: true },
            ]}
            xTicks={TICKS.filter((x) => x >= (xs[0] ?? 0) && x <= (xs.at(-1) ?? 0)).map((x) => ({ x, text: clock(x) }))}
            writeX={clock}
            writeY={watts}
            hasZero
          />
          <ul className="training-list">
            {bests.map((best) => (
              <li key={best.seconds}>
                <span className="training-what">{clock(best.seconds)}</span>
                <strong className="training-value">{watts(best.watts)}</strong>
                {best.activity != null && (
                  <span className="training-of">
                    <Link to={hrefs.activity(best.activity.id)}>{best.activity.name}</Link>
                    <small>{measures.date(best.activity.startedAtLocal.slice(0, 10))}</small>
                  </span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
