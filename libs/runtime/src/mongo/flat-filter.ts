type Filter = Readonly<Record<string, unknown>>

/**
 * Returns the same filter without `$and`, as far as its parts are about different fields. A store puts together what it asks for and the place where a
 * page begins; MongoDB sees through that, while the local database reads a whole collection for it.
 */
export const flatFilter = (filter: Filter): Filter => {
  // Most filters have none, and to copy the rest of one is much of what a read costs here.
  if (filter.$and === undefined) return filter
  const { $and: parts, ...own } = filter
  const flat: Record<string, unknown> = { ...own }
  const rest: Filter[] = []
  for (const part of (parts as readonly Filter[]).map(flatFilter)) {
    if (Object.keys(part).some((field) => field === '$and' || field in flat)) rest.push(part)
    else Object.assign(flat, part)
  }
  return rest.length === 0 ? flat : { ...flat, $and: rest }
}
