import { defineWorker, loadConfig, openRuntime, SYSTEM } from '../../src/mod.ts'
import { giveKudos, openTallies } from './tallies.ts'

// A process that emits one event and handles it. CRASH_AT ends it suddenly at one point.
const runtime = await openRuntime(loadConfig(process.env))
const database = await runtime.database('crash')
const tallies = await openTallies(database)
const worker = defineWorker({
  name: 'crash-count',
  on: ['kudos.given'],
  prepare: async () => undefined,
  decide: (event) => event.data.subjectId,
  save: async (subjectId, tx) => {
    await tallies.add(subjectId, tx)
    tx.emit('kudos.taken-back', { subjectId, subjectOwnerId: 'ath_owner', athleteId: 'ath_giver', at: 1 })
  },
})
await runtime.startWorkers(database, [worker])
if (process.argv[2] !== undefined) {
  const subjectId = process.argv[2]
  await database.transact(async (tx) => giveKudos(tx, subjectId), SYSTEM)
}
process.on('SIGTERM', () => void runtime.close().then(() => process.exit(0)))
