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

/** Returns the filter that leaves out hidden athletes. */
export const exceptHidden = (who: 'athleteId' | 'authorId', hidden: ReadonlySet<string> | undefined): Record<string, unknown> =>
  hidden === undefined || hidden.size === 0 ? {} : { [who]: { $nin: [...hidden] } }

/** Counts the rows of each subject in one command, without those of hidden athletes. */
export const countBySubject = async <Row extends { readonly subjectId: string }>(
  collection: Pick<Collection<Row>, 'aggregate'>,
  who: 'athleteId' | 'authorId',
  hiddenUnder: HiddenUnder,
): Promise<ReadonlyMap<string, number>> => {
  const subjectsByHidden = new Map<ReadonlySet<string>, string[]>()
  for (const [subjectId, hidden] of hiddenUnder)
    subjectsByHidden.set(hidden, [...(subjectsByHidden.get(hidden) ?? []), subjectId])
  const filters = [...subjectsByHidden].map(([hidden, ids]) => ({ subjectId: { $in: ids }, ...exceptHidden(who, hidden) }))
  const [only] = filters
  if (only === undefined) return new Map()
  const counts = await collection.aggregate<{ _id: string; count: number }>([
    { $match: filters.length === 1 ? only : { $or: filters } },
    { $group: { _id: '$subjectId', count: { $sum: 1 } } },
  ])
  return new Map(counts.map(({ _id, count }) => [_id, count]))
}
