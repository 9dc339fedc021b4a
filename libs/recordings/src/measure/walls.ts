import { at, type Recording } from '../recording.ts'
import { type Course, courseOf, type Going } from './course.ts'
import { lapAsGoing } from './pool.ts'

/** A step that is recorded this late still belongs to the lap that it ended. */
const LATE_SECONDS = 1.5
const MOST_OFF_SHARE = 0.15
/** Shorter than any pool. */
const LEAST_STEP_METERS = 10

interface Step {
  readonly seconds: number
  readonly meters: number
}

/**
 * Builds the course of a pool swim for which the device wrote laps and a counter that steps at the walls, but no lengths. The
 * athlete swam between two steps and rested after the last step of a lap. A lap has its own total metres. Returns null when
 * nothing indicates a pool, and when laps and counter contradict each other.
 */
export function courseByWalls(recording: Recording): Course | null {
  const { timeSeconds, channels, laps, pool, sport } = recording
  const counter = channels.distanceMeters
  const mayBePool = pool || (!channels.latitude && (sport === 'SWIM' || sport === 'OTHER'))
  if (!mayBePool || !counter || laps.length === 0 || laps.some((lap) => lap.distanceMeters === null)) return null
  const steps = stepsOf(timeSeconds, counter)
  const counted = steps.reduce((sum, step) => sum + step.meters, 0)
  const total = laps.reduce((sum, lap) => sum + (lap.distanceMeters ?? 0), 0)
  if (total <= 0 || Math.abs(counted / total - 1) > MOST_OFF_SHARE || counted < LEAST_STEP_METERS * steps.length) return null
  let next = 0
  const goings = laps.flatMap((lap): Going[] => {
    const own: Step[] = []
    const end = lap.endSeconds + LATE_SECONDS
    for (let step = steps[next]; step && step.seconds <= end; step = steps[++next]) own.push(step)
    return lapByWalls(lap, own)
  })
  return courseOf(recording, goings)
}

function stepsOf(timeSeconds: Float64Array, counter: Float64Array): Step[] {
  const steps: Step[] = []
  let before = 0
  for (let i = 0; i < counter.length; i++) {
    if (!(at(counter, i) > before)) continue
    steps.push({ seconds: at(timeSeconds, i), meters: at(counter, i) - before })
    before = at(counter, i)
  }
  return steps
}

/** Splits a lap at its steps. When the steps do not add up to its metres, spreads them evenly. */
function lapByWalls(lap: Recording['laps'][number], steps: readonly Step[]): Going[] {
  const total = lap.distanceMeters ?? 0
  if (total === 0) return []
  const stepped = steps.reduce((sum, step) => sum + step.meters, 0)
  if (Math.abs(stepped / total - 1) > MOST_OFF_SHARE) return [lapAsGoing(lap)]
  const goings: Going[] = []
  let from = lap.startSeconds
  let metres = 0
  for (const step of steps) {
    const to = Math.min(lap.endSeconds, step.seconds)
    metres += (total * step.meters) / stepped
    if (to <= from) continue
    goings.push({ startSeconds: from, endSeconds: to, meters: metres, movingSeconds: to - from })
    from = to
    metres = 0
  }
  return goings
}
