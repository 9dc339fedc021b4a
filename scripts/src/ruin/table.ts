type Rows = readonly (readonly (string | number)[])[]

/** Pads cells to the width of their columns: the first to the left, the others to the right. */
const padded = (rows: Rows): readonly (readonly string[])[] => {
  const widths = rows[0]?.map((_cell, at) => Math.max(...rows.map((row) => String(row[at]).length))) ?? []
  return rows.map((row) =>
    row.map((cell, at) => (at === 0 ? String(cell).padEnd(widths[at] ?? 0) : String(cell).padStart(widths[at] ?? 0))),
  )
}

/** Returns rows as lines with columns. */
export const columnsOf = (rows: Rows): readonly string[] => padded(rows).map((row) => row.join('  '))

/** Returns rows, the first of which is the head, as lines of a table in Markdown. */
export const markdownOf = (rows: Rows): readonly string[] => {
  const [head = [], ...others] = padded(rows)
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), `|${'---|'.repeat(head.length)}`, ...others.map(line)]
}
