import { newId } from '@gruppetto/graph'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openLake } from '../src/module.ts'
import type { PastEvent } from '../src/pipelines/backfill.ts'
import { type LakeWorld, openWorld } from './support/world.ts'

const DAY_MS = 24 * 3600 * 1000

let world: LakeWorld
beforeAll(async () => {
  world = await openWorld({ env: { LAKE: 'on' } })
})
afterAll(() => world.close())

async function* kudosOf(days: readonly number[], failAt = Number.POSITIVE_INFINITY): AsyncGenerator<PastEvent> {
  for (const [index, ago] of days.entries()) {
    if (index === failAt) throw new Error('the database is gone')
    const at = new Date(Date.now() - ago * DAY_MS)
    const athleteId = newId('Athlete')
    const data = { subjectId: newId('Activity'), subjectOwnerId: '', athleteId, at: at.getTime() }
    yield { name: 'kudos.given', id: `${index}`, data, at, actor: athleteId }
  }
}

const counts = async () =>
  (
    await world.rows(`SELECT count(*)::INT, count(sequence)::INT, count(athlete_key)::INT,
  count(subject_owner_key)::INT, count(*) FILTER (event_id LIKE 'past:kudos.given:%')::INT FROM kudos_given`)
  )[0]

it('brings in what is older than the lake, all or nothing and once', async () => {
  await world.giveKudos(2)
  await world.catchUp()
  const half = world.desk.backfill(kudosOf([400, 30, 30, 1], 2))
  await expect(half).rejects.toThrow('the database is gone')
  expect(await counts()).toEqual([2, 2, 2, 2, 0])
  // The last one is younger than what the writer has, so it is there already.
  expect(await world.desk.backfill(kudosOf([400, 30, 30, 1, -1]))).toEqual({ rows: 4, files: 3 })
  expect(await counts()).toEqual([6, 2, 6, 2, 4])
  expect(await world.desk.backfill(kudosOf([400]))).toBeNull()
  expect(await counts()).toEqual([6, 2, 6, 2, 4])
  const files = await world.desk.files()
  expect(await world.objects()).toEqual(files.map(({ _id }) => _id).sort())
})

it('waits for no writer, and gives nobody back a key who is erased meanwhile', async () => {
  const other = await openWorld({ env: { LAKE: 'on' } })
  const lake = await openLake(other.runtime)
  const ana = newId('Athlete')
  const keyOf = async () =>
    (await other.runtime.database('lake')).connection.collection<{ _id: string }>('lake_keys').findOne({ _id: ana })
  const at = new Date(Date.now() - 400 * DAY_MS)
  const kudos = { subjectId: newId('Activity'), subjectOwnerId: '', athleteId: ana, at: at.getTime() }
  async function* past(): AsyncGenerator<PastEvent> {
    await other.emit('athlete.erased', { athleteId: ana, round: 1, at: Date.now() })
    yield { name: 'kudos.given', id: 'of-ana', data: kudos, at, actor: ana }
  }
  const writer = await lake.startWriter()
  await other.giveKudos(1)
  await other.catchUp()
  await expect(other.desk.backfill(past())).rejects.toThrow('stop those with the role lake first')
  await writer.stop()
  expect(await other.desk.backfill(past())).toEqual({ rows: 1, files: 1 })
  expect(await keyOf()).not.toBeNull()
  await other.catchUp()
  expect(await keyOf()).toBeNull()
  expect(await other.rows("SELECT count(*)::INT FROM kudos_given WHERE event_id = 'past:kudos.given:of-ana'")).toEqual([[1]])
  await lake.close()
  await other.close()
})
