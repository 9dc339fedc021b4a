import { createWriteStream, existsSync } from 'node:fs'
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openLakeDesk } from '@gruppetto/lake'
import { LostDatabaseError, loadConfig, openRuntime, type Runtime } from '@gruppetto/runtime'
import { dropNamespace, randomNamespace, settle, testEnvironment, testFolder } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Manifest } from '../src/backup/manifest.ts'
import { restoreAlone } from '../src/backup/restore-alone.ts'
import { restoreBackup } from '../src/backup/restore-backup.ts'
import { createFile } from '../src/backup/row-files.ts'
import { takeBackup } from '../src/backup/take-backup.ts'
import { ALL_MONEY, openBank } from './support/bank.ts'

const say = () => undefined
const folder = testFolder('backups')
const backup = join(folder, 'busy')

/** A platform that has nothing. */
const withFresh = async <T>(work: (runtime: Runtime) => Promise<T>): Promise<T> => {
  const dataDir = testFolder('fresh')
  const config = loadConfig(testEnvironment(randomNamespace(), dataDir))
  const runtime = await openRuntime(config)
  try {
    return await work(runtime)
  } finally {
    await runtime.close()
    await dropNamespace(config)
    await rm(dataDir, { recursive: true, force: true })
  }
}

let manifest: Manifest
let made = 0
const IN_LAKE = 5

/** The stream begins at 4 afterwards, and will not do so where it is restored. */
const skipPlaces = async ({ bus }: Runtime): Promise<void> => {
  for (let count = 0; count < 3; count += 1) await bus.stream.publish(bus.subject('evt.nobody.v1'), '{}')
  await bus.manager.streams.purge(bus.names.events)
}

/** How many transfers are in the lake, and how many of them are not there twice. */
const inLake = async (lake: Awaited<ReturnType<typeof openLakeDesk>>) => {
  const { rows } = await lake.ask('SELECT count(*)::INT, count(DISTINCT event_id)::INT FROM kudos_given')
  return rows[0]
}

/** Waits until so many transfers are in the lake, each once: the outbox tells the stream a moment after the commit. */
const comesTo = (lake: Awaited<ReturnType<typeof openLakeDesk>>, transfers: number) =>
  expect
    .poll(async () => {
      expect(await lake.catchUp()).toBe(true)
      return inLake(lake)
    })
    .toEqual([transfers, transfers])

/** Takes a backup while money is moved. */
beforeAll(async () => {
  await withFresh(async (runtime) => {
    const bank = await openBank(runtime)
    await bank.found()
    await bank.measurements.insert([{ ts: new Date(0), meta: { id: 'one' }, n: 5 }])
    await runtime.objects.write('originals/one', Buffer.from('the bytes of one'))
    await skipPlaces(runtime)
    await bank.start()
    for (let round = 0; round < IN_LAKE; round += 1) await bank.transfer()
    const lake = await openLakeDesk(runtime)
    expect(await lake.catchUp()).toBe(true)
    await lake.close()
    let isOver = false
    const moving = (async () => {
      while (!isOver) {
        await bank.transfer()
        made += 1
      }
    })()
    manifest = await takeBackup(runtime, { folder: backup, say })
    isOver = true
    await moving
  })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const restored = (runtime: Runtime, force = false) => restoreBackup(runtime, { folder: backup, force, say })

it('that is taken while everything changes is of one instant, and its events fit to it', async () => {
  expect(made).toBeGreaterThan(0)
  expect(manifest.databases.map(({ name }) => name)).toEqual(['bank', 'lake', 'shop'])
  await withFresh(async (runtime) => {
    await restored(runtime)
    const bank = await openBank(runtime)
    const before = await bank.state()
    expect(before.money).toBe(ALL_MONEY)
    expect(before.transfers).toBeGreaterThanOrEqual(IN_LAKE)
    // What was counted was counted whole.
    expect(before.seen).toBe(before.counted)
    await bank.start()
    await settle(runtime)
    const { transfers } = before
    expect(await bank.state()).toEqual({ money: ALL_MONEY, transfers, counted: transfers, seen: transfers })
    const lake = await openLakeDesk(runtime)
    expect(await inLake(lake)).toEqual([IN_LAKE, IN_LAKE])
    expect(await lake.catchUp()).toBe(true)
    expect(await inLake(lake)).toEqual([transfers, transfers])
    await lake.close()
    expect(await bank.measurements.many({})).toMatchObject([{ ts: new Date(0), meta: { id: 'one' }, n: 5 }])
    expect(await runtime.objects.head('originals/one')).toEqual({ sizeBytes: 16 })
    const indexes = await bank.bank.connection.collection('transfers').indexes()
    expect(indexes.map(({ key }) => key)).toEqual([{ _id: 1 }, { from: 1 }])
  })
})

describe('a backup is refused', () => {
  const copyOf = async (name: string): Promise<string> => {
    const copy = join(folder, name)
    await cp(backup, copy, { recursive: true })
    return copy
  }
  const restoring = (from: string) => withFresh((runtime) => restoreBackup(runtime, { folder: from, force: false, say }))

  it('when it was not finished, or is of another format', async () => {
    const half = await copyOf('half')
    await rm(join(half, 'manifest.json'))
    await expect(restoring(half)).rejects.toThrow('one that was not finished')
    await expect(restoring(join(folder, 'nothing'))).rejects.toThrow('it is no backup')
    await writeFile(join(half, 'manifest.json'), JSON.stringify({ ...manifest, format: 2 }))
    await expect(restoring(half)).rejects.toThrow('reads backups of format 1 only')
    await writeFile(join(half, 'manifest.json'), '{"format":')
    await expect(restoring(half)).rejects.toThrow('is broken')
  })

  it('when one byte of it is another one, a file is shorter, or an object is missing, and nothing is written', async () => {
    const damaged = await copyOf('damaged')
    const path = join(damaged, 'mongo/bank/accounts.rows.bson.gz')
    const bytes = await readFile(path)
    bytes[20] = (bytes[20] ?? 0) ^ 1
    await writeFile(path, bytes)
    await writeFile(join(damaged, 'events.bson.gz'), (await readFile(join(damaged, 'events.bson.gz'))).subarray(0, -1))
    const failing = restoring(damaged)
    await expect(failing).rejects.toThrow('mongo/bank/accounts.rows.bson.gz is not what was written')
    await expect(failing).rejects.toThrow('events.bson.gz has')
    const lacking = await copyOf('lacking')
    const [original] = await readdir(join(lacking, 'objects/originals'))
    await rm(join(lacking, 'objects/originals', original ?? ''))
    await expect(restoring(lacking)).rejects.toThrow('objects/originals/one is missing')
  })

  it('by a platform that has data, and after one that was cut short, unless it is forced', async () => {
    await withFresh(async (runtime) => {
      // The store of objects fails on the way.
      const full = { ...runtime, objects: { ...runtime.objects, writeStream: () => Promise.reject(new Error('no room')) } }
      await expect(restored(full)).rejects.toThrow('no room')
      await expect(restored(runtime)).rejects.toThrow('cut short')
      await restored(runtime, true)
      await expect(restored(runtime)).rejects.toThrow('--force would remove')
      await restored(runtime, true)
      expect((await (await openBank(runtime)).state()).money).toBe(ALL_MONEY)
    })
  })
})

it('brings one lost database back with all others, and until then nobody opens the empty one', async () => {
  const withOther = async <T>({ config }: Runtime, work: (other: Runtime) => Promise<T>): Promise<T> => {
    const other = await openRuntime(config)
    return work(other).finally(() => other.close())
  }
  const transfersSeen = async (other: Runtime) => {
    const bank = await openBank(other)
    await bank.start()
    await settle(other)
    return bank.state()
  }
  await withFresh(async (runtime) => {
    await restored(runtime)
    const before = await withOther(runtime, async (other) => {
      const state = await transfersSeen(other)
      await (await other.database('shop')).connection.db?.dropDatabase()
      return state
    })
    await withOther(runtime, (other) => expect(openBank(other)).rejects.toThrow(LostDatabaseError))
    await expect(restored(runtime)).rejects.toThrow('--force would remove')
    await restored(runtime, true)
    expect(await withOther(runtime, transfersSeen)).toEqual(before)
    expect(before).toMatchObject({ money: ALL_MONEY, counted: before.transfers, seen: before.transfers })
  })
})

it('brings the lake back alone, which then has everything that has happened since', async () => {
  await withFresh(async (runtime) => {
    const bank = await openBank(runtime)
    await bank.found()
    for (let round = 0; round < IN_LAKE; round += 1) await bank.transfer()
    const before = await openLakeDesk(runtime)
    await comesTo(before, IN_LAKE)
    const [file] = await before.files()
    const { bus } = runtime
    const from = testFolder('lake-backup')
    // One who is about to be erased, and one who stays.
    const accounts = (await runtime.database('athletes')).connection.collection<{ _id: string; closedAt: Date | null }>(
      'accounts',
    )
    await accounts.insertMany([
      { _id: 'ath_owner', closedAt: new Date(0) },
      { _id: 'ath_giver', closedAt: null },
    ])
    await takeBackup(runtime, { folder: from, say })
    await bank.transfer()
    await comesTo(before, IN_LAKE + 1)
    await before.close()
    await (await runtime.database('lake')).connection.db?.dropDatabase()
    await runtime.objects.delete(file?._id ?? '')
    const restoring = () => restoreAlone(runtime, { folder: from, only: 'lake', force: false, say })
    // A database of athletes that is lost too is not one whose athletes have all left.
    await accounts.deleteMany({})
    await expect(restoring()).rejects.toThrow('is the database of athletes whole?')
    await accounts.insertOne({ _id: 'ath_giver', closedAt: null })
    await restoring()
    const after = await openLakeDesk(runtime)
    expect(await inLake(after)).toEqual([IN_LAKE, IN_LAKE])
    await comesTo(after, IN_LAKE + 1)
    await after.close()
    // Who has no account was erased meanwhile, and is told of again to the lake alone.
    const { state } = await bus.manager.streams.info(bus.names.events, {
      subjects_filter: bus.retrySubject('lake-forget-athletes'),
    })
    expect(Object.keys(state.subjects ?? {})).toEqual([bus.retrySubject('lake-forget-athletes')])
    // What was not in the lake yet has left the stream.
    await bank.transfer()
    await bus.manager.streams.purge(bus.names.events)
    await expect(restoreAlone(runtime, { folder: from, only: 'lake', force: true, say })).rejects.toThrow(
      'the stream has no event',
    )
  })
})

it('into a folder that has something, or onto a full disk, no backup is taken', async () => {
  await withFresh(async (runtime) => {
    await (await openBank(runtime)).found()
    await expect(takeBackup(runtime, { folder: backup, say })).rejects.toThrow('is not empty')
    const full = join(folder, 'full')
    // The second file is on a device that is always full.
    let files = 0
    const create = (path: string) => {
      files += 1
      return files === 2 ? createWriteStream('/dev/full') : createFile(path)
    }
    await expect(takeBackup(runtime, { folder: full, say, create })).rejects.toThrow('there is no room')
    expect(existsSync(join(full, 'manifest.json'))).toBe(false)
    await expect(restoreBackup(runtime, { folder: full, force: true, say })).rejects.toThrow('not finished')
  })
})
