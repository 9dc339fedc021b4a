import { setTimeout as sleep } from 'node:timers/promises'
import { type Catalogue, type Envelope, type EventData, type EventName, makeEnvelope } from '@gruppetto/events'
import type { ClientSession, Connection } from 'mongoose'
import type { Logger } from 'pino'
import { backoffMs } from '../backoff.ts'
import { eventId } from '../bus/event-id.ts'
import { telling } from '../telling.ts'
import type { Origin, Tx } from '../types.ts'
import { type CommitWrite, sendWrites } from './commit-writes.ts'
import { hasMongoCode, isWriteConflict } from './mongo-errors.ts'
import { type OutboxRow, outboxWrite } from './outbox.ts'
import type { Precedence } from './precedence.ts'

/** So many tries while a server does not answer. One whose row others write tries on. */
const MAX_TRIES = 12
/** The gateway waits for ten seconds. Nobody waits for the answer to a try that begins later. */
const LONGEST_MS = 9000
/** Who is stopped for the second time goes before those that have not begun, and looks often whether the row is free. */
const WANTS_AFTER = 2
const MAX_COMMITS = 5
/** NATS takes messages up to one megabyte. An event is a small fact about an entity, and a shared recording the only one that comes near this. */
const MAX_EVENT_BYTES = 900_000

const NO_SUCH_TRANSACTION = 251

/**
 * The commit was sent but no answer came, so it may have succeeded. The transaction is not retried, because that could apply it
 * twice.
 */
export class OutcomeUnknownError extends Error {
  override readonly name = 'OutcomeUnknownError'
}

const hasLabel = (error: unknown, label: string): boolean =>
  error instanceof Error &&
  'hasErrorLabel' in error &&
  typeof error.hasErrorLabel === 'function' &&
  error.hasErrorLabel(label) === true

/** Whether the transaction certainly changed nothing, so that it can be retried. */
export const isTransient = (error: unknown): boolean => hasLabel(error, 'TransientTransactionError') || isWriteConflict(error)

const commit = async (session: ClientSession): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await session.commitTransaction()
      return
    } catch (error) {
      const isUnknown = hasLabel(error, 'UnknownTransactionCommitResult')
      if (isUnknown && attempt < MAX_COMMITS) {
        await sleep(backoffMs(attempt, 50, 1000))
        continue
      }
      // After a commit whose answer was lost, "no such transaction" can also mean that it was committed and then forgotten.
      if (isUnknown || hasMongoCode(error, NO_SUCH_TRANSACTION))
        throw new OutcomeUnknownError('the commit was sent, its outcome is not known', { cause: error })
      throw error
    }
  }
}

interface Parts {
  readonly connection: Connection
  readonly now: () => number
  readonly catalogue: Catalogue
  readonly log: Logger
  /** Writes down the session, so that the next process can end it when this one ends suddenly. */
  readonly note: (session: ClientSession) => void
  /** Called after the commit. */
  readonly committed: (rows: readonly OutboxRow[]) => void
  readonly precedence: Precedence
}

interface Collected {
  readonly rows: OutboxRow[]
  readonly writes: CommitWrite[]
  readonly tasks: Array<() => void | Promise<void>>
  /** The names of the rows that it wanted before others. */
  readonly wanted: Set<string>
}

const rowOf = <Name extends EventName>(envelope: Envelope<Name>): OutboxRow => {
  const text = JSON.stringify(envelope)
  if (Buffer.byteLength(text) > MAX_EVENT_BYTES) throw new Error(`the event ${envelope.name} is larger than an event may be`)
  return { _id: envelope.id, name: envelope.name, envelope: text, at: new Date() }
}

const openTx = (
  session: ClientSession,
  origin: Origin,
  attempt: number,
  { now, catalogue, precedence }: Parts,
): { tx: Tx } & Collected => {
  const rows: OutboxRow[] = []
  const writes: CommitWrite[] = []
  const tasks: Array<() => void | Promise<void>> = []
  const wanted = new Set<string>()
  const txOf = (from: Origin): Tx => ({
    session,
    async inTurn(key) {
      if (attempt <= WANTS_AFTER) return precedence.giveWay(key)
      wanted.add(key)
      precedence.want(key)
    },
    withCommit(write) {
      writes.push(write)
    },
    emit<Name extends EventName>(name: Name, data: EventData<Name>) {
      const { actor, traceparent } = from
      const meta = { id: eventId(), at: now(), actor, traceparent }
      rows.push(rowOf(makeEnvelope(name, data, meta, catalogue)))
    },
    causedBy: txOf,
    afterCommit(task) {
      tasks.push(() => telling(from, task))
    },
  })
  return { tx: txOf(origin), rows, writes, tasks, wanted }
}

const runTasks = async (tasks: Collected['tasks'], log: Logger): Promise<void> => {
  for (const task of tasks) {
    try {
      await task()
    } catch (error) {
      log.warn({ err: error }, 'a task after a commit failed; nothing depends on it')
    }
  }
}

/** Runs `work` and its events in a transaction. Runs it again when the server reports that nothing was changed: see LONGEST_MS. */
export const runTransaction = async <T>(parts: Parts, work: (tx: Tx) => Promise<T>, origin: Origin): Promise<T> => {
  const session = await parts.connection.startSession()
  parts.note(session)
  try {
    const started = Date.now()
    for (let attempt = 1; ; attempt += 1) {
      const { tx, rows, writes, tasks, wanted } = openTx(session, origin, attempt, parts)
      try {
        session.startTransaction({ readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority' } })
        const result = await work(tx)
        await sendWrites(parts.connection, [...writes, ...rows.map(outboxWrite)], session)
        await commit(session)
        for (const key of wanted) parts.precedence.had(key)
        parts.committed(rows)
        await runTasks(tasks, parts.log)
        return result
      } catch (error) {
        if (session.inTransaction()) await session.abortTransaction().catch(() => undefined)
        const isLast = (attempt >= MAX_TRIES && !isWriteConflict(error)) || Date.now() - started > LONGEST_MS
        if (isLast || !isTransient(error) || error instanceof OutcomeUnknownError) throw error
        await sleep(backoffMs(attempt, 10, wanted.size > 0 ? 60 : 500))
      }
    }
  } finally {
    await session.endSession().catch(() => undefined)
  }
}
