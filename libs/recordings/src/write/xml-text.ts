const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** What XML 1.0 has no way to write: control characters, halves of a pair of surrogates, two that are no characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu

/** Text as it stands in an element or an attribute; what XML cannot hold is left out. */
export const xmlText = (text: string): string =>
  text.replace(UNWRITABLE, '').replace(/[&<>"']/g, (character) => ENTITIES[character] as string)

/** A decimal number without an exponent and without what follows nothing: xsd:decimal knows neither. */
export const xmlNumber = (value: number, digits: number): string => {
  const text = value.toFixed(digits)
  if (digits === 0) return text
  const short = text.replace(/\.?0+$/, '')
  return short === '-0' ? '0' : short
}

/** An instant as xsd:dateTime in UTC, with milliseconds where it has any. */
export const xmlTime = (ms: number): string => new Date(Math.round(ms)).toISOString().replace('.000Z', 'Z')

/** An element with a number, or nothing for a null. */
export const numberElement = (name: string, value: number | null | undefined, digits: number): string =>
  value === null || value === undefined || Number.isNaN(value) ? '' : `<${name}>${xmlNumber(value, digits)}</${name}>`

/** The value where, rounded, it lies within the bounds that its schema sets; else null. */
export const bounded = (least: number, most: number, value: number | null | undefined): number | null =>
  value !== null && value !== undefined && Math.round(value) >= least && Math.round(value) <= most ? value : null

/** An element around others, or nothing around nothing. */
export const wrapped = (name: string, inner: string): string => (inner === '' ? '' : `<${name}>${inner}</${name}>`)

/** Both schemas end the globe before 180. */
export const xmlLongitude = (degrees: number): string => {
  const text = xmlNumber(degrees, 7)
  return text === '180' ? '-180' : text
}

/** How many samples are written before the reader's turn: about a millisecond's work. */
export const PIECE_SAMPLES = 256
