/**
 * Rows of a list that rules thin out: reads on from the last row seen until `size + 1` are kept or the list ends, so that a page is
 * short only at its end. `read` returns up to `limit` rows after a row; `keep` says of each row whether it shows.
 */
export const fillPage = async <Row>(
  size: number,
  read: (after: Row | null, limit: number) => Promise<readonly Row[]>,
  keep: (rows: readonly Row[]) => Promise<readonly boolean[]>,
): Promise<readonly Row[]> => {
  const kept: Row[] = []
  let limit = size + 1
  for (let last: Row | null = null; ; ) {
    const rows = await read(last, limit)
    const shows = await keep(rows)
    kept.push(...rows.filter((_row, index) => shows[index] === true))
    last = rows.at(-1) ?? null
    if (kept.length > size || rows.length < limit || last === null) return kept.slice(0, size + 1)
    // Where most of a list is hidden, larger portions reach its end in few reads.
    limit = Math.min(limit * 2, 500)
  }
}
