import { collection, type Database, type Tx } from '@gruppetto/runtime'

interface PlaceRow {
  /** The name of the event. */
  readonly _id: string
  /** Every event of this name up to this one is written. */
  readonly lastSequence: number
}

/** How far each event is written. */
export const openPlaces = (database: Database) => {
  const places = collection<PlaceRow>(database, {
    name: 'places',
    fields: { _id: 'string', lastSequence: 'number' },
    athletes: { none: 'names of events' },
  })
  return {
    async all(): Promise<Map<string, number>> {
      const rows = await places.many({})
      return new Map(rows.map(({ _id, lastSequence }) => [_id, lastSequence]))
    },
    async put(event: string, lastSequence: number, tx: Tx): Promise<void> {
      await places.put([{ _id: event, lastSequence }], tx)
    },
    async forgetAll(tx: Tx): Promise<void> {
      await places.deleteMany({}, tx)
    },
  }
}

export type Places = ReturnType<typeof openPlaces>
