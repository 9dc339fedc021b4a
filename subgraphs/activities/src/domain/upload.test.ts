import { nextLookForBytes } from '@gruppetto/graph'
import { describe, expect, it } from 'vitest'
import {
  EXPIRED,
  failUpload,
  finishMatching,
  finishMeasuring,
  finishParsing,
  forgetStagedBytes,
  INTERNAL,
  isExpired,
  isUnderWay,
  newUpload,
  originalKey,
  receiveUpload,
  restartUpload,
  stagedKey,
  type UploadRow,
  uploadIdOfKey,
} from './upload.ts'

const now = 1_700_000_000_000
const input = { fileName: 'ride.fit', sizeBytes: 10, declaredSha256: null, name: null, description: null, visibility: null }
const awaited = newUpload('upl_1', 'ath_1', input, now, 3600)
const there = receiveUpload(awaited) ?? awaited
const cutOff = { code: 'CUT_OFF', message: 'cut off' } as const

describe('an upload', () => {
  it('is received once, however many report it', () => {
    expect(there).toMatchObject({ status: 'RECEIVED', attempt: 1, revision: 2, bytesKey: 'uploads/upl_1', lookAt: null })
    expect(receiveUpload(there)).toBeNull()
    expect(receiveUpload(failUpload(awaited, EXPIRED, now))).toBeNull()
  })

  it('refers to the original once it is read, and keeps a date to delete the staged bytes', () => {
    const read = finishParsing(there, 'ab', [cutOff], now)
    expect(read).toMatchObject({ status: 'ANALYSING', bytesKey: originalKey('ab'), warnings: ['cut off'], revision: 3 })
    expect(read.warningFacts).toEqual([cutOff])
    expect(forgetStagedBytes(read)).toMatchObject({ bytesKey: originalKey('ab'), lookAt: null })
  })

  it('waits until each of its activities is matched, and is done with the last', () => {
    const waiting = finishMeasuring(finishParsing(there, 'ab', [], now), ['act_1', 'act_2'], [cutOff])
    expect(waiting).toMatchObject({ status: 'MATCHING_SEGMENTS', activityIds: ['act_1', 'act_2'], warnings: ['cut off'] })
    const half = finishMatching(waiting, 'act_2')
    expect(half).toMatchObject({ status: 'MATCHING_SEGMENTS', unmatchedIds: ['act_1'] })
    expect(half && finishMatching(half, 'act_2')).toBeNull()
    expect(half && finishMatching(half, 'act_1')).toMatchObject({ status: 'DONE', activityIds: ['act_1', 'act_2'], revision: 6 })
    expect(finishMatching(there, 'act_1')).toBeNull()
  })

  it('says of a warning what it says; of those of an older release there is the sentence alone', () => {
    expect(finishParsing(there, 'ab', [], now).warningFacts).toBeUndefined()
    const partThere = { code: 'PART_IS_THERE', message: 'Part 1 of 2 is there.', part: 1, parts: 2 } as const
    const older = { ...finishParsing(there, 'ab', [], now), warnings: ['The clock was set.'] }
    expect(finishMeasuring(older, ['act_1'], [])).toMatchObject({ warnings: ['The clock was set.'] })
    const both = finishMeasuring(older, ['act_1'], [partThere])
    expect(both.warnings).toEqual(['The clock was set.', 'Part 1 of 2 is there.'])
    expect(both.warningFacts).toEqual([partThere])
    const failed = failUpload(finishParsing(there, 'ab', [cutOff], now), INTERNAL, now)
    expect(restartUpload(failed)).toMatchObject({ warnings: [], warningFacts: [] })
  })

  it('can be tried again only when it has failed and its bytes are held', () => {
    expect(restartUpload(there)).toBeNull()
    expect(restartUpload(failUpload(awaited, EXPIRED, now))).toBeNull()
    const broken = failUpload(there, INTERNAL, now)
    expect(broken.lookAt?.getTime()).toBe(now + 7 * 86_400_000)
    expect(restartUpload(broken)).toMatchObject({
      status: 'RECEIVED',
      attempt: 2,
      failure: null,
      lookAt: null,
      bytesKey: stagedKey('upl_1'),
    })
    expect(restartUpload(forgetStagedBytes(broken))).toBeNull()
  })

  it('is under way for the event that began this try, until the try ends', () => {
    const begun: UploadRow = { ...there, status: 'PARSING', begunBy: 'evt_1' }
    expect(isUnderWay(begun, 'evt_1')).toBe(true)
    expect(isUnderWay(begun, 'evt_2')).toBe(false)
    expect(isUnderWay(null, 'evt_1')).toBe(false)
    const read = finishParsing(begun, 'ab', [], now)
    expect(isUnderWay(read, 'evt_1')).toBe(true)
    expect(isUnderWay(finishMeasuring(read, ['act_1'], []), 'evt_1')).toBe(false)
    expect(restartUpload(failUpload(read, INTERNAL, now))).toMatchObject({ begunBy: null, status: 'RECEIVED' })
  })

  it('expires some time after its URL', () => {
    expect(isExpired(awaited, awaited.urlExpiresAt.getTime() + 1)).toBe(false)
    expect(isExpired(awaited, awaited.urlExpiresAt.getTime() + 11 * 60_000)).toBe(true)
  })

  it('is looked at less and less often', () => {
    expect(nextLookForBytes(awaited, now).getTime() - now).toBe(15_000)
    expect(nextLookForBytes(awaited, now + 600_000).getTime() - now - 600_000).toBe(60_000)
    expect(nextLookForBytes(awaited, now + 86_400_000).getTime() - now - 86_400_000).toBe(300_000)
  })
})

it("finds the upload by an object's key, and none for other objects", () => {
  expect(uploadIdOfKey(stagedKey('upl_1'))).toBe('upl_1')
  expect(uploadIdOfKey('originals/ab')).toBeNull()
})
