import DataLoader from 'dataloader'

/** Returns the rows in the order of `ids`, with null for each missing row. */
export const inOrderOf = <Row extends { readonly _id: string }>(ids: readonly string[], rows: readonly Row[]): (Row | null)[] => {
  const found = new Map(rows.map((row) => [row._id, row]))
  return ids.map((id) => found.get(id) ?? null)
}

/** Creates a DataLoader that reads all keys requested in one tick at once. Resolves to null for a missing row. */
export const byIdLoader = <Row>(
  many: (ids: readonly string[]) => Promise<ReadonlyMap<string, Row>>,
): DataLoader<string, Row | null> =>
  new DataLoader(async (ids: readonly string[]) => {
    const found = await many(ids)
    return ids.map((id) => found.get(id) ?? null)
  })
