import type { Position } from '@gruppetto/recordings'
import { describe, expect, it } from 'vitest'
import { effortEvents, planEfforts } from './changes.ts'
import { passageOf } from './effort.ts'
import { newSegment } from './segment.ts'

const points: readonly Position[] = [
  [47, 8],
  [47.009, 8],
]
const cut = { points, distanceMeters: 1000, elevationGainMeters: 0, averageGradePercent: 0 }
const made = { name: 'Road', createdById: 'ath_1', activityId: 'act_0', createdAt: new Date(0) }
const segment = newSegment({ ...made, _id: 'seg_1', sport: 'RIDE' }, cut)
const activity = {
  _id: 'act_1',
  athleteId: 'ath_2',
  sport: 'RIDE' as const,
  visibility: 'EVERYONE' as const,
  startedAt: new Date(1000),
  timeZone: 'UTC',
  day: '2026-05-01',
}
const athlete = { open: true, rules: null, profiles: [] }
const facts = { activity, athlete, segments: [segment] }
const passage = (startSeconds: number, elapsedSeconds = 100, segmentId = 'seg_1') => ({
  segmentId,
  startSeconds,
  elapsedSeconds,
  averageHeartRateBpm: null,
  averagePowerWatts: null,
  fromStartMeters: 1000,
  toEndMeters: 1000,
})

describe('the efforts of an activity', () => {
  const laps = planEfforts([], [passage(10), passage(300), passage(20, 50, 'seg_gone')], facts, ['eff_1', 'eff_2', 'eff_3'])
  const existing = laps.flatMap(({ after }) => after ?? [])

  it('are made from its passages over existing segments', () => {
    expect(existing).toMatchObject([
      { _id: 'eff_1', startSeconds: 10, revision: 1, counts: true, startedAt: new Date(1000) },
      { _id: 'eff_2', startSeconds: 300 },
    ])
  })

  it('stay as they are when nothing has changed', () => {
    expect(planEfforts(existing, existing.map(passageOf), facts, [])).toEqual([])
  })

  it('keep their ids when they are measured again, the nearest in time', () => {
    const again = planEfforts(existing, [passage(11.5, 99), passage(600)], facts, ['eff_8', 'eff_9'])
    expect(again.map(({ before, after }) => [before?._id, after?._id, after?.revision])).toEqual([
      ['eff_1', 'eff_1', 2],
      [undefined, 'eff_9', 1],
      ['eff_2', undefined, undefined],
    ])
  })

  it('count by sport and speed, and hidden ones for the athlete alone', () => {
    const found = (change: object, more: object = {}, seconds = 100) =>
      planEfforts([], [passage(10, seconds)], { ...facts, activity: { ...activity, ...change }, ...more }, ['eff'])[0]?.after
    const counts = (...given: Parameters<typeof found>) => found(...given)?.counts
    const electric = newSegment({ ...made, _id: 'seg_1', sport: 'E_BIKE_RIDE' }, cut)
    expect(counts({})).toBe(true)
    expect(counts({ sport: 'E_BIKE_RIDE' })).toBe(false)
    expect(counts({ sport: 'E_BIKE_RIDE' }, { segments: [electric] })).toBe(true)
    expect(counts({}, {}, 25)).toBe(true)
    expect(counts({}, {}, 24.9)).toBe(false)
    const moved = (by: object) => ({
      evidence: {
        fastestKilometerSeconds: null,
        vehicleStarts: 0,
        trackKey: 'k',
        propulsion: { model: 'propulsion@1', foot: 0, bike: 1, eBike: 0, vehicle: 0, ...by },
      },
    })
    const drive = (startSeconds: number, endSeconds: number) => moved({ drives: [{ startSeconds, endSeconds }] })
    expect([moved({}), moved({ bike: 0, vehicle: 1 }), moved({ bike: 0.02, eBike: 0.98 })].map((by) => counts(by))).toEqual([
      true,
      false,
      false,
    ])
    const answered = (judged: object) => ({ evidence: { ...moved({ bike: 0, vehicle: 1 }).evidence, judged } })
    expect(counts(answered({ counts: true, sport: 'RIDE' }))).toBe(true)
    expect(counts(answered({ counts: false, sport: 'RIDE' }))).toBe(false)
    expect(counts(answered({ counts: true, sport: 'RUN' }))).toBe(false)
    // The passage is from the tenth second to the hundred and tenth.
    expect([drive(0, 10), drive(0, 11), drive(109, 400), drive(110, 400)].map((by) => counts(by))).toEqual([
      true,
      false,
      false,
      true,
    ])
    const hidden = found({}, { athlete: { ...athlete, rules: { hideStartEndMeters: 1001, zones: [] } } })
    expect(hidden).toMatchObject({ hidden: true, counts: true })
    expect(effortEvents([{ before: null, after: hidden ?? null }], false, 0)).toMatchObject([
      { efforts: [{ hidden: true, counts: false }] },
    ])
  })
})

describe('effortEvents', () => {
  const [first, second] = planEfforts([], [passage(10), passage(300)], facts, ['eff_1', 'eff_2'])
  const elsewhere = planEfforts([], [passage(10)], { ...facts, activity: { ...activity, _id: 'act_2' } }, ['eff_3'])

  it('makes one event for each activity, with the present state of each effort', () => {
    const gone = { before: second?.after ?? null, after: null }
    expect(
      effortEvents(
        [first, ...elsewhere, gone].filter((change) => change !== undefined),
        false,
        9,
      ),
    ).toEqual([
      {
        activityId: 'act_1',
        athleteId: 'ath_2',
        visibility: 'EVERYONE',
        isBackfilled: false,
        at: 9,
        efforts: [
          {
            effortId: 'eff_1',
            revision: 1,
            deleted: false,
            segmentId: 'seg_1',
            startedAtMs: 11_000,
            elapsedSeconds: 100,
            hidden: false,
            counts: true,
          },
          expect.objectContaining({ effortId: 'eff_2', revision: 2, deleted: true, startedAtMs: 301_000 }),
        ],
      },
      expect.objectContaining({ activityId: 'act_2', efforts: [expect.objectContaining({ effortId: 'eff_3' })] }),
    ])
  })

  it('makes several events for hundreds of efforts', () => {
    const many = Array.from({ length: 1001 }, () => first).filter((change) => change !== undefined)
    expect(effortEvents(many, true, 9).map(({ efforts }) => efforts.length)).toEqual([500, 500, 1])
  })
})
