import { expect, it } from 'vitest'
import { segmentRecord } from './segment-record.ts'
import { eventOf, nobody, ride } from './testing.ts'

const event = eventOf('segment.record-won', {
  segmentId: 'seg_1',
  segmentName: 'Loop road',
  athleteId: 'ath_a',
  activityId: 'act_1',
  effortId: 'eff_1',
  elapsedSeconds: 90,
  previousSeconds: 100,
  at: 1,
})

it('notifies the athlete who set the record, once the ride has arrived', () => {
  expect(segmentRecord.waitsFor?.(event)).toBe('act_1')
  expect(segmentRecord.notify(event, ride)).toEqual([
    { recipientId: 'ath_a', group: 'seg_1', atMs: 1, about: ride, subjects: { segment: 'seg_1', activity: 'act_1' } },
  ])
  expect(segmentRecord.notify(event, null)).toEqual([])
})

it('names the segment', () => {
  expect(segmentRecord.sentence({ segment: 'Loop road' }, nobody, {})).toBe('You set the record on Loop road')
})
