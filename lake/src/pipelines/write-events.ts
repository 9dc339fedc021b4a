import { LAKE_WRITER, lakeTables, parseEnvelope } from '@gruppetto/events'
import {
  openStreamReader,
  publishDeadLetter,
  publishUnknown,
  type StreamMessage,
  type StreamReader,
  SYSTEM,
  streamState,
} from '@gruppetto/runtime'
import { type Buffer, type Buffers, openBuffers } from '../domain/buffers.ts'
import { bytesOfLists, type Row, rowOf } from '../domain/tables.ts'
import type { Services } from '../services.ts'
import { MAX_AGE_MS, MAX_BYTES, MAX_BYTES_IN_ALL, MAX_ROWS, READ_AT_ONCE, SIGN_EVERY_MS } from '../settings.ts'
import type { TurnRow } from '../stores/turns.ts'
import { followRecordings, forgetAthlete } from './consents.ts'
import { makeFiles, writerKey } from './make-files.ts'
import { giveSign, publishFiles, takeBack } from './publish-files.ts'

/** The name of the durable consumer. */
export const WRITER = LAKE_WRITER

/** An erasure that the events so far do not bring back. */
interface Erasure {
  readonly athleteId: string
  readonly round: number
}

/** One turn of the writer. Everything in memory is read anew by the next turn. */
interface Turn {
  row: TurnRow
  readonly reader: StreamReader
  readonly buffers: Buffers
  /** How far each event is written. */
  readonly places: Map<string, number>
  /** Until here everything is read. */
  last: number
  erasures: Erasure[]
  signedAtMs: number
  /** When the position was stored last. */
  storedAtMs: number
}

/** Returns the row as it is for the stream that is there now: one that was made anew counts from 1 again. */
const forStream = async ({ runtime, database, stores }: Services, row: TurnRow): Promise<TurnRow> => {
  const { createdAt, lastSequence } = await streamState(runtime.bus)
  if (row.stream === createdAt) return row
  return database.transact(async (tx) => {
    await stores.places.forgetAll(tx)
    const fresh = { stream: createdAt, generation: row.generation + 1, position: 0, flushedTo: 0 }
    // What somebody waited for in the stream that was lost never comes, and until then everything would count as wanted soon.
    const wantedTo = Math.min(row.wantedTo, lastSequence)
    return stores.turns.held(row, { ...fresh, wantedTo }, tx)
  }, SYSTEM)
}

const beginTurn = async (services: Services, taken: TurnRow): Promise<Turn> => {
  const { runtime, stores } = services
  await takeBack(services, 'WRITER')
  const row = await forStream(services, taken)
  const limits = { maxRows: MAX_ROWS, maxBytes: MAX_BYTES, maxAgeMs: MAX_AGE_MS, maxBytesInAll: MAX_BYTES_IN_ALL }
  return {
    row,
    reader: openStreamReader(runtime.bus, WRITER, row.position),
    buffers: openBuffers(limits),
    places: await stores.places.all(),
    last: row.position,
    erasures: [],
    signedAtMs: runtime.now(),
    storedAtMs: runtime.now(),
  }
}

/** Puts an event into its buffer. One that cannot be read goes to the dead letters. */
const take = async (services: Services, turn: Turn, { sequence, data, storedAtMs }: StreamMessage): Promise<void> => {
  const { runtime } = services
  const parsed = parseEnvelope(data, runtime.catalogue)
  const reject = (eventId: string, reason: string): Promise<void> =>
    publishDeadLetter(runtime.bus, { worker: WRITER, eventId, reason, tries: 1, sequence }, data)
  if (parsed.kind === 'UNREADABLE') return reject(`unreadable-${sequence}`, parsed.reason)
  if (parsed.kind === 'UNKNOWN') {
    const reason = `waits for a process whose ${WRITER} knows ${parsed.name} v${parsed.version}`
    return publishUnknown(runtime.bus, { worker: WRITER, eventId: parsed.id, reason, tries: 1, sequence }, data)
  }
  const { envelope } = parsed
  if (envelope.name === 'athlete.erased') turn.erasures.push(envelope.data as Erasure)
  const table = lakeTables.get(envelope.name)
  if (table === undefined || sequence <= (turn.places.get(envelope.name) ?? 0)) return
  await followRecordings(services, envelope)
  let row: Row
  try {
    row = rowOf(table, envelope, { sequence, receivedAtMs: storedAtMs })
  } catch (error) {
    return reject(envelope.id, `its samples cannot be read: ${error}`)
  }
  const bytes = data.byteLength + bytesOfLists(row)
  turn.buffers.add(envelope.name, row, { sequence, bytes, nowMs: runtime.now() })
}

/** Writes some buffers, and how far everything is. */
const write = async (services: Services, turn: Turn, due: readonly Buffer[], wanted: number): Promise<void> => {
  const { stores, runtime, scratch } = services
  const first = turn.buffers.firstWaiting()
  const position = first === null ? turn.last : first - 1
  const change = first === null ? { position, flushedTo: Math.max(turn.last, wanted) } : { position }
  const { erasures, row } = turn
  turn.row = await scratch.within(async (folder) => {
    const made = await makeFiles(services, due, { folder, keyOf: writerKey(row.generation) })
    return publishFiles(services, {
      turn: row,
      origin: 'WRITER',
      made,
      change,
      finish: async (tx) => {
        for (const { event, lastSequence } of due) await stores.places.put(event, lastSequence, tx)
        for (const { athleteId, round } of erasures) {
          await forgetAthlete(services, athleteId, tx)
          tx.emit('athlete.data-erased', { athleteId, subgraph: 'lake', round, at: runtime.now() })
        }
      },
    })
  })
  for (const { event, lastSequence } of due) turn.places.set(event, lastSequence)
  turn.erasures = []
  turn.storedAtMs = runtime.now()
  turn.reader.done(position)
}

/** Reads some events, and writes what is due. */
const step = async (services: Services, turn: Turn): Promise<void> => {
  const { runtime } = services
  const wanted = turn.row.wantedTo
  const messages = await turn.reader.next(READ_AT_ONCE)
  for (const message of messages) {
    await take(services, turn, message)
    turn.last = message.sequence
  }
  const nowMs = runtime.now()
  // Without a message there is nothing for us up to what was wanted before we asked.
  const isWanted = wanted > turn.row.flushedTo && (turn.last >= wanted || messages.length === 0)
  const due = isWanted || turn.erasures.length > 0 ? turn.buffers.takeAll() : turn.buffers.takeDue(nowMs)
  // Events that leave nothing in the lake move the position too, once in a while.
  const isBehind = turn.last > turn.row.position && nowMs - turn.storedAtMs >= MAX_AGE_MS
  if (due.length > 0 || isWanted || turn.erasures.length > 0 || isBehind) await write(services, turn, due, wanted)
  if (Math.abs(nowMs - turn.signedAtMs) < SIGN_EVERY_MS) return
  turn.row = await giveSign(services, turn.row)
  turn.signedAtMs = nowMs
}

/** Writes events into the lake until `isOver`, then what is left in the buffers. Throws TurnLostError when another process writes. */
export const writeEvents = async (services: Services, taken: TurnRow, isOver: (row: TurnRow) => boolean): Promise<void> => {
  const turn = await beginTurn(services, taken)
  while (!isOver(turn.row)) await step(services, turn)
  const left = turn.buffers.takeAll()
  if (left.length > 0 || turn.last > turn.row.position) await write(services, turn, left, 0)
}
