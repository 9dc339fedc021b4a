import { describe, expect, it } from 'vitest'
import { NO_DETAILS } from './activity.ts'
import { type PlannedLeg, planActivities } from './plan-activities.ts'
import { newUpload, parsed, received } from './upload.ts'

const now = Date.parse('2026-11-22T12:00:00Z')
const startedAtMs = Date.parse('2026-11-22T06:30:00Z')
const input = { fileName: 'x.fit', sizeBytes: 1, declaredSha256: null, name: null, description: null, visibility: null }
const awaited = newUpload('upl_1', 'ath_1', input, now, 3600)
const upload = parsed(received(awaited) ?? awaited, 'ab', ['cut off'], now)
const athlete = { timeZone: 'Europe/Zurich', defaultActivityVisibility: 'FOLLOWERS' } as const

const print = (ms: number, seconds = 600) => ({
  startedAtMs: ms,
  elapsedSeconds: seconds,
  distanceMeters: 2000,
  start: null,
  end: null,
})
const leg = (activityId: string | null, ms = startedAtMs, repeats: string | null = null): PlannedLeg => ({
  activityId,
  repeats,
  leg: {
    sport: 'RUN',
    startedAtMs: ms,
    name: null,
    device: 'Watch',
    utcOffsetSeconds: null,
    timeZone: null,
    ...NO_DETAILS,
    fingerprint: print(ms),
    summary: {
      distanceMeters: 2000,
      elapsedSeconds: 600,
      movingSeconds: 590,
      elevationGainMeters: null,
      elevationLossMeters: null,
      averageSpeedMps: 3.4,
      maxSpeedMps: 4,
      gradeAdjustedSpeedMps: null,
      averageHeartRateBpm: null,
      maxHeartRateBpm: null,
      averagePowerWatts: null,
      maxPowerWatts: null,
      normalizedPowerWatts: null,
      averageCadenceRpm: null,
      energyKilojoules: null,
    },
  },
})

describe('planActivities', () => {
  it('makes an activity of a new recording, with what the athlete said or has set', () => {
    const plan = planActivities(upload, [leg('act_1')], [], athlete, [], now)
    expect(plan.upload).toMatchObject({ status: 'DONE', activityIds: ['act_1'], warnings: ['cut off'] })
    expect(plan.activities[0]).toMatchObject({
      _id: 'act_1',
      name: 'Morning Run',
      visibility: 'FOLLOWERS',
      timeZone: 'Europe/Zurich',
      revision: 1,
      uploadId: 'upl_1',
    })
    const named = planActivities({ ...upload, name: 'Lakes', visibility: 'ONLY_ME' }, [leg('act_1')], [], athlete, [], now)
    expect(named.activities[0]).toMatchObject({ name: 'Lakes', visibility: 'ONLY_ME' })
  })

  it('fails an upload whose recordings are all known', () => {
    const plan = planActivities(
      upload,
      [leg('act_2')],
      [{ _id: 'act_1', fingerprint: print(startedAtMs + 1000) }],
      athlete,
      [],
      now,
    )
    expect(plan.upload).toMatchObject({ status: 'FAILED', failure: { code: 'DUPLICATE', duplicateOfActivityId: 'act_1' } })
    expect(plan.activities).toEqual([])
  })

  it('keeps what is new of a file that is partly known, and says so', () => {
    const later = startedAtMs + 3_600_000
    const plan = planActivities(upload, [leg(null, startedAtMs, 'act_1'), leg('act_3', later)], [], athlete, [], now)
    expect(plan.upload).toMatchObject({ status: 'DONE', activityIds: ['act_3'] })
    expect(plan.upload.warnings).toEqual(['cut off', 'Part 1 of 2 is an activity already and was left out.'])
  })

  it('takes a recording that stands twice in one file once', () => {
    const plan = planActivities(upload, [leg('act_1'), leg('act_2')], [], athlete, [], now)
    expect(plan.activities.map((activity) => activity._id)).toEqual(['act_1'])
    expect(plan.upload.warnings).toHaveLength(2)
  })
})
