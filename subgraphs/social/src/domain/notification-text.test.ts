import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { namesOf, type SentenceParts, sentenceOf } from './notification-text.ts'
import { NOTIFICATION_KINDS } from './notifications.ts'

describe('namesOf', () => {
  it.each([
    [['Ana'], 1, 'Ana'],
    [['Ana', 'Ben'], 2, 'Ana and Ben'],
    [['Ana', 'Ben', 'Cleo'], 3, 'Ana, Ben and Cleo'],
    [['Ana', 'Ben', 'Cleo'], 4, 'Ana, Ben and 2 others'],
    [['Ana', 'Ben', 'Cleo'], 14, 'Ana, Ben and 12 others'],
    [['Ana', 'Ben'], 3, 'Ana, Ben and 1 other'],
    [['Ana'], 2, 'Ana and 1 other'],
    [[], 1, 'Someone'],
    [[], 5, '5 athletes'],
  ])('%j of %i', (names, count, expected) => {
    expect(namesOf(names, count)).toBe(expected)
  })
})

const parts: SentenceParts = {
  kind: 'KUDOS',
  names: ['Ana'],
  actorCount: 1,
  activityName: 'Morning Ride',
  isPost: false,
  isComment: false,
  challengeTitle: 'January 500',
  segmentName: 'Loop road',
  fileName: 'ride.fit',
  reason: null,
  gearName: 'Pegasus',
}

describe('sentenceOf', () => {
  it.each([
    [{ names: ['Ana', 'Ben', 'Cleo'], actorCount: 14 }, 'Ana, Ben and 12 others gave kudos to Morning Ride'],
    [{ isPost: true, activityName: null }, 'Ana gave kudos to your post'],
    [{ activityName: null }, 'Ana gave kudos to an activity'],
    [{ kind: 'COMMENT' }, 'Ana commented on Morning Ride'],
    [{ kind: 'MENTION', isComment: true }, 'Ana mentioned you in a comment on Morning Ride'],
    [{ kind: 'MENTION', isComment: true, isPost: true }, 'Ana mentioned you in a comment on a post'],
    [{ kind: 'MENTION', isPost: true }, 'Ana mentioned you in a post'],
    [{ kind: 'FOLLOWED' }, 'Ana is following you'],
    [{ kind: 'FOLLOWED', names: ['Ana', 'Ben'], actorCount: 2 }, 'Ana and Ben are following you'],
    [{ kind: 'UPLOAD_DONE', activityName: null }, 'ride.fit is ready'],
    [{ kind: 'UPLOAD_FAILED', reason: 'It is empty.' }, 'ride.fit could not be used: It is empty.'],
    [{ kind: 'CHALLENGE_OVERTAKEN' }, 'Ana overtook you in January 500'],
    [{ kind: 'GEAR_WORN' }, 'Pegasus has reached the distance you set for it'],
    [{ kind: 'GEAR_WORN', gearName: null }, 'Your gear has reached the distance you set for it'],
    [{ kind: 'SEGMENT_RECORD', actorCount: 0 }, 'You set the record on Loop road'],
    [{ kind: 'SEGMENT_RECORD_LOST', segmentName: null }, 'Ana took your record on a segment'],
    [{ kind: 'CHALLENGE_COMPLETED', challengeTitle: null }, 'You completed a challenge'],
  ] as const)('%j', (change, expected) => {
    expect(sentenceOf({ ...parts, ...change })).toBe(expected)
  })

  it('always says something, and nothing of what is missing', () => {
    const maybe = fc.option(fc.constantFrom('X', 'Y Z'))
    const any = fc.record({
      kind: fc.constantFrom(...NOTIFICATION_KINDS),
      names: fc.array(fc.constantFrom('Ana', 'Ben', 'Cleo'), { maxLength: 3 }),
      actorCount: fc.nat(100),
      activityName: maybe,
      isPost: fc.boolean(),
      isComment: fc.boolean(),
      challengeTitle: maybe,
      segmentName: maybe,
      fileName: maybe,
      reason: maybe,
      gearName: maybe,
    })
    fc.assert(
      fc.property(any, (given) => {
        const sentence = sentenceOf(given)
        expect(sentence).toMatch(/\S \S/)
        expect(sentence).not.toMatch(/null|undefined|NaN|-\d/)
      }),
    )
  })
})
