import { expect, it } from 'vitest'
import { segmentRecordLost } from './segment-record-lost.ts'
import { ana, eventOf, ride } from './testing.ts'

const event = eventOf('segment.record-lost', {
  segmentId: 'seg_1',
  segmentName: 'Loop road',
  athleteId: 'ath_b',
  byAthleteId: 'ath_a',
  activityId: 'act_1',
  effortId: 'eff_1',
  elapsedSeconds: 90,
  previousSeconds: 100,
  at: 1,
})

it('notifies the athlete who lost the record about the ride that took it', () => {
  expect(segmentRecordLost.waitsFor?.(event)).toBe('act_1')
  const expected = { recipientId: 'ath_b', actorId: 'ath_a', group: 'seg_1', sourceId: 'eff_1', atMs: 1, about: ride }
  expect(segmentRecordLost.notify(event, ride)).toEqual([{ ...expected, subjects: { segment: 'seg_1', activity: 'act_1' } }])
  expect(segmentRecordLost.notify(event, null)).toEqual([])
})

it('names who took it and the segment', () => {
  expect(segmentRecordLost.sentence({}, ana, {})).toBe('Ana took your record on a segment')
})
