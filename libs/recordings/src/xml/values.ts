const TIME = /^(-?\d{4,6})-(\d\d?)-(\d\d?)[T ](\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/i

/**
 * Parses an xsd:dateTime to milliseconds since the epoch; NaN when it is not one. A time without an offset is UTC, as GPX and TCX
 * require. An impossible day is NaN too, since a roll-over into the next month would invent a date.
 */
export function parseTime(text: string): number {
  const parts = TIME.exec(text)
  if (!parts) return Number.NaN
  const [, year, month, day, hour, minute, second = '0', fraction = '0', zone = 'Z'] = parts
  const ms = Math.round(Number(`0.${fraction}`) * 1000)
  const wall = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second), ms)
  if (new Date(wall).getUTCDate() !== Number(day) && Number(hour) < 24) return Number.NaN
  return wall - offsetMinutes(zone) * 60_000
}

function offsetMinutes(zone: string): number {
  if (zone === 'Z' || zone === 'z') return 0
  const sign = zone.startsWith('-') ? -1 : 1
  return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', '') || '0'))
}

/** Parses a decimal number; NaN for anything else, including hex and empty text. Accepts a decimal comma. */
export function parseNumber(text: string | undefined): number {
  if (text === undefined) return Number.NaN
  const plain = text.includes(',') ? text.replace(',', '.') : text
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(plain) ? Number(plain) : Number.NaN
}
