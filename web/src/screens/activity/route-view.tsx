import { useMemo } from 'react'
import { drawingOf, pointsOf } from '../../design/polyline.ts'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

interface RouteViewProps {
  readonly polyline: string
  /** Where the cursor of the charts is. */
  readonly position: readonly [latitude: number, longitude: number] | null
}

const [WIDTH, HEIGHT, MARGIN] = [720, 520, 36]

/** The route as a line, with the place of the cursor. A map takes this place when there is one: it gets the same two things. */
export const RouteView = ({ polyline, position }: RouteViewProps) => {
  const t = useTexts(own)
  const drawing = useMemo(() => drawingOf(pointsOf(polyline), WIDTH, HEIGHT, MARGIN), [polyline])
  if (drawing === null) return null
  const at = position === null ? null : drawing.place(position)
  return (
    <section className="card recording-route route-ground" aria-label={t('route')}>
      <svg className="route" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('route')}>
        <path className="under" d={drawing.path} />
        <path d={drawing.path} />
        <circle className="start" cx={drawing.start[0]} cy={drawing.start[1]} r="7" />
        <circle className="end" cx={drawing.end[0]} cy={drawing.end[1]} r="7" />
        {at !== null && <circle className="here" cx={at[0]} cy={at[1]} r="9" />}
      </svg>
    </section>
  )
}
