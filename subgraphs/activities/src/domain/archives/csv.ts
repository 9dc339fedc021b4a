/** The separators that spreadsheets write, by language. */
const SEPARATORS = [',', ';', '\t'] as const
/** More columns than any list of activities has. What is right of them is left out. */
const MAX_COLUMNS = 500

/** Returns the separator that occurs most often in the first line, outside quotes. */
const separatorOf = (text: string): string => {
  const bare = (/^[^\r\n]{0,20000}/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '')
  const counts = SEPARATORS.map((separator) => bare.split(separator).length)
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ','
}

/** Reads from the quote at `start` to the one that closes the field, or to the end. Doubled quotes are quotes. */
const readQuoted = (text: string, start: number): { readonly value: string; readonly next: number } => {
  const pieces: string[] = []
  let from = start + 1
  for (;;) {
    const end = text.indexOf('"', from)
    pieces.push(text.slice(from, end < 0 ? text.length : end))
    if (end < 0) return { value: pieces.join(''), next: text.length }
    if (text[end + 1] !== '"') return { value: pieces.join(''), next: end + 1 }
    pieces.push('"')
    from = end + 2
  }
}

/**
 * Reads a CSV as RFC 4180 has it, row by row: fields in quotes may hold separators, line breaks and doubled quotes. Blank lines are left
 * out.
 */
export function* readCsv(given: string): Generator<readonly string[]> {
  const text = given.replace(/^\ufeff/, '')
  const separator = separatorOf(text)
  const bare = new RegExp(`[^${separator}\\r\\n]*`, 'y')
  let row: string[] = []
  let at = 0
  while (at < text.length) {
    const quoted = text[at] === '"' ? readQuoted(text, at) : { value: '', next: at }
    bare.lastIndex = quoted.next
    const rest = bare.exec(text)?.[0] ?? ''
    at = quoted.next + rest.length
    if (row.length < MAX_COLUMNS) row.push(quoted.value + rest)
    const isRowOver = text[at] !== separator
    at += 1
    if (!isRowOver && at < text.length) continue
    if (!isRowOver && row.length < MAX_COLUMNS) row.push('')
    if (row.some((value) => value !== '')) yield row
    row = []
  }
}
