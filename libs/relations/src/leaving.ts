import { type AnyWorker, type Aside, type Database, defineWorker, eraseRows } from '@gruppetto/runtime'
import { type FilesOf, writeExports } from './write-export.ts'

/** What closes, opens, exports and erases accounts in one subgraph. */
export interface Leaving {
  /** Absent where no rows count for others. */
  readonly aside?: Aside
  /** What else happens when an account closes. It must be repeatable. */
  readonly onClose?: (athleteId: string, working: () => void) => Promise<void>
  /** What the erasure does besides erasing rows, before it: rows of others, counts, objects. It must be repeatable. */
  /** Files of the athlete for the data export, beside the rows. */
  readonly filesOf?: FilesOf
  readonly beforeErasure?: (athleteId: string, working: () => void) => Promise<void>
}

/** An erasure is the last state of an account: no other revision is newer. */
const LAST_REVISION = Number.MAX_SAFE_INTEGER

const followClosings = (subgraph: string, { aside, onClose }: Leaving): AnyWorker =>
  defineWorker({
    name: `${subgraph}-follow-closings`,
    on: ['athlete.changed'],
    prepare: async ({ data: { athleteId, revision, deleted } }, { working }) => {
      // A new account is open and was never closed.
      if (revision === 1) return
      await aside?.follow({ athleteId, revision, closed: deleted }, working)
      if (deleted) await onClose?.(athleteId, working)
    },
  })

const eraseAthletes = (subgraph: string, database: Database, { aside, onClose, beforeErasure }: Leaving): AnyWorker =>
  defineWorker({
    name: `${subgraph}-erase-athletes`,
    on: ['athlete.erased'],
    // Each step is done in batches and may be cut short at any moment: the event comes again, and the work goes on with what is left.
    prepare: async ({ data: { athleteId } }, { working }) => {
      // What was written about the athlete after the account was closed leaves the counts too.
      await aside?.follow({ athleteId, revision: LAST_REVISION, closed: true }, working)
      await onClose?.(athleteId, working)
      await beforeErasure?.(athleteId, working)
      await eraseRows(database, athleteId, { working })
    },
    save: async (_loaded, tx, { data: { athleteId, round } }, { now }) => {
      tx.emit('athlete.data-erased', { athleteId, subgraph, round, at: now() })
    },
  })

/** The workers of a subgraph that follow accounts as they close, open again and are erased, and that write data exports. */
export const leavingWorkers = (subgraph: string, database: Database, leaving: Leaving = {}): AnyWorker[] => [
  ...(leaving.aside === undefined && leaving.onClose === undefined ? [] : [followClosings(subgraph, leaving)]),
  eraseAthletes(subgraph, database, leaving),
  writeExports(subgraph, database, leaving.filesOf),
]
