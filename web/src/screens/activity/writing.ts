import { isOnFoot, isStroked } from '../../texts/measures.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { Drawn } from './channels.ts'
import own from './texts.ts'

export type Written = Drawn | 'GRADE'

/** The names of the channels, and their values with units, for a sport. */
export const useWriting = (sport: string) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const names: Readonly<Record<Written, string>> = {
    ALTITUDE: t('altitude'),
    SPEED: t(measures.hasPace(sport) ? 'pace' : 'speed'),
    HEART_RATE: t('heart'),
    POWER: t('power'),
    CADENCE: t('cadence'),
    TEMPERATURE: t('temperature'),
    GRADE: t('gradient'),
  }
  /** Steps or strokes a minute, else turns. On foot the API counts one foot, and people both. */
  const cadence = (value: number): string => {
    if (isOnFoot(sport)) return t('spm', { value: Math.round(2 * value) })
    return t(isStroked(sport) ? 'spm' : 'rpm', { value: Math.round(value) })
  }
  const write = (name: Written, value: number): string => {
    if (name === 'ALTITUDE') return measures.elevation(value)
    if (name === 'SPEED') return measures.speed(value, sport)
    if (name === 'HEART_RATE') return t('bpm', { value: Math.round(value) })
    if (name === 'POWER') return t('watts', { value: Math.round(value) })
    if (name === 'CADENCE') return cadence(value)
    if (name === 'GRADE') return t('percent', { value: Math.round(value) })
    return measures.temperature(value)
  }
  return { names, write }
}
