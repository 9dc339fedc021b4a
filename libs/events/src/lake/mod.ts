import type { EventData, EventName } from '../catalogue.ts'
import { ALLOWED } from './allowed.ts'
import { type Cell, columnsOf, type LakeColumn } from './columns.ts'
import { unpackSamples } from './samples.ts'

/** An event in the lake: its columns besides those that all have. */
export interface LakeTable {
  readonly event: EventName
  readonly columns: readonly LakeColumn[]
  /** Reads the cells of an event's row from its data, in the order of the columns. Throws for packed samples that cannot be read. */
  readonly cellsOf: (data: unknown) => Cell[]
}

/** The data of an event as its columns name the fields, where it is packed. */
const OPENED: { readonly [Name in EventName]?: (data: EventData<Name>) => unknown } = {
  'recording.shared': ({ samples, ...data }) => ({ ...data, samples: unpackSamples(samples) }),
}

const tableOf = (event: EventName, columns: readonly LakeColumn[]): LakeTable => {
  const open = (OPENED[event] ?? ((data) => data)) as (data: unknown) => unknown
  return {
    event,
    columns,
    cellsOf(data) {
      const opened = open(data)
      return columns.map(({ read }) => read(opened))
    },
  }
}

/** All events that leave something in the lake, by name. */
export const lakeTables: ReadonlyMap<string, LakeTable> = new Map(
  Object.entries(ALLOWED).flatMap(([name, allowed]) => {
    const columns = columnsOf(allowed)
    return columns === null ? [] : [[name, tableOf(name as EventName, columns)]]
  }),
)
