import type { Figure } from '../../design/parts.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

/** Returns a figure, or nothing where there is no value or it is 0. */
export const figure = (name: string, value: number | null | undefined, write: (value: number) => string): readonly Figure[] =>
  value == null || value <= 0 ? [] : [{ name, value: write(value) }]

interface Measured {
  readonly sport: string
  readonly distanceMeters: number
  readonly movingSeconds: number
  readonly averageSpeedMps: number | null | undefined
  readonly elevationGainMeters: number | null | undefined
}

/** Returns the figures of an activity that stand first. */
export const useMainFigures = (of: Measured): readonly Figure[] => {
  const t = useTexts(own)
  const measures = useMeasures()
  const { sport } = of
  return [
    ...figure(t('distance'), of.distanceMeters, (value) => measures.distance(value, sport)),
    ...figure(t('moving'), of.movingSeconds, measures.clock),
    ...figure(t(measures.hasPace(sport) ? 'pace' : 'speed'), of.averageSpeedMps, (value) => measures.speed(value, sport)),
    ...figure(t('climb'), of.elevationGainMeters, measures.elevation),
  ]
}
