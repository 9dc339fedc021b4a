import type { mongo } from 'mongoose'
import { SYSTEM } from '../origin.ts'
import type { Database, Tx } from '../types.ts'
import { type Collection, collection } from './collection.ts'
import { type AnyDefinition, databaseOf } from './definition.ts'

const ROWS_AT_ONCE = 200

interface AsideRow {
  /** `<collection>:<id of the row>`. */
  readonly _id: string
  readonly collection: string
  /** The athletes with whom the row is erased. */
  readonly athleteIds: readonly string[]
  /** The athlete whose account is closed. */
  readonly closedId: string
  readonly row: object
}

interface ClosingRow {
  /** The athlete's id. */
  readonly _id: string
  /** The revision of the account by which it was closed or opened. */
  readonly revision: number
  readonly closed: boolean
  /** Rises with each batch, so that of two that run against each other one fails. */
  readonly turns: number
}

/**
 * What a subgraph does in the transaction in which rows of a collection are set aside (-1) or come back (1), such as changing a
 * count of somebody else.
 */
export type AsideHook<Row> = (rows: readonly Row[], direction: 1 | -1, tx: Tx) => Promise<void>
/** By the name of the collection. */
export type AsideHooks = Readonly<Record<string, AsideHook<never>>>

/**
 * Takes the rows of closed accounts that count for others, such as kudos and memberships, out of their collections, and puts them
 * back when the account is opened again. So no list and no count has to know that an account is closed.
 */
export interface Aside {
  /**
   * Follows the state of an account. It may be cut short and run again. An older state than one that was followed before changes
   * nothing.
   */
  follow(
    account: { readonly athleteId: string; readonly revision: number; readonly closed: boolean },
    working: () => void,
  ): Promise<void>
  /** Returns rows of a collection that are aside while an athlete's account is closed. */
  rowsOf<Row>(athleteId: string, collection: string): Promise<readonly Row[]>
}

const isAside = ({ athletes }: AnyDefinition): boolean => 'ids' in athletes && athletes.whileClosed === 'aside'

const idsOf = ({ athletes }: AnyDefinition, row: mongo.Document): readonly string[] => {
  if (!('ids' in athletes)) return []
  return Object.entries(athletes.ids)
    .filter(([, what]) => what === 'delete')
    .map(([field]) => row[field])
    .filter((id) => typeof id === 'string')
}

const fieldsOf = ({ athletes }: AnyDefinition): readonly string[] =>
  'ids' in athletes
    ? Object.entries(athletes.ids)
        .filter(([, what]) => what === 'delete')
        .map(([field]) => field)
    : []

interface Batch {
  readonly athleteId: string
  readonly revision: number
  readonly working: () => void
}

export const openAside = (database: Database, hooks: AsideHooks): Aside => {
  const aside: Collection<AsideRow> = collection<AsideRow>(database, {
    name: 'set_aside',
    fields: { _id: 'string', collection: 'string', athleteIds: 'array', closedId: 'string', row: 'object' },
    athletes: { ids: { athleteIds: 'delete', closedId: 'delete' }, exported: { to: ['closedId'], without: ['athleteIds'] } },
  })
  const closings: Collection<ClosingRow> = collection<ClosingRow>(database, {
    name: 'closings',
    fields: { _id: 'string', revision: 'number', closed: 'boolean', turns: 'number' },
    athletes: { ids: { _id: 'delete' }, exported: { not: 'the account says it' } },
  })
  const rowsOf = (name: string) => databaseOf(database.connection).collection(name)
  const callHook = async (name: string, rows: readonly mongo.Document[], direction: 1 | -1, tx: Tx): Promise<void> => {
    // A hook has the name of the collection whose rows it takes, which no type can say.
    await hooks[name]?.(rows as unknown as readonly never[], direction, tx)
  }

  /** Runs batches until `move` has moved nothing. Stops when a newer state of the account is being followed. */
  const inBatches = async ({ athleteId, revision, working }: Batch, move: (tx: Tx) => Promise<number>): Promise<void> => {
    for (;;) {
      const moved = await database.transact(async (tx) => {
        const isNewest = await closings.updateOne({ _id: athleteId, revision }, { $inc: { turns: 1 } }, tx)
        return isNewest ? move(tx) : 0
      }, SYSTEM)
      working()
      if (moved < ROWS_AT_ONCE) return
    }
  }

  const takeOut = async (definition: AnyDefinition, field: string, athleteId: string, tx: Tx): Promise<number> => {
    const { name } = definition
    const rows = rowsOf(name)
    const options = { session: tx.session, promoteBuffers: true }
    const found = await rows.find({ [field]: athleteId }, { ...options, limit: ROWS_AT_ONCE }).toArray()
    if (found.length === 0) return 0
    await aside.put(
      found.map((row) => ({
        _id: `${name}:${row._id}`,
        collection: name,
        athleteIds: idsOf(definition, row),
        closedId: athleteId,
        row,
      })),
      tx,
    )
    await rows.deleteMany({ _id: { $in: found.map(({ _id }) => _id) } }, options)
    await callHook(name, found, -1, tx)
    return found.length
  }

  const putBack = async (athleteId: string, tx: Tx): Promise<number> => {
    const found = await aside.many({ closedId: athleteId }, { limit: ROWS_AT_ONCE, tx })
    for (const name of new Set(found.map((each) => each.collection))) {
      const rows = found.filter((each) => each.collection === name).map(({ row }) => row as mongo.Document)
      // What was written meanwhile is newer than what was set aside.
      const there = await rowsOf(name)
        .find({ _id: { $in: rows.map(({ _id }) => _id) } }, { session: tx.session, projection: { _id: 1 } })
        .toArray()
      const known = new Set(there.map(({ _id }) => String(_id)))
      const missing = rows.filter(({ _id }) => !known.has(String(_id)))
      if (missing.length === 0) continue
      await rowsOf(name).insertMany(missing, { session: tx.session })
      await callHook(name, missing, 1, tx)
    }
    await aside.deleteMany({ _id: { $in: found.map(({ _id }) => _id) } }, tx)
    return found.length
  }

  return {
    async rowsOf<Row>(athleteId: string, name: string) {
      const found = await aside.many({ closedId: athleteId, collection: name })
      return found.map(({ row }) => row as Row)
    },
    async follow({ athleteId, revision, closed }, working) {
      const isNewest = await database.transact(async (tx) => {
        const known = await closings.one({ _id: athleteId }, { tx })
        if (known !== null && known.revision > revision) return false
        await closings.put([{ _id: athleteId, revision, closed, turns: 0 }], tx)
        // An account that stays open has nothing aside.
        return closed || known?.closed === true || known?.revision === revision
      }, SYSTEM)
      if (!isNewest) return
      const batch = { athleteId, revision, working }
      if (!closed) return inBatches(batch, (tx) => putBack(athleteId, tx))
      for (const definition of [...database.collections.values()].filter(isAside)) {
        for (const field of fieldsOf(definition)) await inBatches(batch, (tx) => takeOut(definition, field, athleteId, tx))
      }
    },
  }
}
