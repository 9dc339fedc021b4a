import type { QuietHours } from '@gruppetto/graph'
import { openProjection } from '@gruppetto/relations'
import { collection, type Database, type Tx } from '@gruppetto/runtime'

/** The hours without pushes of an athlete, as social told last. */
interface QuietHoursRow {
  /** The athlete's id. */
  readonly _id: string
  readonly revision: number
  readonly from: string | null
  readonly until: string | null
}

export const openQuietHours = (database: Database) => {
  const rows = collection<QuietHoursRow>(database, {
    name: 'quiet_hours',
    fields: { _id: 'string', revision: 'number', from: 'string | null', until: 'string | null' },
    athletes: { ids: { _id: 'delete' }, exported: { not: 'a copy of what social exports' } },
  })
  return {
    ...openProjection(rows),
    /** Null for who has none. */
    async of(athleteId: string, tx: Tx): Promise<QuietHours | null> {
      const row = await rows.one({ _id: athleteId }, { tx })
      return row === null || row.from === null || row.until === null ? null : { from: row.from, until: row.until }
    },
  }
}
