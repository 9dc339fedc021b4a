import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { catalogue, lakeTables } from '@gruppetto/events'
import { groupBy } from '@gruppetto/graph'
import { byDay, columnsOfEvent, fileKey, type Row, rowOf, withKeys, withParquetWriter } from '@gruppetto/lake'
import type { Happened } from './happen.ts'

const ATHLETE = /^ath_/

/** The lake key of a simulated athlete: as real ones look, and the same in each run. */
export const lakeKeyOf = (athleteId: string): string => createHash('sha256').update(athleteId).digest('base64url').slice(0, 16)

const openKeys = () => {
  const keys = new Map<string, string>()
  const note = (id: string): void => {
    if (!keys.has(id)) keys.set(id, lakeKeyOf(id))
  }
  return {
    keys,
    /** Gives a key to each athlete in the cells of some rows. */
    noteIn(rows: readonly Row[]): void {
      for (const { cells } of rows)
        for (const cell of cells.flat()) if (typeof cell === 'string' && ATHLETE.test(cell)) note(cell)
    },
  }
}

/** An event reaches the stream a little after it has happened. */
const DELAY_MS = 200

/** Writes what happens day by day into a folder, in the layout of the lake. Returns how many rows and files. */
export const writePopulation = (folder: string, days: Iterable<readonly Happened[]>): Promise<{ rows: number; files: number }> =>
  withParquetWriter(join(folder, 'spill'), async (write) => {
    const { keys, noteIn } = openKeys()
    let [sequence, files] = [0, 0]
    for (const happened of days) {
      for (const [event, own] of groupBy(happened, ({ name }) => name)) {
        const table = lakeTables.get(event)
        const version = catalogue.get(event)?.version
        if (table === undefined || version === undefined) throw new Error(`the lake has no ${event}`)
        const rows = own.map(({ name, data, atMs, actor }) => {
          sequence += 1
          const envelope = { id: `sim:${sequence}`, name, version, at: atMs, actor, traceparent: null, data }
          return rowOf(table, envelope, { sequence, receivedAtMs: atMs + DELAY_MS })
        })
        noteIn(rows)
        for (const [day, ofDay] of byDay(rows)) {
          const sequences = ofDay.map((row) => row.sequence ?? 0)
          const [firstSequence = 0, lastSequence = 0] = [sequences[0], sequences.at(-1)]
          const file = join(folder, fileKey({ event, day, generation: 1, firstSequence, lastSequence }))
          mkdirSync(dirname(file), { recursive: true })
          await write(columnsOfEvent(event), withKeys(columnsOfEvent(event), ofDay, keys), file)
          files += 1
        }
      }
    }
    return { rows: sequence, files }
  })
