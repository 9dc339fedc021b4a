import { useMeasures } from '../texts/use-measures.ts'
import { useTexts } from '../texts/use-texts.ts'
import own from './texts.ts'

/** Returns what writes a score in the unit of its metric. It takes the units of the API: metres, seconds, points. */
export const useScore = (): ((metric: string, value: number) => string) => {
  const t = useTexts(own)
  const measures = useMeasures()
  return (metric, value) => {
    if (metric === 'DISTANCE') return measures.distance(value)
    if (metric === 'ELEVATION_GAIN') return measures.elevation(value)
    if (metric === 'MOVING_TIME') return measures.duration(value)
    if (metric === 'SEGMENT_TIME') return measures.clock(value)
    const count = Math.round(value)
    if (metric === 'ACTIVITY_COUNT') return t('activities', { count })
    if (metric === 'ACTIVE_DAYS') return t('days', { count })
    return t('points', { count })
  }
}
