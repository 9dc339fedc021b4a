import type { Writing } from './writing.ts'

/** Sports whose speed is told as the time for a distance. */
const ON_FOOT = new Set(['RUN', 'TRAIL_RUN', 'VIRTUAL_RUN', 'WALK', 'HIKE'])
const IN_WATER = new Set(['SWIM', 'OPEN_WATER_SWIM'])
const ROWING = new Set(['ROW'])

export const isOnFoot = (sport: string): boolean => ON_FOOT.has(sport)
export const isSwum = (sport: string): boolean => IN_WATER.has(sport)
export const isStroked = (sport: string): boolean => IN_WATER.has(sport) || ROWING.has(sport)

const METERS_PER_MILE = 1609.344
const METERS_PER_YARD = 0.9144
const METERS_PER_FOOT = 0.3048

/** Numbers, times and places in time, as they are written for somebody. All values come in the units of the API: metres, seconds, metres a second. */
export interface Measures {
  number(value: number, digits?: number): string
  /** With its unit, such as `42.2 km`. Of a swim it is `2,600 m` or `2,843 yd`, as swimmers count. */
  distance(meters: number, sport?: string): string
  /** How long a pool is. One of yards is told in yards, whatever else is: `25 m`, `33.33 m`, `25 yd`. */
  pool(meters: number): string
  elevation(meters: number): string
  /** Such as `1:04:09`, or `4:09`. */
  clock(seconds: number): string
  /** Such as `1 h 04 min`. */
  duration(seconds: number): string
  /** Hours and minutes of little room, such as `3:05`. */
  hours(seconds: number): string
  /** The speed of a sport: `4:52 /km` on foot, `1:45 /100 m` in water, `31.4 km/h` otherwise. */
  speed(metersPerSecond: number, sport: string): string
  /** Whether a sport tells its speed as a pace. */
  hasPace(sport: string): boolean
  temperature(celsius: number): string
  /** Such as `3 minutes ago`, `yesterday`, or a date. */
  ago(instant: string, nowMs?: number): string
  dateTime(instant: string): string
  /** The day of an instant, with the year. */
  dateOf(instant: string): string
  day(date: string): string
  /** Such as `22 Nov`. */
  dayOfMonth(date: string): string
  /** With the year. */
  date(date: string): string
  /** A wall-clock time without an offset, as it was where it happened. */
  local(wallClock: string): string
}

const clockOf = (seconds: number): string => {
  const whole = Math.max(0, Math.round(seconds))
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const two = (value: number) => String(value).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}

const made = new Map<string, unknown>()
/** Intl's formats cost more to make than to use. */
const kept = <Format>(key: string, make: () => Format): Format => {
  const known = made.get(key) as Format | undefined
  if (known !== undefined) return known
  const format = make()
  made.set(key, format)
  return format
}

export const measuresOf = ({ locale, units, timeZone }: Writing): Measures => {
  const isMetric = units === 'METRIC'
  const number = (value: number, digits = 0): string =>
    kept(
      `${locale} ${digits}`,
      () =>
        new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: 'negative' }),
    ).format(value)
  const withUnit = (value: number, unit: string, digits: number) => `${number(value, digits)}\u00a0${unit}`
  const dates = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    kept(`${locale} ${timeZone} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, { timeZone, ...options }))
  const relative = kept(`${locale} ago`, () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))

  const distance = (meters: number, sport?: string): string => {
    if (sport !== undefined && IN_WATER.has(sport)) {
      return isMetric ? withUnit(meters, 'm', 0) : withUnit(meters / METERS_PER_YARD, 'yd', 0)
    }
    if (isMetric) return meters < 1_000 ? withUnit(meters, 'm', 0) : withUnit(meters / 1_000, 'km', meters < 100_000 ? 1 : 0)
    const miles = meters / METERS_PER_MILE
    return miles < 0.25 ? withUnit(meters / METERS_PER_YARD, 'yd', 0) : withUnit(miles, 'mi', miles < 100 ? 1 : 0)
  }
  const pace = (metersPerSecond: number, meters: number, unit: string): string =>
    metersPerSecond > 0 ? `${clockOf(meters / metersPerSecond)}\u00a0/${unit}` : '–'
  const hasPace = (sport: string) => ON_FOOT.has(sport) || IN_WATER.has(sport) || ROWING.has(sport)

  return {
    number,
    distance,
    pool(meters) {
      const yards = meters / METERS_PER_YARD
      const isOfYards = Math.abs(yards - Math.round(yards)) < 0.02 && Math.abs(meters - Math.round(meters)) >= 0.02
      if (isOfYards) return withUnit(yards, 'yd', 0)
      return withUnit(meters, 'm', Math.abs(meters - Math.round(meters)) < 0.005 ? 0 : 2)
    },
    elevation: (meters) => (isMetric ? withUnit(meters, 'm', 0) : withUnit(meters / METERS_PER_FOOT, 'ft', 0)),
    clock: clockOf,
    duration(seconds) {
      const minutes = Math.round(seconds / 60)
      if (minutes < 60) return withUnit(minutes, 'min', 0)
      const rest = minutes % 60
      return rest === 0
        ? withUnit(minutes / 60, 'h', 0)
        : `${withUnit(Math.floor(minutes / 60), 'h', 0)} ${withUnit(rest, 'min', 0)}`
    },
    hours: (seconds) => {
      const minutes = Math.round(seconds / 60)
      return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
    },
    speed(metersPerSecond, sport) {
      if (IN_WATER.has(sport)) {
        return isMetric ? pace(metersPerSecond, 100, '100\u00a0m') : pace(metersPerSecond, 100 * METERS_PER_YARD, '100\u00a0yd')
      }
      if (ROWING.has(sport)) return pace(metersPerSecond, 500, '500\u00a0m')
      if (ON_FOOT.has(sport)) return isMetric ? pace(metersPerSecond, 1_000, 'km') : pace(metersPerSecond, METERS_PER_MILE, 'mi')
      const perHour = metersPerSecond * 3_600
      return isMetric ? withUnit(perHour / 1_000, 'km/h', 1) : withUnit(perHour / METERS_PER_MILE, 'mph', 1)
    },
    hasPace,
    temperature: (celsius) => (isMetric ? withUnit(celsius, '°C', 0) : withUnit((celsius * 9) / 5 + 32, '°F', 0)),
    ago(instant, nowMs = Date.now()) {
      const seconds = (Date.parse(instant) - nowMs) / 1_000
      const past = Math.abs(seconds)
      if (past < 45) return relative.format(0, 'second')
      if (past < 3_570) return relative.format(Math.round(seconds / 60), 'minute')
      if (past < 22 * 3_600) return relative.format(Math.round(seconds / 3_600), 'hour')
      if (past < 6.5 * 86_400) return relative.format(Math.round(seconds / 86_400) || -1, 'day')
      const isThisYear = new Date(instant).getUTCFullYear() === new Date(nowMs).getUTCFullYear()
      return dates({ day: 'numeric', month: 'short', ...(isThisYear ? {} : { year: 'numeric' }) }).format(new Date(instant))
    },
    dateTime: (instant) => dates({ dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant)),
    dateOf: (instant) => dates({ dateStyle: 'medium' }).format(new Date(instant)),
    day: (date) =>
      dates({ timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' }).format(new Date(`${date}T00:00:00Z`)),
    dayOfMonth: (date) => dates({ timeZone: 'UTC', day: 'numeric', month: 'short' }).format(new Date(`${date}T00:00:00Z`)),
    date: (date) => dates({ timeZone: 'UTC', dateStyle: 'medium' }).format(new Date(`${date}T00:00:00Z`)),
    local: (wallClock) => dates({ timeZone: 'UTC', dateStyle: 'full', timeStyle: 'short' }).format(new Date(`${wallClock}Z`)),
  }
}
