const METERS_PER_MILE = 1609.344
const KILOGRAMS_PER_POUND = 0.45359237

type Units = 'METRIC' | 'IMPERIAL'

const metersOf = (units: Units): number => (units === 'METRIC' ? 1_000 : METERS_PER_MILE)

/** Reads a pace such as 4:15, the time for a kilometre or a mile, as metres a second. Null where it is none. */
export const speedOfPace = (text: string, units: Units): number | null => {
  const match = /^(\d{1,2})[:.](\d{2})$/.exec(text.trim())
  const seconds = match === null ? 0 : Number(match[1]) * 60 + Number(match[2])
  return seconds === 0 || Number(match?.[2]) > 59 ? null : metersOf(units) / seconds
}

/** Writes metres a second as a pace such as 4:15. */
export const paceOfSpeed = (metersPerSecond: number, units: Units): string => {
  const seconds = Math.round(metersOf(units) / metersPerSecond)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** Reads a weight in kilograms or pounds as kilograms, to a gram. */
export const kilogramsOf = (amount: number, units: Units): number =>
  units === 'METRIC' ? amount : Math.round(amount * KILOGRAMS_PER_POUND * 1_000) / 1_000

/** Writes kilograms in the units of somebody, to a tenth. */
export const weightOf = (kilograms: number, units: Units): number =>
  Math.round((units === 'METRIC' ? kilograms : kilograms / KILOGRAMS_PER_POUND) * 10) / 10
