import { useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { tables_activity$key } from '#relay/tables_activity'
import { useVisitor } from '../../app/visitor.tsx'
import { Choice } from '../../design/parts.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { numbersOf } from './lengths.ts'
import own from './texts.ts'

interface Row {
  readonly index: number
  readonly distanceMeters: number
  /** Of a rest, how long it was. */
  readonly seconds: number
  readonly isRest: boolean
  readonly averageSpeedMps: number | null | undefined
  readonly climbMeters: number | null | undefined
  readonly averageHeartRateBpm: number | null | undefined
  readonly averagePowerWatts?: number | null | undefined
}

type What = 'splits' | 'laps' | 'lengths'

/** Splits, laps and the lengths of a pool: what the recording has of them. */
export const Tables = ({ activity: key }: { readonly activity: tables_activity$key }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const { units } = useVisitor()
  const activity = useFragment(
    graphql`
      fragment tables_activity on Activity {
        sport
        poolLengthMeters
        metric: splits(unit: METRIC) {
          index
          distanceMeters
          movingSeconds
          elevationChangeMeters
          averageHeartRateBpm
          averageSpeedMps
        }
        imperial: splits(unit: IMPERIAL) {
          index
          distanceMeters
          movingSeconds
          elevationChangeMeters
          averageHeartRateBpm
          averageSpeedMps
        }
        laps {
          index
          distanceMeters
          elapsedSeconds
          movingSeconds
          elevationGainMeters
          averageHeartRateBpm
          averagePowerWatts
          averageSpeedMps
        }
        lengths {
          index
          elapsedSeconds
          isRest
          stroke
          strokes
          swolf
          distanceMeters
        }
      }
    `,
    key,
  )
  const splits: readonly Row[] = (units === 'METRIC' ? activity.metric : activity.imperial).map((split) => ({
    ...split,
    seconds: split.movingSeconds,
    isRest: false,
    climbMeters: split.elevationChangeMeters,
  }))
  const laps: readonly Row[] = activity.laps.map((lap) => {
    const isRest = lap.distanceMeters === 0 && lap.movingSeconds === 0
    return { ...lap, isRest, seconds: isRest ? lap.elapsedSeconds : lap.movingSeconds, climbMeters: lap.elevationGainMeters }
  })
  const lengths = activity.lengths ?? []
  const all: readonly What[] = [
    ...(lengths.length > 0 ? (['lengths'] as const) : []),
    ...(splits.length > 1 ? (['splits'] as const) : []),
    ...(laps.length > 1 ? (['laps'] as const) : []),
  ]
  const [chosen, setChosen] = useState<What | null>(null)
  const what = chosen ?? all[0]
  if (what === undefined) return null
  const rows = what === 'laps' ? laps : splits
  const fastest = Math.max(...rows.map(({ averageSpeedMps }) => averageSpeedMps ?? 0))
  // A column of nothing but zeros, such as the distance of a trainer that knows none, says nothing.
  const has = <Of,>(of: readonly Of[], value: (each: Of) => unknown) => of.some((each) => Boolean(value(each)))
  const columns = {
    distance: has(rows, ({ distanceMeters }) => distanceMeters),
    speed: has(rows, ({ averageSpeedMps }) => averageSpeedMps),
    climb: has(rows, ({ climbMeters }) => climbMeters),
    heart: has(rows, ({ averageHeartRateBpm }) => averageHeartRateBpm),
    power: has(rows, ({ averagePowerWatts }) => averagePowerWatts),
    stroke: has(lengths, ({ stroke }) => stroke),
    strokes: has(lengths, ({ strokes }) => strokes),
    swolf: has(lengths, ({ swolf }) => swolf),
  }
  const numbers = numbersOf(lengths)
  return (
    <section className="card is-padded tables" aria-label={t(what)}>
      <Choice label={t('tables')} of={all.map((value) => ({ value, text: t(value) }))} value={what} onChoose={setChosen} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys */}
      <div className="tables-scroll" tabIndex={0}>
        {what === 'lengths' ? (
          <table className="table">
            <thead>
              <tr>
                <th>#</th>
                <th>{t('time')}</th>
                <th>{t('pace')}</th>
                {columns.stroke && <th>{t('stroke')}</th>}
                {columns.strokes && <th>{t('strokes')}</th>}
                {columns.swolf && <th>SWOLF</th>}
              </tr>
            </thead>
            <tbody>
              {lengths.map((length, at) => (
                <tr key={length.index} className={length.isRest ? 'is-rest' : undefined}>
                  <td>{numbers[at] ?? t('rest')}</td>
                  <td>{measures.clock(length.elapsedSeconds)}</td>
                  <td>
                    {length.distanceMeters > 0 && measures.speed(length.distanceMeters / length.elapsedSeconds, activity.sport)}
                  </td>
                  {columns.stroke && <td>{length.stroke == null ? '' : t(length.stroke)}</td>}
                  {columns.strokes && <td>{length.strokes}</td>}
                  {columns.swolf && <td>{length.swolf == null ? '' : measures.number(length.swolf)}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        ) : (
          <table className="table">
            <thead>
              <tr>
                <th>#</th>
                {columns.distance && <th>{t('distance')}</th>}
                <th>{t('time')}</th>
                {columns.speed && <th>{t(measures.hasPace(activity.sport) ? 'pace' : 'speed')}</th>}
                {columns.climb && <th>{t('climb')}</th>}
                {columns.heart && <th>{t('heart')}</th>}
                {columns.power && <th>{t('power')}</th>}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.index} className={row.isRest ? 'is-rest' : undefined}>
                  <td>{row.index + 1}</td>
                  {columns.distance && <td>{row.isRest ? t('rest') : measures.distance(row.distanceMeters, activity.sport)}</td>}
                  <td>{measures.clock(row.seconds)}</td>
                  {columns.speed && (
                    <td
                      className="tables-speed"
                      style={{ '--part': (row.averageSpeedMps ?? 0) / (fastest || 1) } as React.CSSProperties}
                    >
                      <span>{row.averageSpeedMps == null ? '–' : measures.speed(row.averageSpeedMps, activity.sport)}</span>
                    </td>
                  )}
                  {columns.climb && <td>{row.climbMeters == null ? '' : measures.elevation(row.climbMeters)}</td>}
                  {columns.heart && <td>{row.averageHeartRateBpm == null ? '' : measures.number(row.averageHeartRateBpm)}</td>}
                  {columns.power && <td>{row.averagePowerWatts == null ? '' : measures.number(row.averagePowerWatts)}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </section>
  )
}
