import type { PeriodicJob } from '@gruppetto/graph'
import { SYSTEM } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

const BATCH_SIZE = 200

/** Tells the other subgraphs of the quiet hours that were chosen before anybody was told of them. Several processes may run it at once. */
export const tellQuietHours = ({ database, stores, runtime }: Services): PeriodicJob => ({
  name: 'social-tell-quiet-hours',
  everyMs: 60_000,
  async run() {
    for (let told = BATCH_SIZE; told === BATCH_SIZE; )
      told = await database.transact(async (tx) => {
        const rows = await stores.notificationSettings.withUntoldQuietHours(BATCH_SIZE, tx)
        const at = runtime.now()
        for (const row of rows) {
          await stores.notificationSettings.put({ ...row, quietRevision: 1 }, tx)
          tx.emit('quiet-hours.changed', { athleteId: row._id, revision: 1, from: row.quietFrom, until: row.quietUntil, at })
        }
        return rows.length
      }, SYSTEM)
  },
})
