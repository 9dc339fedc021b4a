import { describe, expect, it } from 'vitest'
import type { MeasuredLeg } from './measured-leg.ts'
import { advanceReplay, beginReplay, findLeg, showReplay } from './replay.ts'

const HOUR = 3_600_000
const START = Date.UTC(2026, 4, 1, 8)

describe('findLeg', () => {
  const leg = (startedAtMs: number, elapsedSeconds = 600): MeasuredLeg =>
    ({ startedAtMs, fingerprint: { startedAtMs, elapsedSeconds, distanceMeters: 1000, start: null, end: null } }) as MeasuredLeg
  const activityOf = ({ fingerprint }: MeasuredLeg) => ({ fingerprint })
  const legs = [leg(START), leg(START + 700_000), leg(START + 1_400_000)]

  it.each([0, 1, 2])('finds the leg %i that the activity was made of', (i) => {
    expect(findLeg(activityOf(legs[i] as MeasuredLeg), legs)).toBe(legs[i])
  })
  it('finds the same recording when its start is now measured differently, and nothing when it is gone', () => {
    expect(findLeg(activityOf(leg(START + 705_000)), legs)).toBe(legs[1])
    expect(findLeg(activityOf(leg(START + 300_000)), legs)).toBeNull()
    expect(findLeg(activityOf(leg(START)), [])).toBeNull()
  })
})

describe('the progress of a replay', () => {
  it('keeps the first day that was measured again, also over an interruption', () => {
    const begun = beginReplay(null, 'ath', 4, 5)
    const two = advanceReplay(advanceReplay(advanceReplay(begun, null, 6), '2026-05-02', 7), '2026-05-01', 8)
    expect(two).toMatchObject({ done: 3, sinceDay: '2026-05-01', startedAt: new Date(5) })
    expect(beginReplay(two, 'ath', 1, 9)).toMatchObject({ done: 0, total: 1, sinceDay: '2026-05-01', startedAt: new Date(5) })
  })
  it('is shown while the replay advances', () => {
    const row = advanceReplay(beginReplay(null, 'ath', 4, 0), null, 0)
    expect(showReplay(null, 0)).toBeNull()
    expect(showReplay(row, HOUR)).toMatchObject({ status: 'RUNNING', progress: 0.25 })
    expect(showReplay(row, HOUR + 1)).toBeNull()
  })
})
