import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { settle, testFolder, testRuntime, testServers } from '@gruppetto/testing'
import { expect, test } from 'vitest'
import { defineWorker, ensureServers, loadConfig, SYSTEM } from '../src/mod.ts'
import { giveKudos, openTallies } from './support/tallies.ts'

test('NATS that comes back without its data gets its streams and consumers again, and what was not published yet goes on', async () => {
  const dataDir = testFolder('lost-nats')
  const { mongoUrl, redisUrl } = testServers()
  const servers = await ensureServers(loadConfig({ DATA_DIR: dataDir, MONGO_URL: mongoUrl, REDIS_URL: redisUrl }))
  const runtime = await testRuntime({ env: { NATS_URL: servers.natsUrl } })
  try {
    const database = await runtime.database('lost')
    const tallies = await openTallies(database)
    const counting = defineWorker({
      name: 'lost-count',
      on: ['kudos.given'],
      decide: (event) => event.data.subjectId,
      save: (subjectId, tx) => tallies.add(subjectId, tx),
    })
    await runtime.startWorkers(database, [counting])
    const emit = (subjectId: string) => database.transact(async (tx) => giveKudos(tx, subjectId), SYSTEM)
    await emit('before')
    await settle(runtime)

    const { pid } = JSON.parse(readFileSync(join(dataDir, 'servers', 'nats.json'), 'utf8')) as { pid: number }
    process.kill(pid, 'SIGKILL')
    rmSync(join(dataDir, 'nats'), { recursive: true, force: true })
    const ids = Array.from({ length: 5 }, (_, index) => `meanwhile-${index}`)
    for (const id of ids) await emit(id)

    for (const id of ids) await expect.poll(() => tallies.read(id)).toBe(1)
    await emit('after')
    await expect.poll(() => tallies.read('after')).toBe(1)
    expect(await tallies.read('before')).toBe(1)
    await settle(runtime)
  } finally {
    await runtime.close()
    await servers.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
})
