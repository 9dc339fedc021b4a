import '../../social/social.css'
import './live.css'
import { useEffect, useMemo, useState } from 'react'
import { graphql, usePreloadedQuery, useRefetchableFragment, useRelayEnvironment } from 'react-relay/hooks'
import type { live_viewer$key } from '#relay/live_viewer'
import now, { type liveOutQuery } from '#relay/liveOutQuery'
import type { liveQuery } from '#relay/liveQuery'
import { readWhole } from '../../app/read-whole.ts'
import { useRouter } from '../../app/router.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import { useRenewal } from '../../app/use-renewal.ts'
import { Notice } from '../../design/parts.tsx'
import type { Point } from '../../design/polyline.ts'
import { type Box, boxAround, boxOf } from '../../map/geo.ts'
import { WorldMap } from '../../map/map.tsx'
import type { MapSpot } from '../../map/things.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import { Begin } from './begin.tsx'
import { Out } from './out.tsx'
import own from './texts.ts'

/** So often it is asked who has started. */
const LOOK_EVERY_MS = 30_000
const AROUND_METERS = 3_000

interface Placed {
  readonly id: string
  readonly at: Point
  readonly text: string
}

/** What the map has of them. It goes to them when others have come or gone, and not with every step. */
const usePlaced = (places: readonly Placed[]) => {
  const said = JSON.stringify(places)
  const things = useMemo(() => {
    const known: readonly Placed[] = JSON.parse(said)
    return { spots: known.map((place): MapSpot => ({ ...place, tone: 'ember', radius: 9 })) }
  }, [said])
  const who = places.map(({ id }) => id).join()
  const [shown, setShown] = useState<{ readonly who: string; readonly box: Box | null }>({ who: '', box: null })
  if (shown.who === who) return { things, box: shown.box }
  const [only, ...others] = places
  const box =
    only === undefined ? null : others.length === 0 ? boxAround(only.at, AROUND_METERS) : boxOf(places.map(({ at }) => at))
  setShown({ who, box })
  return { things, box }
}

const Everybody = ({ viewer: key }: { readonly viewer: live_viewer$key }) => {
  const t = useTexts(own)
  const { go } = useRouter()
  const environment = useRelayEnvironment()
  const [{ outNow }] = useRefetchableFragment<liveOutQuery, live_viewer$key>(
    graphql`
      fragment live_viewer on Viewer @refetchable(queryName: "liveOutQuery") {
        outNow {
          id
          position {
            latitude
            longitude
          }
          athlete {
            id
            displayName
          }
          ...out_session
        }
      }
    `,
    key,
  )
  const { renew } = useRenewal(() => readWhole<liveOutQuery>(environment, now, {}))
  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && renew()
    const timer = setInterval(look, LOOK_EVERY_MS)
    addEventListener('online', look)
    return () => {
      clearInterval(timer)
      removeEventListener('online', look)
    }
  }, [renew])
  const out = outNow ?? []
  const places = out.flatMap(({ id, position, athlete }) => {
    const [latitude, longitude] = [position?.latitude, position?.longitude]
    return latitude == null || longitude == null
      ? []
      : [{ id, at: [latitude, longitude] as const, text: athlete?.displayName ?? '' }]
  })
  const { things, box } = usePlaced(places)
  return (
    <section className="live-out" aria-labelledby="live-out">
      <h2 id="live-out">{t('out')}</h2>
      {out.length === 0 ? (
        <Notice kind="empty" icon="live" title={t('nobody')}>
          {t('nobodyMore')}
        </Notice>
      ) : (
        <div className={box === null ? 'live-columns' : 'live-columns has-map'}>
          {box !== null && (
            <div className="card live-map">
              <WorldMap
                label={t('map')}
                box={box}
                things={things}
                gestures="map"
                onPressSpot={(id) => go(hrefs.liveSession(id))}
              />
            </div>
          )}
          <ul className="live-list">
            {out.map((session) => (
              <li key={session.id}>
                <Out session={session} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}

export default function Live({ query }: ScreenProps<liveQuery>) {
  const t = useTexts(own)
  const { viewer } = usePreloadedQuery<liveQuery>(
    graphql`
      query liveQuery @preloadable {
        viewer {
          id
          ...begin_viewer
          ...live_viewer
        }
      }
    `,
    query,
  )
  return (
    <div className="page live">
      <title>{`${t('title')} · Gruppetto`}</title>
      <h1>{t('title')}</h1>
      {viewer != null && (
        <>
          <Begin viewer={viewer} />
          <Everybody viewer={viewer} />
        </>
      )}
    </div>
  )
}
