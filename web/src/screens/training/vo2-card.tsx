import { graphql, useFragment } from 'react-relay/hooks'
import type { vo2Card_viewer$key } from '#relay/vo2Card_viewer'
import { useVisitor } from '../../app/visitor.tsx'
import { LineChart } from '../../design/line-chart.tsx'
import { Figures } from '../../design/parts.tsx'
import { dayNumber, dayOfNumber, monthTicks } from '../../texts/day-axis.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

const METHODS = { RACE: 'methodRace', STEADY_RUN: 'methodSteady', RIDE: 'methodRide' } as const

/** How much oxygen the athlete can use, as single activities say it. */
export const Vo2Card = ({ viewer: key }: { readonly viewer: vo2Card_viewer$key }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const { locale } = useVisitor()
  const { athlete } = useFragment(
    graphql`
      fragment vo2Card_viewer on Viewer @argumentDefinitions(since: { type: "Date!" }, until: { type: "Date!" }) {
        athlete {
          performance {
            vo2Max {
              mlPerKgPerMin
              method
            }
            vo2MaxHistory(since: $since, until: $until) {
              date
              mlPerKgPerMin
            }
          }
        }
      }
    `,
    key,
  )
  const { vo2Max = null, vo2MaxHistory = [] } = athlete.performance ?? {}
  const month = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' })
  // One point a day: of several, the best.
  const byDay = new Map<number, number>()
  for (const { date, mlPerKgPerMin } of vo2MaxHistory) {
    const day = dayNumber(date)
    byDay.set(day, Math.max(byDay.get(day) ?? 0, mlPerKgPerMin))
  }
  const xs = [...byDay.keys()].sort((a, b) => a - b)
  const ml = (value: number) => measures.number(value, 1)
  const method = vo2Max == null ? undefined : METHODS[vo2Max.method as keyof typeof METHODS]
  return (
    <section className="card is-padded training-card">
      <h2>{t('vo2')}</h2>
      {vo2Max == null && <p className="training-soft">{t('noVo2')}</p>}
      {vo2Max != null && (
        <>
          <Figures large of={[{ name: t('vo2Now'), value: ml(vo2Max.mlPerKgPerMin) }]} />
          {method !== undefined && <p className="training-soft">{t(method)}</p>}
        </>
      )}
      {xs.length > 1 && (
        <LineChart
          label={t('vo2')}
          xs={xs}
          lines={[{ name: t('vo2'), colour: '--pine', values: xs.map((x) => byDay.get(x) ?? null), isDotted: true }]}
          xTicks={monthTicks(xs[0] ?? 0, xs.at(-1) ?? 0, 6).map((x) => ({ x, text: month.format(new Date(x * 86_400_000)) }))}
          writeX={(x) => measures.date(dayOfNumber(x))}
          writeY={ml}
          height={180}
        />
      )}
    </section>
  )
}
