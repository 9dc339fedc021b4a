import type { Channels, Samples } from './channels.ts'

/** What a route is coloured by. */
export const HEATS = ['SPEED', 'HEART_RATE', 'POWER', 'GRADE'] as const
export type Heat = (typeof HEATS)[number]

export interface Coloured {
  /** From 0 to 1 for each sample. */
  readonly values: readonly (number | null)[]
  /** What 0 and 1 stand for, in the unit of the channel. */
  readonly least: number
  readonly most: number
}

/** Power goes up and down with each stroke of the pedals: a colour says the mean of some samples. */
const SMOOTHED: Readonly<Record<Heat, number>> = { SPEED: 2, HEART_RATE: 0, POWER: 5, GRADE: 2 }
/** The colours are for what lies between: a stop at the lights or a spike would take them all. */
const [LOW, HIGH] = [0.03, 0.97]
/** So steep has the last colour, up and down; flat has the middle one. */
const STEEP_PERCENT = 12

const smoothed = (samples: Samples, reach: number): Samples => {
  if (reach === 0) return samples
  return samples.map((value, index) => {
    if (value === null) return null
    const around = samples.slice(Math.max(0, index - reach), index + reach + 1).filter((each) => each !== null)
    return around.reduce((sum, each) => sum + each, 0) / around.length
  })
}

/** Returns what a route is coloured by, or null where there is nothing of it. */
export const colouredBy = ({ shown, grade }: Channels, heat: Heat): Coloured | null => {
  const samples = heat === 'GRADE' ? grade : (shown.find(({ name }) => name === heat)?.samples ?? [])
  const smooth = smoothed(samples, SMOOTHED[heat])
  const known = smooth.filter((value) => value !== null).toSorted((a, b) => a - b)
  const at = (part: number): number => known[Math.round(part * (known.length - 1))] ?? 0
  const [least, most] = heat === 'GRADE' ? [-STEEP_PERCENT, STEEP_PERCENT] : [at(LOW), at(HIGH)]
  const isFlat = heat === 'GRADE' && at(0) === at(1)
  if (known.length < 2 || most <= least || isFlat) return null
  const values = smooth.map((value) => (value === null ? null : Math.min(1, Math.max(0, (value - least) / (most - least)))))
  return { values, least, most }
}
