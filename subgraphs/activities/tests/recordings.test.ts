import { readFileSync } from 'node:fs'
import { recordingPath } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld, recording, type World } from './world.ts'

interface Expected {
  readonly startedAt: string
  readonly records: number
  readonly elapsedSeconds: number
  readonly hasPosition: boolean
  readonly distanceMeters: number | null
  readonly avgHeartRate?: number
  readonly maxHeartRate?: number
  readonly avgPower?: number
  readonly normalizedPower?: number
  readonly laps?: number
}
interface ExpectedFile {
  readonly file: string
  readonly outcome: 'activity' | 'partial' | string
  readonly failure?: string
  readonly activities: readonly Expected[]
}
const { files } = JSON.parse(readFileSync(recordingPath('EXPECTED.json'), 'utf8')) as { files: readonly ExpectedFile[] }

const SUMMARY = `query($id: ID!) { upload(id: $id) { status warnings failure { code } activities {
  startedAt distanceMeters elapsedSeconds movingSeconds averageHeartRateBpm maxHeartRateBpm averagePowerWatts normalizedPowerWatts
  timeZone name device isManual route { polyline southWest { latitude } } laps { index startSeconds }
  splits { distanceMeters } miles: splits(unit: IMPERIAL) { distanceMeters } streams(channels: [TIME]) { original } } } }`

let world: World
const sent = new Map<string, { caller: Awaited<ReturnType<World['athlete']>>; id: string }>()

beforeAll(async () => {
  world = await openWorld()
  // Each file has an athlete of its own, since some are the same recording.
  for (const { file } of files) {
    const caller = await world.athlete()
    sent.set(file, { caller, id: await world.begin(caller, recording(file), { fileName: file }) })
  }
  await world.settle()
})
afterAll(() => world.close())

const result = async (file: string) => {
  const { caller, id } = sent.get(file) ?? { caller: await world.athlete(), id: '' }
  return (await world.ask(SUMMARY, { id }, caller)).upload
}
const near = (actual: number | null, wanted: number, slack: number, what: string): void =>
  expect(Math.abs((actual ?? Number.NaN) - wanted), `${what}: ${actual} for ${wanted}`).toBeLessThanOrEqual(slack)

describe.each(files.filter((file) => file.failure !== undefined))('$file', ({ file, failure }) => {
  it(`ends FAILED with ${failure}`, async () => {
    expect(await result(file)).toMatchObject({ status: 'FAILED', failure: { code: failure }, activities: [] })
  })
})

describe.each(files.filter((file) => file.failure === undefined))('$file', ({ file, outcome, activities }) => {
  it('is measured as an independent reader measures it', async () => {
    const upload = await result(file)
    expect(upload).toMatchObject({ status: 'DONE', failure: null })
    expect(upload.activities).toHaveLength(activities.length)
    if (outcome === 'partial') expect(upload.warnings.length).toBeGreaterThan(0)
    for (const [index, wanted] of activities.entries()) {
      const found = upload.activities[index]
      near(Date.parse(found.startedAt) / 1000, Date.parse(wanted.startedAt) / 1000, 5, 'start')
      near(found.elapsedSeconds, wanted.elapsedSeconds, 2, 'elapsed')
      near(found.distanceMeters, wanted.distanceMeters ?? 0, (wanted.distanceMeters ?? 0) * 0.005 + 0.05, 'distance')
      expect(found.movingSeconds).toBeLessThanOrEqual(found.elapsedSeconds)
      expect(found.route !== null).toBe(wanted.hasPosition)
      expect(found.streams.original).toBe(wanted.records)
      if (wanted.laps !== undefined) expect(found.laps).toHaveLength(wanted.laps)
      if (wanted.avgHeartRate === undefined) expect(found.averageHeartRateBpm).toBeNull()
      else near(found.averageHeartRateBpm, wanted.avgHeartRate, 1, 'heart rate')
      expect(found.maxHeartRateBpm).toBe(wanted.maxHeartRate ?? null)
      if (wanted.avgPower) near(found.averagePowerWatts, wanted.avgPower, wanted.avgPower * 0.01, 'power')
      if (wanted.normalizedPower)
        near(found.normalizedPowerWatts, wanted.normalizedPower, wanted.normalizedPower * 0.02, 'normalized power')
      for (const splits of [found.splits, found.miles]) {
        const sum = splits.reduce((meters: number, split: { distanceMeters: number }) => meters + split.distanceMeters, 0)
        near(sum, found.distanceMeters, 1, 'splits')
      }
      expect(found.isManual).toBe(false)
    }
  })
})

it('an activity has the time zone of its first position', async () => {
  expect((await result('ride-power-laps.fit')).activities[0].timeZone).toBe('America/St_Johns')
  expect((await result('swim-pool.fit')).activities[0].timeZone).toBeTruthy()
})
