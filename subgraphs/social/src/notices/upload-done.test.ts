import { expect, it } from 'vitest'
import { eventOf, nobody, ride } from './testing.ts'
import { uploadDone } from './upload-done.ts'

const event = eventOf('upload.completed', { uploadId: 'upl_1', athleteId: 'ath_a', fileName: 'ride.fit', activityIds: ['act_1'] })

it('names the activity, which it waits for, or only the upload', () => {
  expect(uploadDone.waitsFor?.(event)).toBe('act_1')
  const words = { fileName: 'ride.fit', tally: '1' }
  const expected = { recipientId: 'ath_a', group: 'upl_1', atMs: 7, words }
  const subjects = { upload: 'upl_1', activity: 'act_1' }
  for (const about of [ride, null]) {
    const loaded = { activity: about, recordedAt: null }
    expect(uploadDone.notify(event, loaded)).toEqual([{ ...expected, about, subjects }])
  }
})

it('is one notice for all that are older than a day, which counts them', () => {
  const at = (ms: number) => uploadDone.notify({ ...event, at: 100_000_000 }, { activity: ride, recordedAt: new Date(ms) })[0]
  expect(at(100_000_000 - 86_400_000)).toMatchObject({ group: 'upl_1' })
  expect(at(100_000_000 - 86_400_001)).toMatchObject({ group: 'older', words: { fileName: 'ride.fit', tally: '1' } })
  expect(uploadDone.sentence({ activity: 'Morning Ride', tally: '1' }, nobody, {})).toBe('Morning Ride is ready')
  expect(uploadDone.sentence({ activity: 'Morning Ride', tally: '48' }, nobody, {})).toBe('48 older recordings are ready')
  expect(uploadDone.facts?.({ fileName: 'ride.fit', tally: '48' })).toEqual({ fileName: 'ride.fit', imported: 48 })
})

it('says what is ready', () => {
  expect(uploadDone.sentence({ activity: 'Morning Ride', fileName: 'ride.fit' }, nobody, {})).toBe('Morning Ride is ready')
  expect(uploadDone.sentence({ fileName: 'ride.fit' }, nobody, {})).toBe('ride.fit is ready')
})
