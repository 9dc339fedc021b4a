import { join } from 'node:path'
import { byDay, fileKey } from '../domain/files.ts'
import { athletesIn, columnsOfEvent, RECORDINGS, type Row, withKeys } from '../domain/tables.ts'
import { withParquetWriter } from '../parquet/write.ts'
import type { Services } from '../services.ts'
import { givenRecordings } from './consents.ts'
import type { MadeFile } from './publish-files.ts'

/** What is to be written of one event. */
export interface Part {
  readonly event: string
  readonly rows: readonly Row[]
  readonly firstSequence: number
  readonly lastSequence: number
}

interface Place {
  readonly folder: string
  /** What the names of files in the folder begin with. */
  readonly prefix?: string
  /** The key that each file is to have. */
  readonly keyOf: (part: Part, day: string) => string
}

/** Makes the files of some events in a folder, one for each day. */
export const makeFiles = async (
  services: Services,
  parts: readonly Part[],
  { folder, prefix = '', keyOf }: Place,
): Promise<MadeFile[]> => {
  if (parts.length === 0) return []
  const { stores, runtime } = services
  return withParquetWriter(join(folder, 'spill'), async (write) => {
    const made: MadeFile[] = []
    for (const part of parts) {
      const { event, firstSequence, lastSequence } = part
      const columns = columnsOfEvent(event)
      const cleanAt = new Date(runtime.now())
      const written = event === RECORDINGS ? await givenRecordings(services, part.rows) : part.rows
      const keys = await stores.keys.ofAthletes([...athletesIn(columns, written)])
      for (const [day, rows] of byDay(written)) {
        const path = join(folder, `${prefix}${made.length}.parquet`)
        await write(columns, withKeys(columns, rows, keys), path)
        const times = rows.map(({ occurredAtMs }) => occurredAtMs)
        const minAt = new Date(times.reduce((least, at) => Math.min(least, at)))
        const maxAt = new Date(times.reduce((most, at) => Math.max(most, at)))
        const key = keyOf(part, day)
        made.push({ _id: key, path, event, day, rows: rows.length, firstSequence, lastSequence, minAt, maxAt, cleanAt })
      }
    }
    return made
  })
}

/** The key of a file of the writer. */
export const writerKey =
  (generation: number) =>
  ({ event, firstSequence, lastSequence }: Part, day: string): string =>
    fileKey({ event, day, generation, firstSequence, lastSequence })
