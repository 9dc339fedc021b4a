import { collection, type Database, retryOnDuplicateKey, type Tx } from '@gruppetto/runtime'

/** Who writes, compacts or brings in the past, and how far it is. */
export interface TurnRow {
  readonly _id: 'writer' | 'compaction' | 'backfill'
  /** Each turn has its number. What belongs to an earlier turn changes nothing any more. */
  readonly turn: number
  /** Without a sign of life the turn ends then. */
  readonly until: Date
  /** When the stream was created, whose sequences these are; empty at first. */
  readonly stream: string
  /** How many streams there have been. */
  readonly generation: number
  /** All events up to this one are in the lake, or leave nothing there. */
  readonly position: number
  /** The last event that was read when all buffers were last written. */
  readonly flushedTo: number
  /** Somebody waits for everything up to this event. */
  readonly wantedTo: number
}

/** The turn has ended: somebody else has the next one. */
export class TurnLostError extends Error {
  override readonly name = 'TurnLostError'
}

export const openTurns = (database: Database) => {
  const turns = collection<TurnRow>(database, {
    name: 'turns',
    fields: {
      _id: 'string',
      turn: 'number',
      until: 'date',
      stream: 'string',
      generation: 'number',
      position: 'number',
      flushedTo: 'number',
      wantedTo: 'number',
    },
    athletes: { none: 'how far the lake is' },
  })
  const first = { stream: '', generation: 0, position: 0, flushedTo: 0, wantedTo: 0 }

  const ensure = async (_id: TurnRow['_id']): Promise<void> => {
    const begin = { turn: 0, until: new Date(0), ...first }
    await retryOnDuplicateKey(() => turns.upsertOne({ _id }, { $setOnInsert: begin }))
  }

  const held = async ({ _id, turn }: Pick<TurnRow, '_id' | 'turn'>, change: Partial<TurnRow>, tx?: Tx): Promise<TurnRow> => {
    const row = await turns.updateAndGet({ _id, turn }, { $set: change }, tx)
    if (row === null) throw new TurnLostError(`another process is the ${_id} now`)
    return row
  }

  return {
    async get(id: TurnRow['_id']): Promise<TurnRow | null> {
      return turns.one({ _id: id })
    },
    /** Begins a turn when nobody has one now; otherwise null. */
    async take(_id: TurnRow['_id'], now: Date, until: Date): Promise<TurnRow | null> {
      await ensure(_id)
      return turns.updateAndGet({ _id, until: { $lte: now } }, { $set: { until }, $inc: { turn: 1 } })
    },
    /** Changes the row of the one who has the turn. Throws TurnLostError when somebody else has it. */
    held,
    async release(row: Pick<TurnRow, '_id' | 'turn'>): Promise<void> {
      await turns.updateOne({ _id: row._id, turn: row.turn }, { $set: { until: new Date(0) } })
    },
    /** Asks the writer to write everything up to this event soon. */
    async want(sequence: number): Promise<void> {
      await ensure('writer')
      await turns.updateOne({ _id: 'writer' }, { $max: { wantedTo: sequence } })
    },
  }
}

export type Turns = ReturnType<typeof openTurns>
