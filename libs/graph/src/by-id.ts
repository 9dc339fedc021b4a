import DataLoader from 'dataloader'

/** Rows in the order of their ids; null for those that are not there. */
export const inOrderOf = <Row extends { readonly _id: string }>(ids: readonly string[], rows: readonly Row[]): (Row | null)[] => {
  const found = new Map(rows.map((row) => [row._id, row]))
  return ids.map((id) => found.get(id) ?? null)
}

/** A loader of things by a key: all that are asked for in one tick are read at once. Null for what is not there. */
export const byIdLoader = <Row>(
  many: (ids: readonly string[]) => Promise<ReadonlyMap<string, Row>>,
): DataLoader<string, Row | null> =>
  new DataLoader(async (ids: readonly string[]) => {
    const found = await many(ids)
    return ids.map((id) => found.get(id) ?? null)
  })
