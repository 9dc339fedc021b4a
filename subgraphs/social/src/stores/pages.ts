import { readRows } from '@gruppetto/runtime'
import type { Model, PipelineStage } from 'mongoose'

export interface PagePart {
  readonly filter: Readonly<Record<string, unknown>>
  readonly sort: Readonly<Record<string, 1 | -1>>
  readonly limit: number
}

/**
 * Several pages of one collection in one command: each part is a match, sort and limit of its own, answered from the index, and their
 * rows come back together, marked with the part's number. So fifty feed items with three comments each cost one command.
 */
export const pagesOf = async <Row extends { readonly _id: string }>(
  model: Model<Row>,
  parts: readonly PagePart[],
): Promise<readonly (readonly Row[])[]> => {
  const stages = (part: PagePart, index: number): Exclude<PipelineStage, PipelineStage.Merge | PipelineStage.Out>[] => [
    { $match: { ...part.filter } },
    { $sort: { ...part.sort } },
    { $limit: part.limit },
    { $project: { _id: 0, part: { $literal: index }, row: '$$ROOT' } },
  ]
  const [first, ...rest] = parts
  if (first === undefined) return []
  const found = await readRows(model).aggregate<{ part: number; row: Row }>([
    ...stages(first, 0),
    ...rest.map((part, index) => ({
      $unionWith: { coll: model.collection.collectionName, pipeline: stages(part, index + 1) },
    })),
  ])
  const pages: Row[][] = parts.map(() => [])
  for (const { part, row } of found) pages[part]?.push(row)
  return pages
}

/** Whom to leave out under each subject. Subjects may share a set, and mostly do. */
export type HiddenUnder = ReadonlyMap<string, ReadonlySet<string>>

/** The filter that leaves some athletes out. */
export const notBy = (who: 'athleteId' | 'authorId', hidden: ReadonlySet<string> | undefined): Record<string, unknown> =>
  hidden === undefined || hidden.size === 0 ? {} : { [who]: { $nin: [...hidden] } }

/** How many rows each subject has, those whose `who` is hidden under it left out. */
export const countsBySubject = async <Row extends { readonly subjectId: string }>(
  model: Model<Row>,
  who: 'athleteId' | 'authorId',
  hiddenUnder: HiddenUnder,
): Promise<ReadonlyMap<string, number>> => {
  const alike = new Map<ReadonlySet<string>, string[]>()
  for (const [subjectId, hidden] of hiddenUnder) alike.set(hidden, [...(alike.get(hidden) ?? []), subjectId])
  const parts = [...alike].map(([hidden, subjectIds]) => ({ subjectId: { $in: subjectIds }, ...notBy(who, hidden) }))
  const [only] = parts
  if (only === undefined) return new Map()
  const rows = await readRows(model).aggregate<{ _id: string; count: number }>([
    { $match: parts.length === 1 ? only : { $or: parts } },
    { $group: { _id: '$subjectId', count: { $sum: 1 } } },
  ])
  return new Map(rows.map((row) => [row._id, row.count]))
}
