/**
 * Reads portion by portion. `read` gets the last row of the portion before, null for the first one, and returns at most `size` rows. One that is
 * not full is the last.
 */
export async function* portions<Row>(
  size: number,
  read: (last: Row | null) => Promise<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  for (let last: Row | null = null; ; ) {
    const rows: readonly Row[] = await read(last)
    if (rows.length > 0) yield rows
    if (rows.length < size) return
    last = rows.at(-1) ?? null
  }
}

/** Collects rows, which may arrive one by one, into portions. The last one may be smaller. */
export async function* inPortions<Row>(size: number, rows: AsyncIterable<Row> | Iterable<Row>): AsyncGenerator<readonly Row[]> {
  let portion: Row[] = []
  for await (const row of rows) {
    portion.push(row)
    if (portion.length < size) continue
    yield portion
    portion = []
  }
  if (portion.length > 0) yield portion
}
