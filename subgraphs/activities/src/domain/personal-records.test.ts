import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bestOf,
  type EffortsRow,
  firstOf,
  firstsAmong,
  kindsHeld,
  type PersonalRecordsRow,
  type SeenRun,
  showRecords,
  updateRecords,
} from './personal-records.ts'
import type { ShownActivity } from './show-activity.ts'

const AUDIENCES = ['EVERYONE', 'FOLLOWERS', 'ONLY_ME'] as const
const SPORTS = ['RUN', 'TRAIL_RUN'] as const
const DISTANCES = [400, 1000, 5000]

const run = fc.record({
  _id: fc.constantFrom('act_a', 'act_b', 'act_c', 'act_d', 'act_e'),
  sport: fc.constantFrom(...SPORTS),
  visibility: fc.constantFrom(...AUDIENCES),
  startedAt: fc.constantFrom(new Date(1), new Date(2)),
  efforts: fc.uniqueArray(
    fc.record({ distanceMeters: fc.constantFrom(...DISTANCES), elapsedSeconds: fc.integer({ min: 1, max: 6 }) }),
    {
      selector: (effort) => effort.distanceMeters,
      minLength: 1,
    },
  ),
})
const change = fc.record({ run: run.map((row): EffortsRow => ({ ...row, athleteId: 'ath' })), gone: fc.boolean() })

const seenRun = (_id: string, sport: string, efforts: SeenRun['efforts'] = null): SeenRun => ({
  activity: { _id, sport } as ShownActivity,
  efforts,
})

/** Updates the records run by run, as the worker does. */
const keepAll = (
  changes: readonly { run: EffortsRow; gone: boolean }[],
  stored: readonly EffortsRow[] = [],
  known: PersonalRecordsRow | null = null,
) => {
  const kept = new Map(stored.map((row) => [row._id, row]))
  let records = known
  for (const { run: row, gone } of changes) {
    const before = kept.get(row._id) ?? null
    const efforts = gone ? null : row
    const held = records === null ? [] : kindsHeld(records, row._id)
    const isHeld = ({ sport, visibility }: EffortsRow) =>
      held === null || held.some((kind) => kind.sport === sport && kind.visibility === visibility)
    const others = [...kept.values()].filter((other) => other._id !== row._id && isHeld(other))
    const decision = updateRecords(row._id, 'ath', efforts, { before, records, others })
    if (decision === null) continue
    if (efforts === null) kept.delete(row._id)
    else kept.set(row._id, efforts)
    records = decision.records
  }
  return { kept: [...kept.values()], records, entries: records?.entries ?? [] }
}

describe('records that are updated run by run', () => {
  it('are those of all runs together, whichever were added, changed and removed', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 25 }), (changes) => {
        const { kept, records, entries } = keepAll(changes)
        expect(entries).toEqual(bestOf([], kept))
        expect(records?.firsts ?? []).toEqual(firstOf([], kept))
      }),
    )
  })

  it('get their firsts with the first change, where they were stored before there were any', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), fc.array(change, { maxLength: 8 }), (before, after) => {
        const { kept, records } = keepAll(before)
        const older = records && { _id: records._id, revision: records.revision, entries: records.entries }
        const now = keepAll(after, kept, older)
        const isTouched = now.records !== older
        if (isTouched) expect(now.records?.firsts).toEqual(firstOf([], now.kept))
        expect(now.entries).toEqual(bestOf([], now.kept))
      }),
    )
  })

  it('name for each viewer the first run over each distance among what they may see', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 25 }), fc.subarray([...AUDIENCES]), (changes, may) => {
        const { kept, records } = keepAll(changes)
        const seen = kept.filter(({ visibility }) => may.includes(visibility))
        const firsts = firstsAmong(records?.firsts ?? [], may)
        for (const sport of SPORTS)
          for (const distanceMeters of DISTANCES) {
            const instants = seen
              .filter((row) => row.sport === sport && row.efforts.some((effort) => effort.distanceMeters === distanceMeters))
              .map(({ startedAt }) => startedAt.getTime())
            const found = firsts.filter((first) => first.sport === sport && first.distanceMeters === distanceMeters)
            expect(found.map(({ startedAt }) => startedAt.getTime())).toEqual(
              instants.length === 0 ? [] : [Math.min(...instants)],
            )
          }
      }),
    )
  })

  it('are for each viewer the best of what they may see', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 25 }), fc.subarray([...AUDIENCES]), (changes, may) => {
        const { kept, entries } = keepAll(changes)
        const seen = kept.filter(({ visibility }) => may.includes(visibility))
        const visible = new Map(seen.map(({ _id, sport }) => [_id, seenRun(_id, sport)]))
        const shown = showRecords({ entries }, visible)
        for (const sport of SPORTS)
          for (const distanceMeters of DISTANCES) {
            const times = seen.flatMap((row) =>
              row.sport === sport ? row.efforts.filter((effort) => effort.distanceMeters === distanceMeters) : [],
            )
            const found = shown.filter((record) => record.sport === sport && record.distanceMeters === distanceMeters)
            expect(found.map(({ elapsedSeconds }) => elapsedSeconds)).toEqual(
              times.length === 0 ? [] : [Math.min(...times.map(({ elapsedSeconds }) => elapsedSeconds))],
            )
            expect(found.every(({ activityId }) => visible.has(activityId))).toBe(true)
          }
      }),
    )
  })

  it('leave out efforts in hidden parts, and show the next visible one', () => {
    const row = (_id: string, visibility: EffortsRow['visibility'], seconds: number): EffortsRow => ({
      _id,
      athleteId: 'ath',
      sport: 'RUN',
      visibility,
      startedAt: new Date(1),
      efforts: [
        { distanceMeters: 400, elapsedSeconds: seconds },
        { distanceMeters: 1000, elapsedSeconds: 3 * seconds },
      ],
    })
    const entries = bestOf([], [row('act_a', 'EVERYONE', 60), row('act_b', 'FOLLOWERS', 70)])
    const shown = (a: SeenRun['efforts'], b: SeenRun['efforts']) =>
      showRecords(
        { entries },
        new Map([
          ['act_a', seenRun('act_a', 'RUN', a)],
          ['act_b', seenRun('act_b', 'RUN', b)],
        ]),
      ).map(({ activityId, elapsedSeconds }) => [activityId, elapsedSeconds])
    expect(shown(null, null)).toEqual([
      ['act_a', 60],
      ['act_a', 180],
    ])
    expect(shown([{ distanceMeters: 400, elapsedSeconds: 60 }], [{ distanceMeters: 1000, elapsedSeconds: 210 }])).toEqual([
      ['act_a', 60],
      ['act_b', 210],
    ])
    // An effort that another version measured is not among the visible ones.
    expect(shown([{ distanceMeters: 400, elapsedSeconds: 61 }], [])).toEqual([])
  })

  it('leave out a run whose sport has just changed', () => {
    const [entry] = bestOf(
      [],
      [
        {
          _id: 'act_a',
          athleteId: 'ath',
          sport: 'RUN',
          visibility: 'EVERYONE',
          startedAt: new Date(1),
          efforts: [{ distanceMeters: 400, elapsedSeconds: 60 }],
        },
      ],
    )
    if (entry === undefined) throw new Error('no entry')
    expect(showRecords({ entries: [entry] }, new Map())).toEqual([])
    expect(showRecords({ entries: [entry] }, new Map([['act_a', seenRun('act_a', 'RIDE')]]))).toEqual([])
  })
})
