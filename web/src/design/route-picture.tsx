import { useMemo } from 'react'
import { useTexts } from '../texts/use-texts.ts'
import { drawingOf, pointsOf } from './polyline.ts'
import own from './texts.ts'

interface RoutePictureProps {
  readonly polyline: string
  readonly width?: number
  readonly height?: number
}

/** A route as a line, without a map: it loads nothing. */
export const RoutePicture = ({ polyline, width = 640, height = 260 }: RoutePictureProps) => {
  const t = useTexts(own)
  const drawing = useMemo(() => drawingOf(pointsOf(polyline), width, height, 28), [polyline, width, height])
  if (drawing === null) return null
  const { path, start, end } = drawing
  return (
    <svg className="route" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('route')}>
      <path className="under" d={path} />
      <path d={path} />
      <circle className="start" cx={start[0]} cy={start[1]} r="6" />
      <circle className="end" cx={end[0]} cy={end[1]} r="6" />
    </svg>
  )
}
