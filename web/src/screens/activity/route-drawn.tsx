import { useMemo } from 'react'
import { drawingOf, pointsOf } from '../../design/polyline.ts'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

const [WIDTH, HEIGHT, MARGIN] = [720, 520, 36]

/** The route as a line without a map, until there is one, and where maps cannot be drawn. */
export const RouteDrawn = ({ polyline }: { readonly polyline: string }) => {
  const t = useTexts(own)
  const drawing = useMemo(() => drawingOf(pointsOf(polyline), WIDTH, HEIGHT, MARGIN), [polyline])
  if (drawing === null) return null
  return (
    <div className="route-ground route-drawn">
      <svg className="route" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('route')}>
        <path className="under" d={drawing.path} />
        <path d={drawing.path} />
        <circle className="start" cx={drawing.start[0]} cy={drawing.start[1]} r="7" />
        <circle className="end" cx={drawing.end[0]} cy={drawing.end[1]} r="7" />
      </svg>
    </div>
  )
}
