/** Rows in the order of their ids; null for those that are not there. */
export const byId = <Row extends { readonly _id: string }>(ids: readonly string[], rows: readonly Row[]): (Row | null)[] => {
  const found = new Map(rows.map((row) => [row._id, row]))
  return ids.map((id) => found.get(id) ?? null)
}
