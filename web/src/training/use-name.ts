import { useTexts } from '../texts/use-texts.ts'
import own from './names.texts.ts'

type Key = keyof typeof own

/** The English names that the platform gives to zones and distances. What says the same in every language, such as 5 km, is not among them. */
const KEYS: Readonly<Record<string, Key>> = {
  '1/2 mile': 'halfMile',
  '1 mile': 'mile',
  '2 miles': 'miles2',
  '10 miles': 'miles10',
  'Half marathon': 'halfMarathon',
  'Active recovery': 'activeRecovery',
  Recovery: 'recovery',
  Endurance: 'endurance',
  Threshold: 'threshold',
  Anaerobic: 'anaerobic',
  Neuromuscular: 'neuromuscular',
  Easy: 'easy',
  Moderate: 'moderate',
  Interval: 'interval',
  Repetition: 'repetition',
  Aerobic: 'aerobic',
  Subthreshold: 'subthreshold',
  Superthreshold: 'superthreshold',
  'Aerobic capacity': 'aerobicCapacity',
  'Anaerobic capacity': 'anaerobicCapacity',
  'Very light': 'veryLight',
  Light: 'light',
  Hard: 'hard',
  Maximum: 'maximum',
}

/** Returns what says the name of a zone or a distance in the language of who looks. A name that is not known stays as it is. */
export const useName = (): ((name: string) => string) => {
  const t = useTexts(own)
  return (name) => {
    const key = KEYS[name]
    return key === undefined ? name.replace('VO2', 'VO₂') : t(key)
  }
}
