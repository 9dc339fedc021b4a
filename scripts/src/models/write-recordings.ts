import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { everyNthOf, sharedSamplesOf } from '@gruppetto/activities/shared-samples'
import { catalogue, type Envelope, lakeTables, packSamples } from '@gruppetto/events'
import { columnsOfEvent, fileKey, rowOf, withKeys, withParquetWriter } from '@gruppetto/lake'
import type { SampleColumns } from '@gruppetto/recordings'

const EVENT = 'recording.shared' as const
const DAY_MS = 86_400_000

/** Writes recordings into a folder as the lake has those that athletes give: one file, with their ids in the order of `recordings`. */
export const writeRecordings = (
  folder: string,
  recordings: Iterable<{ readonly activityId: string; readonly columns: SampleColumns }>,
): Promise<void> =>
  withParquetWriter(join(folder, 'spill'), async (write) => {
    const [table, version] = [lakeTables.get(EVENT), catalogue.get(EVENT)?.version]
    if (table === undefined || version === undefined) throw new Error(`the lake has no ${EVENT}`)
    const rows: ReturnType<typeof rowOf>[] = []
    for (const { activityId, columns } of recordings) {
      const everyNth = everyNthOf(columns.timeSeconds?.length ?? 0)
      const samples = await packSamples(sharedSamplesOf(columns, everyNth))
      const at = DAY_MS + rows.length
      const data = {
        activityId,
        athleteId: `ath_${activityId}`,
        revision: 1,
        replaces: null,
        privacyRevision: 1,
        everyNth,
        samples,
        at,
      }
      const envelope: Envelope = {
        id: `sim:${activityId}`,
        name: EVENT,
        version,
        at,
        actor: null,
        traceparent: null,
        data,
      }
      rows.push(rowOf(table, envelope, { sequence: rows.length + 1, receivedAtMs: at }))
    }
    const key = fileKey({ event: EVENT, day: '1970-01-02', generation: 1, firstSequence: 1, lastSequence: rows.length })
    const file = join(folder, key)
    mkdirSync(dirname(file), { recursive: true })
    const columns = columnsOfEvent(EVENT)
    await write(columns, withKeys(columns, rows, new Map()), file)
  })
