import type { EventData } from '@gruppetto/events'
import type { Random } from '../capacity/random.ts'

/** How large a simulated population is, and which one. The same values make the same events. */
export interface Size {
  readonly athletes: number
  readonly days: number
  readonly seed: number
  /** The first day, YYYY-MM-DD: a Monday. */
  readonly firstDay: string
}

type Persona = NonNullable<EventData<'athlete.changed'>['persona']>
type Sport = 'RIDE' | 'RUN'

interface Country {
  readonly country: string
  readonly timeZone: string
  /** The month with most activities, 0 to 11. */
  readonly summit: number
}

const COUNTRIES: readonly Country[] = [
  { country: 'CH', timeZone: 'Europe/Zurich', summit: 6 },
  { country: 'GB', timeZone: 'Europe/London', summit: 6 },
  { country: 'US', timeZone: 'America/New_York', summit: 5 },
  { country: 'JP', timeZone: 'Asia/Tokyo', summit: 4 },
  { country: 'BR', timeZone: 'America/Sao_Paulo', summit: 0 },
]

/** The hours at which somebody is out: most days at the first, else at the second; and at weekends. */
interface Habit {
  readonly first: number
  readonly second: number
  readonly weekend: number
}

const HABITS: readonly Habit[] = [
  { first: 6, second: 18, weekend: 8 },
  { first: 12, second: 18, weekend: 10 },
  { first: 17, second: 12, weekend: 9 },
  { first: 19, second: 7, weekend: 14 },
  { first: 21, second: 18, weekend: 16 },
]

/** What is true of an athlete from the beginning, and what no model is told but by what the athlete does. */
export interface Person {
  readonly id: string
  readonly country: Country
  readonly town: number
  readonly community: number
  readonly sport: Sport
  readonly persona: Persona
  readonly habit: Habit
  /** Activities a week in a usual month. */
  readonly rate: number
  /** How much the season changes that: 0 to 1. */
  readonly seasonality: number
  /** From 0, who keeps to himself, to 1. */
  readonly sociality: number
  /** How much a friend's word does for one who has stopped: 0 to 1. */
  readonly glad: number
  /** Who has a car forgets at times to stop the recording before driving home. */
  readonly hasCar: boolean
  /** Who has no device enters activities by hand. */
  readonly hasDevice: boolean
  readonly isPrivate: boolean
  readonly suggestible: boolean
  /** Who hides a part of what is done. */
  readonly hides: number
  /** Joined before the first day. */
  readonly isEarly: boolean
}

const COMMUNITY_SIZE = 40
const COMMUNITIES_OF_A_TOWN = 5

const padded = (number: number): string => String(number).padStart(6, '0')
export const idOf = (prefix: string, number: number | string): string =>
  `${prefix}_sim${typeof number === 'number' ? padded(number) : number}`

export const pick = <Item>(random: Random, items: readonly Item[]): Item => {
  const item = items[Math.floor(random.next() * items.length)]
  if (item === undefined) throw new Error('there is nothing to pick')
  return item
}

const personaOf = (random: Random, sociality: number): Persona => {
  if (random.next() < 0.05) return 'CLUB_MANAGER'
  if (random.next() < sociality) return 'SOCIAL_ENTHUSIAST'
  return random.next() < 0.4 ? 'DATA_NERD' : 'SOLO_ATHLETE'
}

/** Makes the athletes. Neighbours by number are of one community, and those of a community mostly have one sport. */
export const makePeople = (random: Random, { athletes }: Pick<Size, 'athletes'>): readonly Person[] =>
  Array.from({ length: athletes }, (_, index) => {
    const community = Math.floor(index / COMMUNITY_SIZE)
    const town = Math.floor(community / COMMUNITIES_OF_A_TOWN)
    const country = COUNTRIES[town % COUNTRIES.length]
    if (country === undefined) throw new Error('there is no country')
    const sociality = random.next() ** 1.5
    const isRider = random.next() < 0.8 ? community % 2 === 0 : random.next() < 0.5
    return {
      id: idOf('ath', index),
      country,
      town,
      community,
      sport: isRider ? 'RIDE' : 'RUN',
      persona: personaOf(random, sociality),
      habit: pick(random, HABITS),
      rate: Math.min(7, Math.exp(0.9 + 0.7 * (random.next() + random.next() + random.next() - 1.5))),
      seasonality: random.next() * 0.6,
      sociality,
      glad: Math.min(1, Math.max(0, 0.15 + 0.7 * sociality + 0.3 * (random.next() - 0.5))),
      hasCar: random.next() < 0.6,
      hasDevice: random.next() < 0.85,
      isPrivate: random.next() < 0.05,
      suggestible: random.next() < 0.97,
      hides: random.next() < 0.1 ? random.next() : 0,
      isEarly: random.next() < 0.85,
    }
  })

/** How many activities a person's month has beside a usual one. */
export const seasonOf = ({ seasonality, country }: Person, month: number): number =>
  1 + seasonality * Math.cos((2 * Math.PI * (month - country.summit)) / 12)
