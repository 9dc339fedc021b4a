import { addDays, instantOfHour } from '@gruppetto/graph'
import type { Random } from '../capacity/random.ts'
import type { Diary } from './happen.ts'
import type { Person, Size } from './people.ts'

export const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS
/** Who was not out for so many days has stopped. It is considered then whether a friend's word would be welcome. */
export const SILENT_DAYS = 14

interface Gear {
  readonly id: string
  readonly kind: 'SHOES' | 'BIKE'
  readonly productId: string
  readonly limitMeters: number
  meters: number
  toldMeters: number
  revision: number
}

/** How an athlete stands on a day. */
export interface State {
  readonly person: Person
  readonly index: number
  /** From 0, who has gone, to 1. */
  engagement: number
  isFading: boolean
  joinsOn: number
  lastOut: number
  /** Days in a row through `lastOut`, and weeks in a row through that of `lastOut`. */
  dayRun: number
  weekRun: number
  activities: number
  gears: number
  gear: Gear | null
  readonly followees: Set<number>
  readonly followers: Set<number>
  readonly clubs: Set<number>
  /** What others think of what the athlete does, of late: 0 to 1. */
  support: number
}

export interface World {
  readonly random: Random
  /** Decides what is looked at in the marketplace, so that another market changes nothing else. */
  readonly taste: Random
  readonly size: Size
  readonly states: readonly State[]
  readonly diary: Diary
  day: number
  readonly midnights: Map<string, number>
}

export const weekOf = (day: number): number => Math.floor(day / 7)
export const dateOf = ({ size }: World, day: number): string => addDays(size.firstDay, day)

/** The instant at which the clock of a person shows this hour of the present day; hours may have fractions. */
export const instantOf = (world: World, { country: { timeZone } }: Person, hour: number): number => {
  const date = dateOf(world, world.day)
  const key = `${timeZone}:${date}`
  const midnight = world.midnights.get(key) ?? instantOfHour(date, 0, timeZone)
  world.midnights.set(key, midnight)
  return Math.round(midnight + hour * HOUR_MS)
}

export const isHere = (world: World, { joinsOn }: State): boolean => world.day >= joinsOn
export const stateOf = ({ states }: World, index: number): State => {
  const state = states[index]
  if (state === undefined) throw new Error(`there is no athlete ${index}`)
  return state
}

/** Something between -1 and 1, mostly near 0. */
export const noise = (random: Random): number => random.next() + random.next() - 1

export const newState = (random: Random, person: Person, index: number, { days }: Size): State => ({
  person,
  index,
  engagement: 1,
  isFading: false,
  joinsOn: person.isEarly ? 0 : 1 + Math.floor(random.next() * days),
  lastOut: -1,
  dayRun: 0,
  weekRun: 0,
  activities: 0,
  gears: 0,
  gear: null,
  followees: new Set(),
  followers: new Set(),
  clubs: new Set(),
  support: 0.3,
})
