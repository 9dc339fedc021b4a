import { useMemo, useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { way_session$key } from '#relay/way_session'
import { Choice, Notice } from '../../design/parts.tsx'
import { type Point, pointsOf } from '../../design/polyline.ts'
import { type Box, boxAround, boxOf, metersBetween } from '../../map/geo.ts'
import { WorldMap } from '../../map/map.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

const SHOWN_METERS = 800
/** The map is moved when the athlete has come so far from its middle: not with each position. */
const MOVED_METERS = 400

/** Returns the place around which the map is shown: it stays until the athlete is near its edge. */
const useMiddle = (place: Point | null): Point | null => {
  const [middle, setMiddle] = useState<Point | null>(place)
  const isFar = place !== null && (middle === null || metersBetween(middle, place) > MOVED_METERS)
  if (isFar) setMiddle(place)
  return isFar ? place : middle
}

/** The way so far on a map that follows the athlete, or shows all of it. */
export const Way = ({ session: key, isOwn }: { readonly session: way_session$key; readonly isOwn: boolean }) => {
  const t = useTexts(own)
  const { track, position } = useFragment(
    graphql`
      fragment way_session on LiveSession {
        id
        track
        position {
          latitude
          longitude
        }
      }
    `,
    key,
  )
  const [view, setView] = useState<'FOLLOW' | 'WHOLE'>('FOLLOW')
  const points = useMemo(() => pointsOf(track ?? ''), [track])
  const here: Point | null =
    position?.latitude == null || position.longitude == null ? (points.at(-1) ?? null) : [position.latitude, position.longitude]
  const middle = useMiddle(here)
  const things = useMemo(() => {
    const [start] = points
    return {
      lines: [{ id: 'way', of: points, tone: 'ember', width: 5 }] as const,
      spots: start === undefined ? [] : [{ id: 'start', at: start, tone: 'pine' as const }],
    }
  }, [points])
  const around = useMemo((): Box | null => (middle === null ? null : boxAround(middle, SHOWN_METERS)), [middle])
  const whole = useMemo((): Box | null => (points.length > 1 ? boxOf(points) : null), [points])
  const box = view === 'WHOLE' ? (whole ?? around) : around
  return (
    <div className="card live-way">
      {box === null ? (
        <Notice kind="empty" icon="map" title={t('hidden')}>
          {t(isOwn ? 'sendFirst' : 'hiddenMore')}
        </Notice>
      ) : (
        <>
          <div className="live-way-map">
            <WorldMap label={t('map')} box={box} things={things} here={here} />
          </div>
          <div className="live-way-bar">
            <Choice
              label={t('view')}
              of={[
                { value: 'FOLLOW', text: t('follow') },
                { value: 'WHOLE', text: t('whole') },
              ]}
              value={view}
              onChoose={setView}
            />
          </div>
        </>
      )}
    </div>
  )
}
