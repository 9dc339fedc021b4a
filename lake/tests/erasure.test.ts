import { setTimeout as sleep } from 'node:timers/promises'
import type { EventData } from '@gruppetto/events'
import { newId } from '@gruppetto/graph'
import { defineWorker } from '@gruppetto/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLake } from '../src/module.ts'
import { type LakeWorld, openWorld } from './support/world.ts'

const DAY_MS = 24 * 3600_000
/** Noon of today, or of the day so many days after it. */
const todayMs = Math.floor(Date.now() / DAY_MS) * DAY_MS
const noon = (days: number): number => todayMs + (days + 0.5) * DAY_MS

let world: LakeWorld
const reports: EventData<'athlete.data-erased'>[] = []
beforeAll(async () => {
  world = await openWorld({ env: { LAKE: 'on' } })
  const hear = defineWorker({
    name: 'reports-hear',
    on: ['athlete.data-erased'],
    save: async (_loaded, _tx, { data }) => void reports.push(data),
  })
  await world.runtime.startWorkers(await world.runtime.database('reports'), [hear])
})
afterAll(() => world.close())

const rowsOf = async (collection: 'lake_keys' | 'dead_keys') =>
  (await world.runtime.database('lake')).connection.collection<{ _id: string }>(collection).find({}).toArray()
const hasKey = async (athleteId: string) => (await rowsOf('lake_keys')).some(({ _id }) => _id === athleteId)
const deadKeys = async () => (await rowsOf('dead_keys')).map(({ _id }) => _id)
const keysOf = async (subjectId: string) =>
  (await world.rows(`SELECT athlete_key, subject_owner_key FROM kudos_given WHERE subject_id = '${subjectId}'`))[0] ?? []

const kudos = async (athleteId: string, subjectOwnerId: string): Promise<string> => {
  const subjectId = newId('Activity')
  const data = { subjectId, subjectOwnerId, athleteId, at: world.runtime.now() }
  await world.emit('kudos.given', data, athleteId)
  return subjectId
}

/** Says that the athlete is erased, to a lake that runs, and waits for its report. */
const erase = async (athleteId: string, round: number): Promise<void> => {
  const lake = await openLake(world.runtime)
  const workers = await world.runtime.startWorkers(lake.database, lake.workers)
  const writer = await lake.startWriter()
  await world.emit('athlete.erased', { athleteId, round, at: world.runtime.now() })
  const isReported = () => reports.some((report) => report.athleteId === athleteId && report.round === round)
  while (!isReported()) await sleep(20)
  await workers.drain()
  await writer.stop()
  await lake.close()
}

describe('an erasure', () => {
  it('takes the key away at once and reports each round; within 30 days no file has a row of the athlete', async () => {
    const [ana, ben, cat] = [newId('Athlete'), newId('Athlete'), newId('Athlete')]
    world.stopAt(noon(-40))
    const byAna = await kudos(ana, ben)
    await world.catchUp()
    const toAna = await kudos(ben, ana)
    await world.catchUp()
    // A day of which one file is all.
    world.stopAt(noon(-20))
    await kudos(ana, cat)
    await world.catchUp()
    world.stopAt(noon(0))
    await kudos(ana, ben)
    const ofOthers = await kudos(ben, cat)
    const cheer = { cheerId: newId('Cheer'), athleteId: ben, toAthleteIds: [ana, cat], message: 'Go!', at: noon(0) }
    await world.emit('cheer.given', cheer, ben)
    await world.catchUp()
    const [anaKey, benKey] = await keysOf(byAna)
    expect(await keysOf(toAna)).toEqual([benKey, anaKey])
    // What was merged before the death is found as well.
    expect(await world.desk.compact()).toMatchObject({ replaced: 2, written: 1 })
    if (typeof anaKey !== 'string') throw new Error('Ana has a key')
    expect(await world.written()).toContain(anaKey)
    expect(await world.written()).not.toContain(ana)

    await erase(ana, 1)
    expect(reports).toEqual([{ athleteId: ana, subgraph: 'lake', round: 1, at: noon(0) }])
    expect(await hasKey(ana)).toBe(false)
    expect(await hasKey(ben)).toBe(true)
    expect(await deadKeys()).toEqual([anaKey])
    // Something that was on its way gives the athlete a key again. The second round takes it.
    const late = await kudos(ana, cat)
    await world.catchUp()
    const [lateKey] = await keysOf(late)
    expect(lateKey).not.toBe(anaKey)
    if (typeof lateKey !== 'string') throw new Error('what came late has a key')
    await erase(ana, 2)
    expect(reports.at(-1)).toMatchObject({ subgraph: 'lake', round: 2 })
    expect(await hasKey(ana)).toBe(false)
    expect((await deadKeys()).sort()).toEqual([anaKey, lateKey].sort())

    const cleanOn: number[] = []
    for (let day = 1; day <= 30; day += 1) {
      world.stopAt(noon(day))
      await world.desk.compact()
      const written = await world.written()
      if (!(written.includes(anaKey) || written.includes(lateKey))) cleanOn.push(day)
    }
    // Rewritten after three weeks, and the old files are gone a day or two later.
    expect(cleanOn.at(0)).toBeGreaterThan(21)
    expect(cleanOn.at(-1)).toBe(30)
    expect(cleanOn).toHaveLength(31 - (cleanOn[0] ?? 0))
    // The rows of others stay, with nobody in the place of the athlete in a list.
    expect(await keysOf(ofOthers)).toEqual([benKey, expect.any(String)])
    expect(
      await world.rows('SELECT len(to_athlete_keys)::INT, to_athlete_keys[1], to_athlete_keys[2] IS NULL FROM cheer_given'),
    ).toEqual([[2, null, false]])
    expect(await world.rows('SELECT count(*)::INT FROM kudos_given')).toEqual([[1]])
    expect(await deadKeys()).toEqual([])
    const files = await world.desk.files()
    expect(await world.objects()).toEqual(files.map(({ _id }) => _id).sort())
  })

  it('of somebody whom the lake does not know is reported, and again when it is said again', async () => {
    const stranger = newId('Athlete')
    await erase(stranger, 1)
    await erase(stranger, 2)
    expect(reports.filter(({ athleteId }) => athleteId === stranger)).toMatchObject([
      { subgraph: 'lake', round: 1 },
      { subgraph: 'lake', round: 2 },
    ])
    expect(await hasKey(stranger)).toBe(false)
  })
})
