import { at, type Sport } from '../recording.ts'
import { isOnFoot, isRunning } from '../sports.ts'

/** Nobody takes more steps per minute with one foot for a tenth of the time. A higher cadence counted both feet. */
const MOST_RUNNING_RPM = 110
const MOST_WALKING_RPM = 85
const SHARE = 0.9

/**
 * Returns the cadence on the scale of FIT: crank revolutions, or on foot the steps of one foot. Halves a channel that counted
 * both feet; returns any other channel unchanged.
 */
export function oneFoot(cadence: Float64Array, sport: Sport): Float64Array {
  if (!isOnFoot(sport)) return cadence
  const told = cadence.filter((rpm) => rpm > 0).sort()
  if (told.length === 0 || at(told, Math.floor(SHARE * (told.length - 1))) <= mostRpm(sport)) return cadence
  return cadence.map((rpm) => rpm / 2)
}

const mostRpm = (sport: Sport): number => (isRunning(sport) ? MOST_RUNNING_RPM : MOST_WALKING_RPM)

/**
 * Returns the mean cadence without coasting and standing, which read 0. Returns 0 when every value is 0, and null when there is
 * no value.
 */
export function meanCadence(cadence: Float64Array | undefined): number | null {
  if (cadence === undefined) return null
  let [sum, turning, told] = [0, 0, 0]
  for (const rpm of cadence) {
    if (Number.isNaN(rpm)) continue
    told++
    if (rpm > 0) {
      sum += rpm
      turning++
    }
  }
  if (turning === 0) return told > 0 ? 0 : null
  return sum / turning
}
