import type { Collection } from '@gruppetto/runtime'

export interface Page {
  readonly filter: Readonly<Record<string, unknown>>
  readonly sort: Readonly<Record<string, 1 | -1>>
  readonly limit: number
}

/**
 * Reads several pages of one collection in one command, so that fifty feed items with three comments each cost one command. Each
 * page has its own match, sort and limit, which the index serves. The rows come back together, with the number of their page.
 */
export const readPages = async <Row>(
  collection: Pick<Collection<Row>, 'name' | 'aggregate'>,
  pages: readonly Page[],
): Promise<readonly (readonly Row[])[]> => {
  const stages = (page: Page, index: number): readonly object[] => [
    { $match: page.filter },
    { $sort: page.sort },
    { $limit: page.limit },
    { $project: { _id: 0, page: { $literal: index }, row: '$$ROOT' } },
  ]
  const [first, ...others] = pages
  if (first === undefined) return []
  const found = await collection.aggregate<{ page: number; row: Row }>([
    ...stages(first, 0),
    ...others.map((page, index) => ({ $unionWith: { coll: collection.name, pipeline: stages(page, index + 1) } })),
  ])
  const rows: Row[][] = pages.map(() => [])
  for (const { page, row } of found) rows[page]?.push(row)
  return rows
}

/** The athletes whose reactions are hidden, by subject. Most subjects share a set. */
export type HiddenUnder = ReadonlyMap<string, ReadonlySet<string>>

/** Returns the filter that leaves out rows which name hidden athletes in these fields. */
export const exceptHidden = (who: readonly string[], hidden: ReadonlySet<string> | undefined): Record<string, unknown> =>
  hidden === undefined || hidden.size === 0 ? {} : Object.fromEntries(who.map((field) => [field, { $nin: [...hidden] }]))

/** Returns the filter for the rows whose `field` is one of the ids, without those that name hidden athletes. */
export const amongVisible = (field: string, who: readonly string[], hiddenUnder: HiddenUnder): Record<string, unknown> | null => {
  const idsByHidden = new Map<ReadonlySet<string>, string[]>()
  for (const [id, hidden] of hiddenUnder) {
    const known = idsByHidden.get(hidden)
    if (known === undefined) idsByHidden.set(hidden, [id])
    else known.push(id)
  }
  const filters = [...idsByHidden].map(([hidden, ids]) => ({ [field]: { $in: ids }, ...exceptHidden(who, hidden) }))
  const [only] = filters
  return only === undefined ? null : filters.length === 1 ? only : { $or: filters }
}

/** Counts the rows of each id in `field` in one command, without those that name hidden athletes. `also` is one more condition. */
export const countVisible = async <Row>(
  collection: Pick<Collection<Row>, 'aggregate'>,
  field: keyof Row & string,
  who: readonly (keyof Row & string)[],
  hiddenUnder: HiddenUnder,
  also: Readonly<Record<string, unknown>> | null = null,
): Promise<ReadonlyMap<string, number>> => {
  const match = amongVisible(field, who, hiddenUnder)
  if (match === null) return new Map()
  const group = { _id: `$${field}`, count: { $sum: 1 } }
  const counts = await collection.aggregate<{ _id: string; count: number }>([
    { $match: match },
    ...(also === null ? [] : [{ $match: also }]),
    { $group: group },
  ])
  return new Map(counts.map(({ _id, count }) => [_id, count]))
}
