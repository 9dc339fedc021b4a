import { loadConfig, makeRoom, openBus, SYSTEM, streamFill } from '@gruppetto/runtime'
import { settle, testRuntime } from '@gruppetto/testing'
import { expect, it } from 'vitest'
import { defineWorker } from '../src/workers/define-worker.ts'

const MAX_BYTES = 40_000
const EVENTS = 300

it('a full stream loses nothing: events wait in the outbox until those that everybody has handled have made room', async () => {
  const runtime = await testRuntime({ env: { EVENTS_MAX_BYTES: String(MAX_BYTES) } })
  try {
    const database = await runtime.database('athletes')
    const handled = new Set<string>()
    const worker = defineWorker({
      name: 'athletes-fill-a-stream',
      on: ['sessions.ended'],
      prepare: async ({ id }) => void handled.add(id),
    })
    // The consumer is there and its worker is not: everything waits.
    await (await runtime.startWorkers(database, [worker])).drain()
    for (let index = 0; index < EVENTS; index += 1) {
      await database.transact(
        async (tx) => tx.emit('sessions.ended', { athleteId: `ath_${index}`, sessionIds: [], at: 0 }),
        SYSTEM,
      )
    }
    const outbox = () => database.connection.db?.collection('outbox').countDocuments() ?? 0
    await expect.poll(async () => (await streamFill(runtime.bus, runtime.bus.names.events)).bytes).toBeGreaterThan(MAX_BYTES / 2)
    expect(await outbox()).toBeGreaterThan(0)
    // What nobody has handled does not go, however full it is.
    expect(await makeRoom(runtime.bus)).toBe(0)
    const { bytes } = await streamFill(runtime.bus, runtime.bus.names.events)
    expect(bytes).toBeLessThanOrEqual(MAX_BYTES)

    await runtime.startWorkers(database, [worker])
    await expect
      .poll(
        async () => {
          await makeRoom(runtime.bus)
          return handled.size
        },
        { timeout: 120_000 },
      )
      .toBe(EVENTS)
    // The relay forgets a moment later what the stream has taken.
    await expect.poll(outbox).toBe(0)
    await settle(runtime)
  } finally {
    await runtime.close()
  }
})

it('streams get the limits and the replicas of the settings, also when they are there already', async () => {
  const runtime = await testRuntime()
  try {
    const { manager, names } = runtime.bus
    const configOf = async (name: string) => (await manager.streams.info(name)).config
    expect(await configOf(names.events)).toMatchObject({ max_bytes: -1, num_replicas: 1, discard: 'new' })
    const { config } = runtime
    const again = await openBus(config.natsUrl ?? '', config.namespace, runtime.log, {
      ...config,
      eventsMaxBytes: 2_000_000,
      deadLettersMaxBytes: 1_000_000,
    })
    await again.close()
    expect(await configOf(names.events)).toMatchObject({ max_bytes: 2_000_000 })
    expect(await configOf(names.dead)).toMatchObject({ max_bytes: 1_000_000 })
    expect(loadConfig({ IDENTITY_SECRET: 'x'.repeat(32), RUN: 'gateway', NATS_REPLICAS: '3' }).natsReplicas).toBe(3)
    expect(() => loadConfig({ IDENTITY_SECRET: 'x'.repeat(32), RUN: 'gateway', NATS_REPLICAS: '0' })).toThrow(/NATS_REPLICAS/)
  } finally {
    await runtime.close()
  }
})
