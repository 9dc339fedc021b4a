import type { Point } from '../../design/polyline.ts'

/** The channels of a recording that are drawn, in this order. */
const DRAWN = ['ALTITUDE', 'SPEED', 'HEART_RATE', 'POWER', 'CADENCE', 'TEMPERATURE'] as const
export type Drawn = (typeof DRAWN)[number]

export type Samples = readonly (number | null)[]

export interface Stream {
  readonly channel: string
  readonly samples: Samples
}

export interface Shown {
  readonly name: Drawn
  readonly samples: Samples
  /** A value now and then, such as one for each length of a pool. */
  readonly isSparse: boolean
}

export interface Channels {
  readonly time: Samples
  readonly distance: Samples
  readonly hasDistance: boolean
  /** Those with a value. */
  readonly shown: readonly Shown[]
  /** In percent. */
  readonly grade: Samples
  /** Where the athlete was at each sample, when that is known. */
  readonly places: readonly (Point | null)[]
}

const isSparse = (samples: Samples): boolean => samples.filter((value) => value !== null).length < samples.length / 2

/** Returns the value of a sample, or null; where there are few values, the nearest one. */
export const valueAt = ({ samples, isSparse }: Pick<Shown, 'samples' | 'isSparse'>, index: number): number | null => {
  const own = samples[index] ?? null
  if (own !== null || !isSparse) return own
  for (let away = 1; away < samples.length; away += 1) {
    const near = samples[index - away] ?? samples[index + away]
    if (near != null) return near
  }
  return null
}

/** Where there is a value now and then, such as one for each length of a pool, a zero is a length that nobody has measured. */
const measuredOf = (name: Drawn, samples: Samples): Samples =>
  (name === 'SPEED' || name === 'CADENCE') && isSparse(samples) ? samples.map((value) => value || null) : samples

const hasValues = (samples: Samples): boolean => samples.some((value) => value !== null)

/** Sorts the channels of a recording by what they are for. A channel that says the same all the time, such as a speed of 0, is not shown. */
export const channelsOf = (streams: readonly Stream[]): Channels => {
  const of = (name: string): Samples => streams.find(({ channel }) => channel === name)?.samples ?? []
  const [time, distance, latitude, longitude] = [of('TIME'), of('DISTANCE'), of('LATITUDE'), of('LONGITUDE')]
  const isVaried = (samples: Samples): boolean => new Set(samples.filter((value) => value !== null)).size > 1
  return {
    time,
    distance,
    hasDistance: hasValues(distance) && Math.max(...distance.map((value) => value ?? 0)) > 0,
    shown: DRAWN.map((name) => ({ name, samples: measuredOf(name, of(name)) }))
      .filter(({ samples }) => isVaried(samples))
      .map((each) => ({ ...each, isSparse: isSparse(each.samples) })),
    grade: of('GRADE'),
    places: latitude.map((north, index) => {
      const east = longitude[index]
      return north === null || east == null ? null : [north, east]
    }),
  }
}

const samplesOf = (streams: readonly Stream[], name: string): Samples =>
  streams.find(({ channel }) => channel === name)?.samples ?? []

/**
 * Puts a part of a recording, which was asked for in more points, in the place of what the whole has of it. Both are sorted by TIME. What is not
 * one of the channels of the whole is left out.
 */
export const withPart = (whole: readonly Stream[], part: readonly Stream[]): readonly Stream[] => {
  const [times, own] = [samplesOf(whole, 'TIME'), samplesOf(part, 'TIME')]
  const [first, last] = [own[0], own.at(-1)]
  if (first == null || last == null) return whole
  const from = times.findIndex((time) => time !== null && time >= first)
  const to = times.findLastIndex((time) => time !== null && time <= last) + 1
  const [before, after] = [from < 0 ? times.length : from, Math.max(to, from < 0 ? times.length : from)]
  return whole.map(({ channel, samples }) => {
    const inside = samplesOf(part, channel)
    const more = inside.length === own.length ? inside : own.map(() => null)
    return { channel, samples: [...samples.slice(0, before), ...more, ...samples.slice(after)] }
  })
}

/** Returns the index of the last sample that is not after a moment, in seconds of TIME; 0 before the first. */
export const indexAt = (time: Samples, seconds: number): number =>
  Math.max(
    0,
    time.findLastIndex((value) => value !== null && value <= seconds),
  )

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
