import { useCallback, useMemo, useState } from 'react'
import { Choice } from '../../design/parts.tsx'
import { type Point, pointsOf } from '../../design/polyline.ts'
import { boxOf, nearestOf } from '../../map/geo.ts'
import { WorldMap } from '../../map/map.tsx'
import type { MapLine, MapSpot } from '../../map/things.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { Stretch } from './bands.ts'
import { type Channels, indexAt } from './channels.ts'
import { colouredBy, HEATS, type Heat } from './heat.ts'
import { RouteDrawn } from './route-drawn.tsx'
import own from './texts.ts'
import { useWriting } from './writing.ts'

interface RouteViewProps {
  readonly polyline: string
  readonly channels: Channels
  readonly sport: string
  /** What is shown of it; null for all. */
  readonly range: Stretch | null
  /** Where the cursor of the charts is. */
  readonly position: Point | null
  /** The sample that the mouse is nearest to on the map. */
  readonly onPointed: (index: number | null) => void
}

/** So far from the route the mouse may be, as a part of what the map shows from side to side. */
const NEAR = 0.04
const METERS_PER_DEGREE = 111_195

/** The way on a map, coloured by what was measured on it. */
export const RouteView = ({ polyline, channels, sport, range, position, onPointed }: RouteViewProps) => {
  const t = useTexts(own)
  const { names, write } = useWriting(sport)
  const points = useMemo(() => pointsOf(polyline), [polyline])
  const heats = useMemo(
    () => HEATS.flatMap((heat) => ((of) => (of === null ? [] : [{ heat, of }]))(colouredBy(channels, heat))),
    [channels],
  )
  const [chosen, setChosen] = useState<Heat | 'NONE' | null>(null)
  const shown = heats.find(({ heat }) => heat === (chosen ?? heats[0]?.heat))
  const from = range === null ? 0 : indexAt(channels.time, range.from)
  const to = range === null ? channels.places.length : indexAt(channels.time, range.to) + 1

  const things = useMemo(() => {
    const known = channels.places.flatMap((place, index) => (place === null ? [] : [{ place, index }]))
    const part = known.filter(({ index }) => index >= from && index < to)
    const whole = from === 0 && to === channels.places.length
    const lines: MapLine[] = []
    const isPart = !whole && part.length > 1
    if (isPart || shown === undefined || known.length < 2)
      lines.push({ id: 'way', of: points, opacity: isPart ? 0.35 : 1, width: isPart ? 3 : 4 })
    if (known.length > 1 && (isPart || shown !== undefined)) {
      const of = (isPart ? part : known).map(({ place }) => place)
      const heat = shown === undefined ? undefined : (isPart ? part : known).map(({ index }) => shown.of.values[index] ?? null)
      lines.push({ id: 'part', of, width: 5, tone: 'ember', ...(heat === undefined ? {} : { heat, tone: 'pine' }) })
    }
    const [start, end] = [points[0], points.at(-1)]
    const spots: MapSpot[] =
      start === undefined || end === undefined
        ? []
        : [
            { id: 'end', at: end, tone: 'ink' },
            { id: 'start', at: start, tone: 'pine' },
          ]
    return { lines, spots }
  }, [channels, points, shown, from, to])

  const box = useMemo(() => {
    const part = range === null ? [] : channels.places.slice(from, to).filter((place) => place !== null)
    return boxOf(part.length > 1 ? part : points)
  }, [channels, points, range, from, to])

  const point = useCallback(
    (mouse: Point | null) => {
      if (mouse === null || box === null) return onPointed(null)
      const reach = Math.max(box.north - box.south, box.east - box.west, 0.002) * METERS_PER_DEGREE * NEAR
      onPointed(nearestOf(channels.places, mouse, reach))
    },
    [box, channels, onPointed],
  )
  if (box === null) return null
  const choices = [
    ...heats.map(({ heat }) => ({ value: heat, text: names[heat] })),
    { value: 'NONE' as const, text: t('plainRoute') },
  ]
  return (
    <section className="card recording-route" aria-label={t('route')}>
      <div className="recording-map">
        <WorldMap label={t('mapOf')} box={box} things={things} here={position} onPoint={point}>
          <RouteDrawn polyline={polyline} />
        </WorldMap>
      </div>
      {heats.length > 0 && (
        <div className="recording-colours">
          <Choice label={t('colouredBy')} of={choices} value={shown?.heat ?? 'NONE'} onChoose={setChosen} />
          {shown !== undefined && (
            <p className="recording-scale">
              <span>{write(shown.heat, shown.of.least)}</span>
              <span className="recording-ramp" aria-hidden="true" />
              <span>{write(shown.heat, shown.of.most)}</span>
            </p>
          )}
        </div>
      )}
    </section>
  )
}
