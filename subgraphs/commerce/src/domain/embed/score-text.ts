/** The metrics of challenges, as clubs names them. */
export type BoardMetric =
  | 'DISTANCE'
  | 'MOVING_TIME'
  | 'ELEVATION_GAIN'
  | 'ACTIVITY_COUNT'
  | 'ACTIVE_DAYS'
  | 'SEGMENT_TIME'
  | 'TRAINING_LOAD'

const decimal = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

const two = (value: number): string => String(value).padStart(2, '0')

/** Formats seconds as 1:02:03, or 2:03 below an hour. */
const clock = (seconds: number): string => {
  const all = Math.round(seconds)
  const minutes = Math.floor(all / 60) % 60
  const hours = Math.floor(all / 3600)
  return hours > 0 ? `${hours}:${two(minutes)}:${two(all % 60)}` : `${minutes}:${two(all % 60)}`
}

export const formatCount = (count: number): string => whole.format(count)

interface Column {
  readonly title: string
  readonly text: (score: number) => string
}

const COLUMNS: Readonly<Record<BoardMetric, Column>> = {
  DISTANCE: { title: 'Distance', text: (meters) => `${decimal.format(meters / 1000)} km` },
  MOVING_TIME: { title: 'Time', text: clock },
  ELEVATION_GAIN: { title: 'Climbed', text: (meters) => `${whole.format(meters)} m` },
  ACTIVITY_COUNT: { title: 'Activities', text: whole.format },
  ACTIVE_DAYS: { title: 'Days', text: whole.format },
  // Nobody is faster than no time at all: whoever has none has the score 0.
  SEGMENT_TIME: { title: 'Best time', text: (seconds) => (seconds === 0 ? '–' : clock(seconds)) },
  TRAINING_LOAD: { title: 'Load', text: whole.format },
}

/** Returns how scores are shown. Challenges that were announced by an older release say no metric. */
export const scoreColumn = (metric: BoardMetric | null): Column =>
  metric === null ? { title: 'Score', text: (score) => decimal.format(score) } : COLUMNS[metric]
