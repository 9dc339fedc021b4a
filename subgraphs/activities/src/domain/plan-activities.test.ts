import { describe, expect, it } from 'vitest'
import { activityState, NO_DETAILS, withAnswer } from './activity.ts'
import { mapSummary } from './activity-summary.ts'
import { rebuildActivity } from './build-activity.ts'
import type { KnownRecording } from './known-recordings.ts'
import { type PlannedLeg, planActivities } from './plan-activities.ts'
import { finishParsing, newUpload, receiveUpload } from './upload.ts'
import { HIDES_NOTHING } from './viewer-privacy.ts'

const now = Date.parse('2026-11-22T12:00:00Z')
const startedAtMs = Date.parse('2026-11-22T06:30:00Z')
const input = { fileName: 'x.fit', sizeBytes: 1, declaredSha256: null, name: null, description: null, visibility: null }
const awaited = newUpload('upl_1', 'ath_1', input, now, 3600)
const upload = finishParsing(receiveUpload(awaited) ?? awaited, 'ab', [{ code: 'CUT_OFF', message: 'cut off' }], now)
const athlete = { timeZone: 'Europe/Zurich', defaultActivityVisibility: 'FOLLOWERS' } as const

const print = (ms: number, seconds = 600) => ({
  startedAtMs: ms,
  elapsedSeconds: seconds,
  distanceMeters: 2000,
  start: null,
  end: null,
})
const live: KnownRecording = { _id: 'act_1', fingerprint: print(startedAtMs), uploadId: null, samplesRevision: 1 }
const leg = (
  activityId: string | null,
  ms = startedAtMs,
  repeats: string | null = null,
  replaces: PlannedLeg['replaces'] = null,
): PlannedLeg => ({
  samples: activityId === null ? null : { activityId, revision: 1 },
  repeats,
  replaces,
  crop: null,
  leg: {
    sport: 'RUN',
    startedAtMs: ms,
    name: null,
    device: 'Watch',
    utcOffsetSeconds: null,
    timeZone: null,
    ...NO_DETAILS,
    fingerprint: print(ms),
    areas: [],
    evidence: { fastestKilometerSeconds: null, vehicleStarts: 0, trackKey: null },
    shown: { rules: HIDES_NOTHING, summary: null },
    summary: {
      ...mapSummary(() => null),
      distanceMeters: 2000,
      elapsedSeconds: 600,
      movingSeconds: 590,
      averageSpeedMps: 3.4,
      maxSpeedMps: 4,
    },
  },
})

const planned = (...parts: Parameters<typeof planActivities>) => {
  const plan = planActivities(...parts)
  if (plan === null) throw new Error('nothing was planned')
  return plan
}

describe('planActivities', () => {
  it("makes an activity of a new recording, with the athlete's entries or settings", () => {
    const plan = planned(upload, [leg('act_1')], { known: [], liveMade: [], athlete, profiles: [] }, now)
    expect(plan.upload).toMatchObject({ status: 'MATCHING_SEGMENTS', activityIds: ['act_1'], warnings: ['cut off'] })
    expect(plan.activities[0]).toMatchObject({
      _id: 'act_1',
      name: 'Morning Run',
      visibility: 'FOLLOWERS',
      timeZone: 'Europe/Zurich',
      revision: 1,
      uploadId: 'upl_1',
    })
    const named = planned(
      { ...upload, name: 'Lakes', visibility: 'ONLY_ME' },
      [leg('act_1')],
      { known: [], liveMade: [], athlete, profiles: [] },
      now,
    )
    expect(named.activities[0]).toMatchObject({ name: 'Lakes', visibility: 'ONLY_ME' })
  })

  it('fails an upload whose recordings are all known', () => {
    const plan = planned(
      upload,
      [leg('act_2')],
      {
        known: [{ ...live, uploadId: 'upl_0', fingerprint: print(startedAtMs + 1000) }],
        liveMade: [],
        athlete,
        profiles: [],
      },
      now,
    )
    expect(plan.upload).toMatchObject({ status: 'FAILED', failure: { code: 'DUPLICATE', duplicateOfActivityId: 'act_1' } })
    expect(plan.activities).toEqual([])
  })

  it('keeps the new recordings of a file, and warns about the known ones', () => {
    const later = startedAtMs + 3_600_000
    const plan = planned(
      upload,
      [leg(null, startedAtMs, 'act_1'), leg('act_3', later)],
      { known: [], liveMade: [], athlete, profiles: [] },
      now,
    )
    expect(plan.upload).toMatchObject({ status: 'MATCHING_SEGMENTS', activityIds: ['act_3'] })
    expect(plan.upload.warnings).toEqual(['cut off', 'Part 1 of 2 is an activity already and was left out.'])
    expect(plan.upload.warningFacts).toEqual([
      { code: 'CUT_OFF', message: 'cut off' },
      { code: 'PART_IS_THERE', message: plan.upload.warnings[1], part: 1, parts: 2 },
    ])
  })

  it('takes a recording that is twice in one file once', () => {
    const plan = planned(upload, [leg('act_1'), leg('act_2')], { known: [], liveMade: [], athlete, profiles: [] }, now)
    expect(plan.activities.map((activity) => activity._id)).toEqual(['act_1'])
    expect(plan.upload.warnings).toHaveLength(2)
  })

  it('keeps what the staff has answered about a recording, and forgets it with the recording', () => {
    const [activity] = planned(upload, [leg('act_1')], { known: [], liveMade: [], athlete, profiles: [] }, now).activities
    if (activity === undefined) throw new Error('no activity')
    const answered = withAnswer(activity, true)
    expect(answered).toMatchObject({ revision: 2, evidence: { vehicleStarts: 0, judged: { counts: true, sport: 'RUN' } } })
    expect(answered && withAnswer(answered, true)).toBeNull()
    expect(answered && withAnswer(answered, false)?.evidence?.judged?.counts).toBe(false)
    const { evidence: _evidence, ...byHand } = activity
    expect(withAnswer(byHand, true)).toBeNull()
    // Others have it from the staff's own event.
    expect(activityState(answered ?? activity, now).evidence).toEqual(activity.evidence)
    const again = (uploadId: string) => {
      const entered = { name: null, visibility: null, description: null, gearId: null, uploadId, samplesRevision: 2 }
      return rebuildActivity(answered ?? activity, leg('act_1').leg, entered, athlete, []).activity.evidence?.judged
    }
    expect([again('upl_1'), again('upl_2')]).toEqual([{ counts: true, sport: 'RUN' }, undefined])
  })

  const replaces = { activityId: 'act_1', samplesRevision: 1, crop: null }
  const liveMade = () => {
    const [activity] = planned(upload, [leg('act_1')], { known: [], liveMade: [], athlete, profiles: [] }, now).activities
    if (activity === undefined) throw new Error('no activity')
    return { ...activity, uploadId: null, name: 'Round the lake', visibility: 'EVERYONE' as const, sport: 'TRAIL_RUN' as const }
  }

  it('replaces the recording of a live session of the same time, and keeps what the athlete entered', () => {
    const instead = leg('act_1', startedAtMs + 60_000, null, replaces)
    const plan = planned(upload, [instead], { known: [live], liveMade: [liveMade()], athlete, profiles: [] }, now)
    expect(plan.upload).toMatchObject({ status: 'MATCHING_SEGMENTS', activityIds: ['act_1'] })
    expect(plan.activities).toEqual([])
    expect(plan.replaced).toEqual([
      {
        before: { ...replaces, gearId: null },
        activity: expect.objectContaining({
          _id: 'act_1',
          revision: 2,
          uploadId: 'upl_1',
          name: 'Round the lake',
          visibility: 'EVERYONE',
          sport: 'TRAIL_RUN',
          startedAt: new Date(startedAtMs + 60_000),
        }),
      },
    ])
    const said = planned(
      { ...upload, name: 'Lakes' },
      [instead],
      { known: [live], liveMade: [liveMade()], athlete, profiles: [] },
      now,
    )
    expect(said.replaced[0]?.activity.name).toBe('Lakes')
  })

  it('plans nothing where the live session has changed since the samples were written', () => {
    const plan = (known: readonly KnownRecording[], ...legs: PlannedLeg[]) =>
      planActivities(upload, legs, { known, liveMade: [], athlete, profiles: [] }, now)
    expect(plan([live], leg('act_2'))).toBeNull()
    expect(plan([], leg('act_1', startedAtMs, null, replaces))).toBeNull()
    expect(plan([{ ...live, samplesRevision: 7 }], leg('act_1', startedAtMs, null, replaces))).toBeNull()
  })

  it('replaces a live session with the one recording of a file that covers most of it', () => {
    const transition = startedAtMs + 400_000
    const legs = [leg('act_2', transition), leg('act_1', startedAtMs, null, replaces)]
    const plan = planned(upload, legs, { known: [live], liveMade: [liveMade()], athlete, profiles: [] }, now)
    expect(plan.replaced.map(({ activity }) => activity.startedAt.getTime())).toEqual([startedAtMs])
    expect(plan.activities.map((activity) => activity._id)).toEqual(['act_2'])
  })
})
