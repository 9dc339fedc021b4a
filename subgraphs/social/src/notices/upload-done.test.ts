import { expect, it } from 'vitest'
import { eventOf, nobody, ride } from './testing.ts'
import { uploadDone } from './upload-done.ts'

const event = eventOf('upload.completed', { uploadId: 'upl_1', athleteId: 'ath_a', fileName: 'ride.fit', activityIds: ['act_1'] })

it('names the activity, which it waits for, or only the upload', () => {
  expect(uploadDone.waitsFor?.(event)).toBe('act_1')
  const expected = { recipientId: 'ath_a', group: 'upl_1', atMs: 7, words: { fileName: 'ride.fit' } }
  const subjects = { upload: 'upl_1', activity: 'act_1' }
  for (const about of [ride, null]) expect(uploadDone.notify(event, about)).toEqual([{ ...expected, about, subjects }])
})

it('says what is ready', () => {
  expect(uploadDone.sentence({ activity: 'Morning Ride', fileName: 'ride.fit' }, nobody, {})).toBe('Morning Ride is ready')
  expect(uploadDone.sentence({ fileName: 'ride.fit' }, nobody, {})).toBe('ride.fit is ready')
})
