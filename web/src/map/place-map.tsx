import { useId, useMemo, useState } from 'react'
import { useVisitor } from '../app/visitor.tsx'
import type { Point } from '../design/polyline.ts'
import { useTexts } from '../texts/use-texts.ts'
import { type Box, boxAround } from './geo.ts'
import { WorldMap } from './map.tsx'
import { regionOf } from './region.ts'
import own from './texts.ts'

interface PlaceMapProps {
  readonly label: string
  /** The place that is chosen, or null before one is. */
  readonly place: Point | null
  /** A circle around the place shows so many metres. */
  readonly radiusMeters: number
  readonly onPlace: (place: Point) => void
  /** Where the map begins without a place: around the athlete's last start, or the town of the profile. Without it, in the part of the world of the time zone. */
  readonly near?: Point | null
}

const SHOWN_METERS = 5_000

/** A map on which a place is chosen, with a circle around it: by pressing it, or by moving the map with the arrow keys and Enter. */
export const PlaceMap = ({ label, place, radiusMeters, onPlace, near }: PlaceMapProps) => {
  const t = useTexts(own)
  const { timeZone } = useVisitor()
  const id = useId()
  const [latitude, longitude] = place ?? [null, null]
  const things = useMemo(() => {
    if (latitude === null || longitude === null) return {}
    const at: Point = [latitude, longitude]
    return {
      circles: [{ id: 'circle', around: at, radiusMeters, tone: 'ember' }] as const,
      spots: [{ id: 'place', at, tone: 'ember' }] as const,
    }
  }, [latitude, longitude, radiusMeters])
  // The map stays where it is while places are tried.
  const [box] = useState((): Box => {
    const begins = place ?? near
    return (begins == null ? null : boxAround(begins, place === null ? SHOWN_METERS : 3 * radiusMeters)) ?? regionOf(timeZone)
  })
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form
    <div className="place-map" role="group" aria-label={label} aria-describedby={id}>
      <div className="place-map-ground">
        <WorldMap label={label} box={box} things={things} gestures="map" onPress={onPlace} />
      </div>
      <p id={id}>{t('chooseByKeys')}</p>
    </div>
  )
}
