import { expect, it } from 'vitest'
import { eventOf, nobody } from './testing.ts'
import { uploadFailed } from './upload-failed.ts'

const event = eventOf('upload.failed', {
  uploadId: 'upl_1',
  athleteId: 'ath_a',
  attempt: 1,
  fileName: 'ride.fit',
  code: 'UNSUPPORTED_FORMAT',
  message: 'It is empty.',
  duplicateOfActivityId: null,
})

it('gives the reason', () => {
  const words = { fileName: 'ride.fit', code: 'UNSUPPORTED_FORMAT', reason: 'It is empty.' }
  const expected = { recipientId: 'ath_a', group: 'upl_1', atMs: 7, subjects: { upload: 'upl_1' }, words }
  expect(uploadFailed.notify(event, undefined)).toEqual([expected])
  expect(uploadFailed.sentence(words, nobody, {})).toBe('ride.fit could not be used: It is empty.')
  expect(uploadFailed.sentence({}, nobody, {})).toBe('Your upload could not be used')
  expect(uploadFailed.facts?.(words)).toEqual({ fileName: 'ride.fit', failure: 'UNSUPPORTED_FORMAT' })
})

it('holds until another try succeeds', () => {
  const done = { uploadId: 'upl_1', athleteId: 'ath_a', fileName: 'ride.fit', activityIds: ['act_1'] }
  const completed = eventOf('upload.completed', done)
  expect(uploadFailed.withdraw?.(completed, undefined)).toEqual([{ recipientId: 'ath_a', group: 'upl_1', actorId: null }])
  expect([uploadFailed.notify(completed, undefined), uploadFailed.withdraw?.(event, undefined)]).toEqual([[], []])
})
