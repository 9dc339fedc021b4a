/** Pseudo-random numbers that are the same in every run (mulberry32). */
const randomFrom = (seed: number) => {
  let state = seed
  return (): number => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32
  }
}

const DEGREE = 111_195.08
export const DOOR = { latitude: 47, longitude: 8 }

interface Standing {
  /** Standing at the door, before the run and after it. */
  readonly seconds: number
  /** The standard deviation of each fix in both directions, in metres. */
  readonly wander: number
  readonly seed: number
}

/**
 * One fix per second of an athlete who stands at the door, runs one kilometre to the north and back at 3 m/s, and stands there
 * again.
 */
export function outFromDoor({ seconds, wander, seed }: Standing) {
  const random = randomFrom(seed)
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()) * wander
  const half = Array.from({ length: 334 }, (_, i) => i * 3)
  const stand = new Array<number>(seconds).fill(0)
  const way = [...stand, ...half, ...half.toReversed(), ...stand]
  return {
    timeSeconds: Float64Array.from(way.keys()),
    latitude: Float64Array.from(way, (meters) => DOOR.latitude + (meters + normal()) / DEGREE),
    longitude: Float64Array.from(way, () => DOOR.longitude + normal() / (DEGREE * Math.cos((DOOR.latitude * Math.PI) / 180))),
  }
}

export const placesOf = ({
  latitude,
  longitude,
}: {
  readonly latitude: Float64Array
  readonly longitude: Float64Array
}): (readonly [number, number])[] => Array.from(latitude, (degrees, i) => [degrees, longitude[i] ?? Number.NaN])
