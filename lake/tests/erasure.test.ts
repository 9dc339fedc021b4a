import { setTimeout as sleep } from 'node:timers/promises'
import type { EventData } from '@gruppetto/events'
import { newId } from '@gruppetto/graph'
import { deadLetters, defineWorker } from '@gruppetto/runtime'
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
    const days = [1, 20, 21, 22, 23, 24, 30]
    for (const day of days) {
      world.stopAt(noon(day))
      await world.desk.compact()
      const written = await world.written()
      if (!(written.includes(anaKey) || written.includes(lateKey))) cleanOn.push(day)
    }
    // Rewritten after three weeks, and the old files are gone a day or two later.
    expect(cleanOn.at(0)).toBeGreaterThan(21)
    expect(cleanOn.length).toBeGreaterThan(0)
    expect(days.slice(-cleanOn.length)).toEqual(cleanOn)
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

describe('recordings', () => {
  const [ana, ben, cat] = [newId('Athlete'), newId('Athlete'), newId('Athlete')]
  const [first, second, ofBen, ofCat] = Array.from({ length: 4 }, () => newId('Activity')) as [string, string, string, string]
  /** Heart rates by which a recording is known, in rising order. */
  const inAnswers = async () =>
    (await world.rows('SELECT samples_heart_rate_bpm[1]::INT FROM recording_shared ORDER BY 1')).map(([bpm]) => bpm)
  const inFiles = async () => {
    const rows = (await world.written()).split('\n').filter((row) => row.includes('"consent_key"'))
    return rows.map((row) => JSON.parse(row).samples_heart_rate_bpm[0]).sort()
  }
  const given = { revision: 1, privacyRevision: 1 }

  it('are written for athletes who give them, and what is no longer given is in no answer at once', async () => {
    world.stopAt(noon(40))
    await world.consent(ana, 1, true)
    await world.share({ activityId: first, athleteId: ana, ...given, bpm: [101, 102] })
    await world.share({ activityId: second, athleteId: ana, ...given, bpm: [103] })
    await world.consent(ben, 1, true)
    await world.share({ activityId: ofBen, athleteId: ben, ...given, bpm: [104] })
    // Of Cat the lake has not heard what she said: the recording itself tells.
    await world.share({ activityId: ofCat, athleteId: cat, ...given, bpm: [105] })
    await world.catchUp()
    expect(await inAnswers()).toEqual([101, 103, 104, 105])
    const [row] =
      await world.rows(`SELECT samples_elapsed_seconds, samples_heart_rate_bpm, samples_power_watts, samples_areas, length(consent_key)
      FROM recording_shared WHERE activity_id = '${first}'`)
    expect(row).toEqual([[0, 1], [101, 102], null, [33_090_965], 16])
    expect(await world.written()).not.toContain(ana)

    // Measured anew, deleted, and no longer given: one each. What says the same twice changes nothing.
    await world.share({ activityId: first, athleteId: ana, revision: 2, replaces: 1, privacyRevision: 1, bpm: [106] })
    const gone = { name: '', visibility: 'EVERYONE', sport: 'RIDE', startedAtMs: 0, timeZone: 'UTC', distanceMeters: 0 } as const
    const nothing = { elapsedSeconds: 0, movingSeconds: 0, elevationGainMeters: null, isManual: false, uploadId: null }
    const deleted = { activityId: second, athleteId: ana, revision: 9, deleted: true, at: noon(40) }
    for (let times = 0; times < 2; times += 1) await world.emit('activity.changed', { ...gone, ...nothing, ...deleted })
    await world.consent(ben, 2, false)
    await world.consent(ben, 1, true)
    await world.catchUp()
    expect(await inAnswers()).toEqual([105, 106])
    // One that was on its way is not written any more, nor one of an activity that is deleted.
    await world.share({ activityId: newId('Activity'), athleteId: ben, ...given, bpm: [107] })
    await world.share({ activityId: second, athleteId: ana, ...given, revision: 2, bpm: [108] })
    await world.catchUp()
    expect(await inFiles()).toEqual([101, 103, 104, 105, 106])
    // A change of what is hidden ends the consent of before, and begins another one.
    await world.consent(cat, 2, true)
    await world.share({ activityId: newId('Activity'), athleteId: cat, revision: 1, privacyRevision: 2, bpm: [109] })
    await world.catchUp()
    expect(await inAnswers()).toEqual([106, 109])
  })

  it('of somebody who is erased are in no answer either, and all that died are in no file within 30 days', async () => {
    await erase(ana, 1)
    await erase(ana, 2)
    expect(await inAnswers()).toEqual([109])
    // Three weeks after a death rows are rewritten, and the files of before go a day later.
    for (const day of [62, 64]) {
      world.stopAt(noon(day))
      await world.desk.compact()
    }
    expect(await inFiles()).toEqual([109])
    expect(await inAnswers()).toEqual([109])
    expect(await deadKeys()).toEqual([])
  })

  it('that cannot be read go to the dead letters, and nothing waits for them', async () => {
    const { bus } = world.runtime
    const data = {
      activityId: newId('Activity'),
      athleteId: cat,
      ...given,
      replaces: null,
      everyNth: 1,
      samples: 'no samples',
      at: 0,
    }
    await world.emit('recording.shared', { ...data, privacyRevision: 2 })
    await world.share({ activityId: newId('Activity'), athleteId: cat, revision: 1, privacyRevision: 2, bpm: [110] })
    await world.catchUp()
    expect(await inAnswers()).toEqual([109, 110])
    const letters = (await deadLetters(bus)).filter(({ worker }) => worker === 'lake-writer')
    expect(letters.map(({ reason }) => reason)).toEqual([expect.stringContaining('its samples cannot be read')])
  })
})
