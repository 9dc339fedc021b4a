const METERS_PER_MILE = 1609.344
const METERS_PER_FOOT = 0.3048

export type Units = 'METRIC' | 'IMPERIAL'

/** What one typed unit of a metric is in the units of the API: kilometres or miles, hours, metres or feet of climb, minutes of a time, else one. */
export const unitOf = (
  metric: string,
  units: Units,
): { readonly factor: number; readonly name: 'km' | 'mi' | 'h' | 'm' | 'ft' | 'min' | 'count' } => {
  if (metric === 'DISTANCE') return units === 'METRIC' ? { factor: 1_000, name: 'km' } : { factor: METERS_PER_MILE, name: 'mi' }
  if (metric === 'ELEVATION_GAIN') return units === 'METRIC' ? { factor: 1, name: 'm' } : { factor: METERS_PER_FOOT, name: 'ft' }
  if (metric === 'MOVING_TIME') return { factor: 3_600, name: 'h' }
  if (metric === 'SEGMENT_TIME') return { factor: 60, name: 'min' }
  return { factor: 1, name: 'count' }
}

/** Reads a target as it was typed; null where there is none. A comma is a decimal point. */
export const targetOf = (typed: string, metric: string, units: Units): number | null => {
  const value = Number(typed.trim().replace(',', '.'))
  return typed.trim() === '' || !Number.isFinite(value) ? null : value * unitOf(metric, units).factor
}

/** Writes a target as it is typed. */
export const typedOf = (target: number, metric: string, units: Units): string =>
  String(Math.round((target / unitOf(metric, units).factor) * 100) / 100)
