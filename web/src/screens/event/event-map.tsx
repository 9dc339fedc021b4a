import { useMemo } from 'react'
import { type Point, pointsOf } from '../../design/polyline.ts'
import { RoutePicture } from '../../design/route-picture.tsx'
import { boxAround, boxOf } from '../../map/geo.ts'
import { WorldMap } from '../../map/map.tsx'
import type { Things } from '../../map/things.ts'

interface EventMapProps {
  readonly label: string
  readonly route: string | null
  /** Where to meet. */
  readonly point: { readonly latitude: number; readonly longitude: number } | null
}

const AROUND_METERS = 800

/** Where an event meets and where it leads. Without a map the route is drawn as a line. */
export const EventMap = ({ label, route, point }: EventMapProps) => {
  const [latitude, longitude] = [point?.latitude ?? null, point?.longitude ?? null]
  const { box, things } = useMemo(() => {
    const at: Point | null = latitude === null || longitude === null ? null : [latitude, longitude]
    const way = route === null ? [] : pointsOf(route)
    const found: Things = {
      ...(route !== null && { lines: [{ id: 'route', of: route }] }),
      ...(at !== null && { spots: [{ id: 'meet', at, tone: 'ember' }] }),
    }
    return { box: way.length > 0 ? boxOf(at === null ? way : [...way, at]) : at && boxAround(at, AROUND_METERS), things: found }
  }, [route, latitude, longitude])
  if (box === null) return null
  return (
    <div className="event-map">
      <WorldMap label={label} box={box} things={things}>
        {route === null ? undefined : (
          <div className="route-ground">
            <RoutePicture polyline={route} />
          </div>
        )}
      </WorldMap>
    </div>
  )
}
