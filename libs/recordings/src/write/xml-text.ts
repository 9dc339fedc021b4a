const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** What XML 1.0 has no way to write: control characters, halves of a pair of surrogates, two that are no characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu

/** Escapes text for an element or an attribute. Drops what XML cannot contain. */
export const xmlText = (text: string): string =>
  text.replace(UNWRITABLE, '').replace(/[&<>"']/g, (character) => ENTITIES[character] as string)

/** Formats a decimal number without an exponent and without trailing zeros; xsd:decimal does not allow an exponent. */
export const xmlNumber = (value: number, digits: number): string => {
  const text = value.toFixed(digits)
  if (digits === 0) return text
  const short = text.replace(/\.?0+$/, '')
  return short === '-0' ? '0' : short
}

/** Formats an instant as xsd:dateTime in UTC, with milliseconds only when they are not 0. */
export const xmlTime = (ms: number): string => new Date(Math.round(ms)).toISOString().replace('.000Z', 'Z')

/** Returns an element with a number; an empty string for null. */
export const numberElement = (name: string, value: number | null | undefined, digits: number): string =>
  value === null || value === undefined || Number.isNaN(value) ? '' : `<${name}>${xmlNumber(value, digits)}</${name}>`

/** Returns the value when, rounded, it lies within the limits of the schema; else null. */
export const bounded = (least: number, most: number, value: number | null | undefined): number | null =>
  value !== null && value !== undefined && Math.round(value) >= least && Math.round(value) <= most ? value : null

/** Wraps content in an element; returns an empty string when there is none. */
export const wrapped = (name: string, inner: string): string => (inner === '' ? '' : `<${name}>${inner}</${name}>`)

/** Both schemas require longitudes below 180. */
export const xmlLongitude = (degrees: number): string => {
  const text = xmlNumber(degrees, 7)
  return text === '180' ? '-180' : text
}

/** How many samples are written before control returns to the reader: about one millisecond of work. */
export const PIECE_SAMPLES = 256
