import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keptSeconds, outcomeOf, pushPayload } from './push.ts'

const nowMs = Date.parse('2026-01-01T00:00:00Z')

describe('outcomeOf', () => {
  it.each([
    [201, null, { kind: 'DELIVERED' }],
    [204, null, { kind: 'DELIVERED' }],
    [404, null, { kind: 'GONE' }],
    [410, null, { kind: 'GONE' }],
    [429, '120', { kind: 'LATER', afterMs: 120_000 }],
    [503, 'Thu, 01 Jan 2026 00:01:00 GMT', { kind: 'LATER', afterMs: 60_000 }],
    [503, 'Wed, 31 Dec 2025 00:00:00 GMT', { kind: 'LATER', afterMs: 0 }],
    [500, 'soon', { kind: 'LATER', afterMs: null }],
    [400, null, { kind: 'REFUSED', reason: 'status 400' }],
    [403, null, { kind: 'REFUSED', reason: 'status 403' }],
    [302, null, { kind: 'REFUSED', reason: 'status 302' }],
  ])('%d, Retry-After %s', (status, retryAfter, expected) => expect(outcomeOf(status, retryAfter, nowMs)).toEqual(expected))
})

it('a push is kept as long as it may wait, and no longer than it says something true', () => {
  expect([keptSeconds('NORMAL'), keptSeconds('HIGH')]).toEqual([86_400, 3_600])
  expect([keptSeconds('NORMAL', 90_500), keptSeconds('HIGH', 7_200_000), keptSeconds('NORMAL', -1)]).toEqual([90, 3_600, 0])
})

it('a payload has room in a push, whatever the text is', () => {
  const row = {
    _id: 'ntf_01jgz5bgb4f0atv6brqpf9vtjj',
    athleteId: 'ath_1',
    kind: 'COMMENT',
    groupKey: 'COMMENT:act_1',
    unread: true,
    readAt: null,
    latestAt: new Date(nowMs),
    revision: 1,
    actorIds: [],
    actorCount: 0,
    subjects: { activity: 'act_01jgz5bgb4f0atv6brqpf9vtjj', comment: 'cmt_01jgz5bgb4f0atv6brqpf9vtjj' },
    words: {},
  } as const
  const told = { actors: ['Ana'], names: { activity: 'Morning run' }, facts: { isReply: true } }
  const bytesOf = (text: string) =>
    Buffer.byteLength(pushPayload(row, { ...told, text, tag: 'x'.repeat(32), unreadCount: 2 ** 31 }))
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 300, maxLength: 3_000 }), (text) => {
      expect(bytesOf(text)).toBeLessThan(3_993)
    }),
  )
  expect(bytesOf('\u0000'.repeat(5_000))).toBeLessThan(3_993)
  const said = { ...told, text: 'Ana replied', tag: 't', unreadCount: 1 }
  expect(JSON.parse(pushPayload(row, said))).toMatchObject({ ...told, actorCount: 0, body: 'Ana replied' })
  // What has no room is left out, and the sentence stays.
  const long = JSON.parse(pushPayload(row, { ...said, facts: { message: 'x'.repeat(4_000) } }))
  expect(long).toMatchObject({ body: 'Ana replied', kind: 'COMMENT' })
  expect(long).not.toHaveProperty('facts')
})
