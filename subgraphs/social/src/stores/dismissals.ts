import { collection, type Database } from '@gruppetto/runtime'
import { edgeId } from './follows.ts'

/** An athlete does not want another one to be suggested again. */
export interface DismissalRow {
  /** `<athlete>:<dismissed>`. */
  readonly _id: string
  readonly athleteId: string
  readonly dismissedId: string
  readonly dismissedAt: Date
}

export const openDismissals = (database: Database) => {
  const rows = collection<DismissalRow>(database, {
    name: 'dismissed_suggestions',
    fields: { _id: 'string', athleteId: 'string', dismissedId: 'string', dismissedAt: 'date' },
    athletes: { ids: { athleteId: 'delete', dismissedId: 'delete' }, exported: { to: ['athleteId'] } },
  })
  return {
    async put(athleteId: string, dismissedId: string, dismissedAt: Date): Promise<void> {
      await rows.put([{ _id: edgeId(athleteId, dismissedId), athleteId, dismissedId, dismissedAt }])
    },
    /** Returns those of `others` whom the athlete has dismissed. */
    async among(athleteId: string, others: readonly string[]): Promise<ReadonlySet<string>> {
      const found = await rows.byId(others.map((other) => edgeId(athleteId, other)))
      return new Set([...found.values()].map((row) => row.dismissedId))
    },
  }
}

export type Dismissals = ReturnType<typeof openDismissals>
