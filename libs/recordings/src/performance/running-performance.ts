/** Returns the fraction of VO2max that an athlete holds in a race of this duration (Daniels and Gilbert 1979, Oxygen Power). */
export const sustainedShare = (seconds: number): number => {
  const minutes = seconds / 60
  return 0.8 + 0.1894393 * Math.exp(-0.012778 * minutes) + 0.2989558 * Math.exp(-0.1932605 * minutes)
}

/** Returns the oxygen cost of running on flat ground, in ml/kg/min (Daniels and Gilbert 1979). */
const costOfRunning = (metersPerMinute: number): number => -4.6 + 0.182258 * metersPerMinute + 0.000104 * metersPerMinute ** 2

/** Returns VO2max from a race, in ml/kg/min: "VDOT" (Daniels and Gilbert 1979, Oxygen Power). */
export const vdot = (distanceMeters: number, seconds: number): number =>
  costOfRunning((distanceMeters / seconds) * 60) / sustainedShare(seconds)

const FASTEST_MPS = 12
const SLOWEST_MPS = 0.5

/**
 * Returns the seconds of a race with this VDOT: the inverse of `vdot`, by bisection, which works because VDOT falls as the time
 * rises.
 */
export const secondsAtVdot = (distanceMeters: number, wanted: number): number => {
  let [low, high] = [distanceMeters / FASTEST_MPS, distanceMeters / SLOWEST_MPS]
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (vdot(distanceMeters, middle) > wanted) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Predicts the seconds over another distance from those over one distance (Riegel 1981, American Scientist 69). */
export const riegelSeconds = (seconds: number, distanceMeters: number, otherMeters: number): number =>
  seconds * (otherMeters / distanceMeters) ** 1.06

/** The races that people ask about. */
const RACES: readonly { readonly name: string; readonly distanceMeters: number }[] = [
  { name: '1 mile', distanceMeters: 1609.344 },
  { name: '5 km', distanceMeters: 5000 },
  { name: '10 km', distanceMeters: 10_000 },
  { name: 'Half marathon', distanceMeters: 21_097.5 },
  { name: 'Marathon', distanceMeters: 42_195 },
]

export interface RacePrediction {
  readonly name: string
  readonly distanceMeters: number
  readonly seconds: number
}

/** Returns the predicted times for a VDOT, shortest race first. */
export const racePredictions = (known: number): readonly RacePrediction[] =>
  RACES.map((race) => ({ ...race, seconds: secondsAtVdot(race.distanceMeters, known) }))
