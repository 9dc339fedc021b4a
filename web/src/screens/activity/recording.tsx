import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { fetchQuery, graphql, useFragment, useRelayEnvironment } from 'react-relay/hooks'
import type { recording_activity$key } from '#relay/recording_activity'
import type { recordingPartQuery } from '#relay/recordingPartQuery'
import { Guard } from '../../app/failed.tsx'
import { useVisitor } from '../../app/visitor.tsx'
import { Button, Choice } from '../../design/parts.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { isSame, type Stretch, stretchOf, zoomed } from './bands.ts'
import { channelsOf, indexAt, type Stream, withPart } from './channels.ts'
import { ChartPlaces } from './chart-places.tsx'
import { MakeSegment } from './make-segment.tsx'
import { PoolLengths } from './pool-lengths.tsx'
import { RouteView } from './route-view.tsx'
import own from './texts.ts'

// Charts are large, and not on the feed.
const Charts = lazy(() => import('./charts.tsx'))

const PART = graphql`
  query recordingPartQuery($id: ID!, $from: Float!, $to: Float!) {
    activity(id: $id) {
      id
      streams(
        channels: [TIME, DISTANCE, LATITUDE, LONGITUDE, ALTITUDE, SPEED, HEART_RATE, POWER, CADENCE, TEMPERATURE, GRADE]
        maxPoints: 1200
        fromSeconds: $from
        toSeconds: $to
      ) {
        channels {
          channel
          samples
        }
      }
    }
  }
`

/** How long the range has to stay as it is before its samples are asked for. */
const SETTLED_MS = 200
const NOTHING: readonly Stream[] = []

/** Returns the streams of a recording, in more points where it is looked at closely. Until these are there, and where they do not come, the whole stays. */
const useStreams = (id: string, whole: readonly Stream[], isThinned: boolean, range: Stretch | null): readonly Stream[] => {
  const environment = useRelayEnvironment()
  const [part, setPart] = useState<{ readonly range: Stretch; readonly streams: readonly Stream[] } | null>(null)
  useEffect(() => {
    if (range === null || !isThinned) return
    let asked: { unsubscribe(): void } | undefined
    const wait = setTimeout(() => {
      asked = fetchQuery<recordingPartQuery>(environment, PART, { id, ...range }, { fetchPolicy: 'store-or-network' }).subscribe({
        next: ({ activity }) => setPart({ range, streams: activity?.streams?.channels ?? NOTHING }),
        error: (error: Error) => console.warn(error.message),
      })
    }, SETTLED_MS)
    return () => {
      clearTimeout(wait)
      asked?.unsubscribe()
    }
  }, [environment, id, range, isThinned])
  return useMemo(
    () => (range === null || part === null || !isSame(part.range, range) ? whole : withPart(whole, part.streams)),
    [whole, part, range],
  )
}

/** Where it went and how: the map and the charts, with one cursor for both. What has neither shows nothing, and a pool swim its lengths. */
export const Recording = ({ activity: key }: { readonly activity: recording_activity$key }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const { athleteId } = useVisitor()
  const activity = useFragment(
    graphql`
      fragment recording_activity on Activity {
        id
        sport
        athlete {
          id
        }
        route {
          polyline
        }
        streams(
          channels: [TIME, DISTANCE, LATITUDE, LONGITUDE, ALTITUDE, SPEED, HEART_RATE, POWER, CADENCE, TEMPERATURE, GRADE]
          maxPoints: 1200
        ) {
          length
          original
          channels {
            channel
            samples
          }
        }
        laps {
          index
          startSeconds
          elapsedSeconds
        }
        segmentEfforts {
          id
          startSeconds
          elapsedSeconds
          segment {
            id
            name
          }
        }
        lengths {
          index
        }
        ...poolLengths_activity
      }
    `,
    key,
  )
  const { streams, segmentEfforts } = activity
  const [range, setRange] = useState<Stretch | null>(null)
  const isThinned = streams != null && streams.length < streams.original
  const shown = useStreams(activity.id, streams?.channels ?? NOTHING, isThinned, range)
  const channels = useMemo(() => channelsOf(shown), [shown])
  const laps = useMemo(() => (activity.laps.length > 1 ? activity.laps.map(stretchOf) : []), [activity.laps])
  const segments = useMemo(
    () => segmentEfforts.map((effort) => ({ ...stretchOf(effort), id: effort.id, name: effort.segment.name })),
    [segmentEfforts],
  )
  const [at, setAt] = useState<number | null>(null)
  /** A moment that was pointed at on the map or with the slider: when the samples come closer together, it is another one of them. */
  const [pointedAt, setPointedAt] = useState<number | null>(null)
  const pointed = pointedAt === null ? null : indexAt(channels.time, pointedAt)
  const point = useCallback(
    (index: number | null) => setPointedAt(index === null ? null : (channels.time[index] ?? null)),
    [channels],
  )
  const [axis, setAxis] = useState<'DISTANCE' | 'TIME'>(channels.hasDistance ? 'DISTANCE' : 'TIME')
  const isSwim = (activity.lengths ?? []).length > 0
  const hasRoute = activity.route != null
  const here = pointed ?? at
  if (!hasRoute && channels.shown.length === 0 && !isSwim) return null
  const whole = { from: channels.time[0] ?? 0, to: channels.time.at(-1) ?? 0 }
  const zoom = (factor: number) => setRange(zoomed(range, whole, here === null ? null : (channels.time[here] ?? null), factor))
  const choose = (stretch: Stretch) => setRange(isSame(range, stretch) ? null : { from: stretch.from, to: stretch.to })
  return (
    <div className={hasRoute ? 'recording has-route' : 'recording'}>
      {activity.route != null && (
        <RouteView
          polyline={activity.route.polyline}
          channels={channels}
          sport={activity.sport}
          range={range}
          position={here === null ? null : (channels.places[here] ?? null)}
          onPointed={point}
        />
      )}
      {isSwim && <PoolLengths activity={activity} />}
      {channels.shown.length > 0 && (
        <section className="card recording-charts" aria-label={t('charts')}>
          <div className="recording-bar">
            {channels.hasDistance && (
              <Choice
                label={t('axis')}
                of={[
                  { value: 'DISTANCE', text: t('byDistance') },
                  { value: 'TIME', text: t('byTime') },
                ]}
                value={axis}
                onChoose={setAxis}
              />
            )}
            {range !== null && hasRoute && athleteId !== null && activity.athlete?.id === athleteId && (
              <MakeSegment activityId={activity.id} range={range} />
            )}
            <div className="recording-zoom">
              <Button small round look="outline" icon="plus" onClick={() => zoom(0.5)}>
                {t('closer')}
              </Button>
              <Button small round look="outline" icon="minus" disabled={range === null} onClick={() => zoom(2)}>
                {t('further')}
              </Button>
              <Button small round look="outline" icon="whole" disabled={range === null} onClick={() => setRange(null)}>
                {t('whole')}
              </Button>
            </div>
          </div>
          {(segments.length > 0 || laps.length > 0) && (
            <ul className="recording-stretches" aria-label={t('stretches')}>
              {segments.map((segment) => (
                <li key={segment.id}>
                  <button
                    type="button"
                    className="chip is-ember"
                    aria-pressed={isSame(range, segment)}
                    onClick={() => choose(segment)}
                  >
                    {segment.name}
                  </button>
                </li>
              ))}
              {laps.map((lap, index) => (
                <li key={lap.from}>
                  <button type="button" className="chip" aria-pressed={isSame(range, lap)} onClick={() => choose(lap)}>
                    {t('lap', { number: measures.number(index + 1) })}
                  </button>
                </li>
              ))}
            </ul>
          )}
          <Guard of={channels} again={() => undefined}>
            <Suspense fallback={<ChartPlaces channels={channels} sport={activity.sport} />}>
              <Charts
                channels={channels}
                sport={activity.sport}
                axis={axis}
                range={range}
                onRange={setRange}
                laps={laps}
                segments={segments}
                pointed={pointed}
                here={here}
                onCursor={(index) => {
                  if (index !== null) setPointedAt(null)
                  setAt(index)
                }}
                onMove={point}
              />
            </Suspense>
          </Guard>
        </section>
      )}
    </div>
  )
}
