import { isUtf8 } from 'node:buffer'

/** Why a whole file cannot be read. */
export class FeedError extends Error {
  override readonly name = 'FeedError'
}

/** A record of a file, and the line on which it begins; the first line is 1. */
export interface FeedRecord {
  readonly line: number
  readonly cells: readonly string[]
}

const NOT_UTF8 = 'is not UTF-8: save it as "CSV UTF-8"'

const LINE_FEED = 10

/** Returns the number of the first line that is not UTF-8. */
const badLineOf = (bytes: Uint8Array): number => {
  let line = 1
  for (let start = 0; start < bytes.length; line += 1) {
    const found = bytes.indexOf(LINE_FEED, start)
    const end = found === -1 ? bytes.length : found
    if (!isUtf8(bytes.subarray(start, end))) return line
    start = end + 1
  }
  return line
}

/** Returns the text of a file. Throws FeedError when it is not UTF-8, with the line where that begins. */
export const decodeFeed = (bytes: Uint8Array): string => {
  if (!isUtf8(bytes)) throw new FeedError(`${NOT_UTF8} (line ${badLineOf(bytes)})`)
  return new TextDecoder('utf-8').decode(bytes)
}

const DELIMITERS = ['\t', ';', ','] as const

/** The sign that stands between the names of the first line: that of which there are most. */
const delimiterOf = (text: string): string => {
  const head = text.slice(0, 10_000).split(/[\r\n]/, 1)[0] ?? ''
  const counts = DELIMITERS.map((sign) => ({ sign, count: head.split(sign).length }))
  return counts.toSorted((one, other) => other.count - one.count)[0]?.sign ?? ','
}

/** A field that is longer is none: a quote was opened and never closed. */
const MOST_FIELD = 20_000

/**
 * Returns the records of a file with commas, semicolons or tabs between its fields, quoted as RFC 4180 has it: a quote counts where a field
 * begins. Lines end with any line end; empty ones are left out. Throws FeedError when it is no text, or a quote is never closed: what
 * follows would be read wrongly.
 */
export function* recordsOf(file: string): Generator<FeedRecord> {
  const text = file.startsWith('\uFEFF') ? file.slice(1) : file
  if (text.includes('\0')) throw new FeedError(`is no text, or ${NOT_UTF8}`)
  const delimiter = delimiterOf(text)
  const endOfField = new RegExp(`[${delimiter}\\r\\n]`, 'g')
  let line = 1
  let place = 0

  const quoted = (): string => {
    const parts: string[] = []
    let length = 0
    for (let from = place + 1; ; ) {
      const quote = text.indexOf('"', from)
      length += (quote === -1 ? text.length : quote) - from
      if (quote === -1 || length > MOST_FIELD) throw new FeedError(`has a quote in line ${line} that is never closed`)
      parts.push(text.slice(from, quote))
      place = quote + 1
      if (text[place] !== '"') return parts.join('"')
      from = place + 1
    }
  }
  const plain = (): string => {
    endOfField.lastIndex = place
    const end = endOfField.exec(text)?.index ?? text.length
    const field = text.slice(place, end)
    place = end
    return field
  }

  while (place < text.length) {
    const begin = place
    const record: string[] = []
    for (;;) {
      record.push(text[place] === '"' ? quoted() + plain() : plain())
      if (text[place] !== delimiter) break
      place += 1
    }
    place += text.startsWith('\r\n', place) ? 2 : 1
    if (record.length > 1 || record[0]?.trim() !== '') yield { line, cells: record }
    line += (text.slice(begin, place).match(/\r\n|\r|\n/g) ?? []).length
  }
}
