import { type EventData, type EventName, lakeTables } from '@gruppetto/events'
import type { Tx } from '@gruppetto/runtime'
import { LAKE_FOLDER } from '../domain/files.ts'
import { type Row, rowOf } from '../domain/tables.ts'
import type { Services } from '../services.ts'
import { MAX_ROWS, TURN_MS } from '../settings.ts'
import type { TurnRow } from '../stores/turns.ts'
import { makeFiles, type Part } from './make-files.ts'
import { giveSign, type MadeFile, publishFiles, takeBack, whileSigning } from './publish-files.ts'

/** What happened before the lake was there, as the event that would have told it. */
export interface PastEvent<Name extends EventName = EventName> {
  readonly name: Name
  /** Of the thing that it is about: one event for each. */
  readonly id: string
  readonly data: EventData<Name>
  readonly at: Date
  readonly actor: string | null
}

export interface Backfilled {
  readonly rows: number
  readonly files: number
}

/** A process writes the lake now. It would report an erasure while rows of the athlete are still to be brought in. */
export class WriterRunsError extends Error {
  override readonly name = 'WriterRunsError'
}

/** So many rows of all events wait in memory for their files. */
const ROWS_AT_ONCE = 4 * MAX_ROWS

/** When the first event of each name that the writer has in the lake happened. What is older is missing there. */
const beginnings = async ({ stores }: Services): Promise<ReadonlyMap<string, number>> => {
  const found = new Map<string, number>()
  for (const { event, minAt } of await stores.files.live())
    found.set(event, Math.min(found.get(event) ?? Number.POSITIVE_INFINITY, minAt.getTime()))
  return found
}

interface Turns {
  readonly turn: TurnRow
  readonly writing: TurnRow
}

const bringIn = async (services: Services, past: AsyncIterable<PastEvent>, { turn, writing }: Turns): Promise<Backfilled> => {
  const { stores, runtime, scratch } = services
  const nowMs = runtime.now()
  await takeBack(services, 'BACKFILL')
  const first = await beginnings(services)
  return scratch.within(async (folder) => {
    const made: MadeFile[] = []
    let rows = new Map<string, Row[]>()
    let waiting = 0
    const makeSome = async (): Promise<void> => {
      const parts: Part[] = [...rows].map(([event, own]) => ({ event, rows: own, firstSequence: 0, lastSequence: 0 }))
      const from = made.length
      let number = from
      const keyOf = ({ event }: Part, day: string): string => {
        number += 1
        return `${LAKE_FOLDER}/event=${event}/day=${day}/past-${number}.parquet`
      }
      made.push(...(await makeFiles(services, parts, { folder, prefix: `${from}-`, keyOf })))
      await giveSign(services, turn)
      rows = new Map()
      waiting = 0
    }
    for await (const { name, id, data, at, actor } of past) {
      const table = lakeTables.get(name)
      if (table === undefined || at.getTime() >= (first.get(name) ?? nowMs)) continue
      const version = runtime.catalogue.get(name)?.version ?? 1
      const envelope = { id: `past:${name}:${id}`, name, version, at: at.getTime(), actor, traceparent: null, data }
      const own = rows.get(name) ?? []
      own.push(rowOf(table, envelope, { sequence: null, receivedAtMs: nowMs }))
      rows.set(name, own)
      waiting += 1
      if (waiting >= ROWS_AT_ONCE) await makeSome()
    }
    await makeSome()
    const finish = async (tx: Tx): Promise<void> => {
      await stores.turns.held(writing, { until: new Date(runtime.now() + TURN_MS) }, tx)
    }
    await publishFiles(services, { turn, origin: 'BACKFILL', made, change: { position: 1 }, finish })
    return { rows: made.reduce((sum, file) => sum + file.rows, 0), files: made.length }
  })
}

/**
 * Brings what happened before into the lake, all of it or nothing, and once for good: afterwards it returns null. Rows have no sequence, and
 * `past:<name>:<id>` as the id of their event. Only what is older than the first event of its name in the lake is taken. It has the writer's turn as
 * well, so the lake reports no erasure meanwhile: an athlete who is erased while the past is read loses the key afterwards. Throws WriterRunsError when
 * another process writes.
 */
export const backfill = async (services: Services, past: AsyncIterable<PastEvent>): Promise<Backfilled | null> => {
  const { stores, runtime } = services
  const nowMs = runtime.now()
  const until = new Date(nowMs + TURN_MS)
  const turn = await stores.turns.take('backfill', new Date(nowMs), until)
  if (turn === null) return null
  try {
    if (turn.position > 0) return null
    const writing = await stores.turns.take('writer', new Date(nowMs), until)
    if (writing === null) throw new WriterRunsError('a process writes the lake now: stop those with the role lake first')
    try {
      return await whileSigning(services, turn, () =>
        whileSigning(services, writing, () => bringIn(services, past, { turn, writing })),
      )
    } finally {
      await stores.turns.release(writing).catch(() => undefined)
    }
  } finally {
    await stores.turns.release(turn).catch(() => undefined)
  }
}
