/** The channels of a recording that are drawn, in this order. */
const DRAWN = ['ALTITUDE', 'SPEED', 'HEART_RATE', 'POWER', 'CADENCE', 'TEMPERATURE'] as const
export type Drawn = (typeof DRAWN)[number]

export type Samples = readonly (number | null)[]

interface Stream {
  readonly channel: string
  readonly samples: Samples
}

export interface Channels {
  readonly time: Samples
  readonly distance: Samples
  readonly hasDistance: boolean
  /** Those with a value. */
  readonly shown: readonly { readonly name: Drawn; readonly samples: Samples }[]
  /** Where the athlete was at a sample, when that is known. */
  positionAt(index: number): readonly [latitude: number, longitude: number] | null
}

const hasValues = (samples: Samples): boolean => samples.some((value) => value !== null)

/** Sorts the channels of a recording by what they are for. A channel that says the same all the time, such as a speed of 0, is not shown. */
export const channelsOf = (streams: readonly Stream[]): Channels => {
  const of = (name: string): Samples => streams.find(({ channel }) => channel === name)?.samples ?? []
  const [time, distance, latitude, longitude] = ['TIME', 'DISTANCE', 'LATITUDE', 'LONGITUDE'].map(of) as [
    Samples,
    Samples,
    Samples,
    Samples,
  ]
  const isVaried = (samples: Samples): boolean => new Set(samples.filter((value) => value !== null)).size > 1
  return {
    time,
    distance,
    hasDistance: hasValues(distance) && Math.max(...distance.map((value) => value ?? 0)) > 0,
    shown: DRAWN.map((name) => ({ name, samples: of(name) })).filter(({ samples }) => isVaried(samples)),
    positionAt(index) {
      const [north, east] = [latitude[index], longitude[index]]
      return north == null || east == null ? null : [north, east]
    },
  }
}

/**
 * The values of an axis, which a chart needs to grow: where one is missing or falls back (a pause, a privacy zone) it stays at the greatest
 * before.
 */
export const axisOf = (samples: Samples): number[] => {
  let most = 0
  return samples.map((value) => {
    most = Math.max(most, value ?? most)
    return most
  })
}
