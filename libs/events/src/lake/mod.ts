import type { EventName } from '../catalogue.ts'
import { ALLOWED } from './allowed.ts'
import { columnsOf, type LakeColumn } from './columns.ts'

/** An event in the lake: its columns besides those that all have. */
export interface LakeTable {
  readonly event: EventName
  readonly columns: readonly LakeColumn[]
}

/** All events that leave something in the lake, by name. */
export const lakeTables: ReadonlyMap<string, LakeTable> = new Map(
  Object.entries(ALLOWED).flatMap(([name, allowed]) => {
    const columns = columnsOf(allowed)
    return columns === null ? [] : [[name, { event: name as EventName, columns }]]
  }),
)
