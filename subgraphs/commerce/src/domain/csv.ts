/**
 * A cell that a spreadsheet would read as a formula: a name such as `=HYPERLINK(...)` would run on the machine of whoever opens the
 * file. Tabs and returns count too, since some programs drop them first, and so do the wide signs that some read as the narrow ones.
 */
const LIKE_A_FORMULA = /^[\s\p{Cf}]*[=+\-@\t\r＝＋－＠]/u

/** Returns a cell as RFC 4180 has it. A text that looks like a formula gets an apostrophe before it, which spreadsheets do not show. */
const cellOf = (value: string | number | boolean | null): string => {
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  const text = LIKE_A_FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Returns a line of a CSV file, with its line end. */
export const csvLine = (cells: readonly (string | number | boolean | null)[]): string => `${cells.map(cellOf).join(',')}\r\n`
