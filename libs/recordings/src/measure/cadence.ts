import { at, type Sport } from '../recording.ts'
import { isOnFoot, isRunning } from '../sports.ts'

/** Nobody takes so many steps a minute with one foot for a tenth of the time: both feet were counted. */
const MOST_RUNNING_RPM = 110
const MOST_WALKING_RPM = 85
const SHARE = 0.9

/** Cadence on the scale of FIT: turns of the cranks, on foot the steps of one foot. What counted both feet is halved; the channel itself otherwise. */
export function oneFoot(cadence: Float64Array, sport: Sport): Float64Array {
  if (!isOnFoot(sport)) return cadence
  const told = cadence.filter((rpm) => rpm > 0).sort()
  if (told.length === 0 || at(told, Math.floor(SHARE * (told.length - 1))) <= mostRpm(sport)) return cadence
  return cadence.map((rpm) => rpm / 2)
}

const mostRpm = (sport: Sport): number => (isRunning(sport) ? MOST_RUNNING_RPM : MOST_WALKING_RPM)

/** The mean while there was one: coasting and standing, which read 0, are left out. 0 for what never turned, null where nothing was told. */
export function meanCadence(cadence: Float64Array | undefined): number | null {
  const told = cadence?.filter((rpm) => !Number.isNaN(rpm)) ?? new Float64Array(0)
  const turning = told.filter((rpm) => rpm > 0)
  if (turning.length === 0) return told.length > 0 ? 0 : null
  return turning.reduce((sum, rpm) => sum + rpm, 0) / turning.length
}
