import { lazy, Suspense, useMemo, useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { recording_activity$key } from '#relay/recording_activity'
import { Guard } from '../../app/failed.tsx'
import { Bone, Choice } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { channelsOf } from './channels.ts'
import { RouteView } from './route-view.tsx'
import own from './texts.ts'

// Charts are large, and not on the feed.
const Charts = lazy(() => import('./charts.tsx'))

/** Where it went and how: the route and the charts, with one cursor for both. What has neither shows nothing. */
export const Recording = ({ activity: key }: { readonly activity: recording_activity$key }) => {
  const t = useTexts(own)
  const activity = useFragment(
    graphql`
      fragment recording_activity on Activity {
        sport
        route {
          polyline
        }
        streams(
          channels: [TIME, DISTANCE, LATITUDE, LONGITUDE, ALTITUDE, SPEED, HEART_RATE, POWER, CADENCE, TEMPERATURE]
          maxPoints: 1000
        ) {
          channels {
            channel
            samples
          }
        }
      }
    `,
    key,
  )
  const channels = useMemo(() => channelsOf(activity.streams?.channels ?? []), [activity.streams])
  const [at, setAt] = useState<number | null>(null)
  const [axis, setAxis] = useState<'DISTANCE' | 'TIME'>(channels.hasDistance ? 'DISTANCE' : 'TIME')
  const position = at === null ? null : channels.positionAt(at)
  if (activity.route == null && channels.shown.length === 0) return null
  return (
    <div className={activity.route == null ? 'recording' : 'recording has-route'}>
      {activity.route != null && <RouteView polyline={activity.route.polyline} position={position} />}
      {channels.shown.length > 0 && (
        <section className="card recording-charts" aria-label={t('charts')}>
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
          <Guard of={channels} again={() => undefined}>
            <Suspense fallback={<Bone height="22rem" />}>
              <Charts channels={channels} sport={activity.sport} axis={axis} onCursor={setAt} />
            </Suspense>
          </Guard>
        </section>
      )}
    </div>
  )
}
