import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ACTORS_SHOWN,
  firstOf,
  grown,
  type Notice,
  type NotificationEntryRow,
  type NotificationRow,
  repetitionOf,
  shrunk,
} from './notifications.ts'

const notice = (actorId: string, sourceId: string, atMs: number): Notice => ({
  recipientId: 'ath_me',
  kind: 'COMMENT',
  groupKey: 'COMMENT:act_1',
  actorId,
  sourceId,
  atMs,
  about: null,
  subjects: { activity: 'act_1', comment: sourceId },
  words: { text: sourceId },
})
const entryOf = ({ actorId, sourceId, atMs }: Notice): NotificationEntryRow => ({
  _id: `ntf_1:${sourceId}`,
  notificationId: 'ntf_1',
  recipientId: 'ath_me',
  groupKey: 'COMMENT:act_1',
  actorId: actorId ?? '',
  ownerId: 'ath_me',
  sourceId,
  atMs,
  overAt: null,
})
const latestFirst = (notices: readonly Notice[]) => notices.toSorted((a, b) => b.atMs - a.atMs).map(entryOf)

/** What the workers do with a group: grow it by each event that it does not have. */
const groupOf = (notices: readonly Notice[]): NotificationRow | null => {
  let row: NotificationRow | null = null
  const seen: Notice[] = []
  for (const one of notices) {
    const sources = seen.filter((other) => other.actorId === one.actorId).map((other) => other.sourceId)
    row = row === null ? firstOf(one, 'ntf_1') : (grown(row, one, sources) ?? row)
    seen.push(one)
  }
  return row
}

const history = fc.uniqueArray(fc.record({ actor: fc.integer({ min: 0, max: 6 }), at: fc.integer({ min: 0, max: 1000 }) }), {
  minLength: 1,
  maxLength: 25,
  selector: (event) => event.at,
})
const noticesOf = (events: readonly { actor: number; at: number }[]) =>
  events.map(({ actor, at }) => notice(`ath_${actor}`, `cmt_${at}`, at))

describe('grown', () => {
  it('counts each actor once and keeps the latest instant, comment and words, in whatever order events come', () => {
    fc.assert(
      fc.property(history, (events) => {
        const notices = noticesOf(events)
        const row = groupOf(notices)
        expect(row?.actorCount).toBe(new Set(notices.map((one) => one.actorId)).size)
        expect(row?.atMs).toBe(Math.max(...events.map((event) => event.at)))
        expect(row?.subjects.comment).toBe(`cmt_${row?.atMs}`)
        expect(row?.words).toEqual({ text: `cmt_${row?.atMs}` })
        expect(row?.actorIds[0]).toBe(latestFirst(notices)[0]?.actorId)
        expect(new Set(row?.actorIds).size).toBe(Math.min(row?.actorCount ?? 0, ACTORS_SHOWN))
      }),
    )
  })

  it('is not changed by an event it has', () => {
    const row = firstOf(notice('ath_1', 'cmt_1', 1), 'ntf_1')
    expect(grown(row, notice('ath_1', 'cmt_1', 1), ['cmt_1'])).toBeNull()
  })

  it('names the actors latest first when events come in order', () => {
    const row = groupOf([1, 2, 3, 4, 1].map((actor, index) => notice(`ath_${actor}`, `cmt_${index}`, index)))
    expect(row).toMatchObject({ actorIds: ['ath_1', 'ath_4', 'ath_3'], actorCount: 4, revision: 5 })
  })
})

describe('shrunk', () => {
  it('undoes growing, event by event, to nothing', () => {
    fc.assert(
      fc.property(history, (events) => {
        let left = noticesOf(events)
        let row = groupOf(left)
        while (left.length > 0) {
          const [gone, ...rest] = left
          left = rest
          const isActorGone = !rest.some((one) => one.actorId === gone?.actorId)
          row = row === null ? null : shrunk(row, latestFirst(rest), isActorGone ? 1 : 0)
          if (rest.length === 0) expect(row).toBeNull()
          else {
            const actors = [...new Set(latestFirst(rest).map((entry) => entry.actorId))]
            expect(row).toMatchObject({ actorCount: actors.length, actorIds: actors.slice(0, ACTORS_SHOWN) })
            expect(row?.subjects.comment).toBe(latestFirst(rest)[0]?.sourceId)
          }
        }
      }),
    )
  })
})

it('a mention in a post, once the comments that mention too are gone, is of the post again', () => {
  const post = { ...notice('ath_1', 'post_1', 1), subjects: { post: 'post_1' } }
  const comment = { ...notice('ath_1', 'cmt_1', 2), subjects: { post: 'post_1', comment: 'cmt_1' } }
  const row = grown(firstOf(post, 'ntf_1'), comment, ['post_1'])
  expect(row?.subjects).toEqual(comment.subjects)
  expect(row && shrunk(row, [entryOf(post)], 0)?.subjects).toEqual(post.subjects)
})

describe('repetitionOf', () => {
  const day = 24 * 3600 * 1000
  const told = (atMs: number, isOver: boolean): NotificationEntryRow => ({
    ...entryOf(notice('ath_1', 'cmt_1', atMs)),
    overAt: isOver ? new Date(atMs) : null,
  })
  const again = notice('ath_1', 'cmt_1', 10 * day)
  it.each([
    ['never told', [], { tell: true, isQuiet: false }],
    ['told today, and it stands', [told(10 * day - 1, false)], { tell: false, isQuiet: true }],
    ['told today and taken back', [told(10 * day - 1, true)], { tell: true, isQuiet: true }],
    ['told later, since events have no order', [told(11 * day, false)], { tell: false, isQuiet: true }],
    ['told long ago and taken back', [told(day, true)], { tell: true, isQuiet: false }],
    ['told long ago, and it stands', [told(day, false)], { tell: true, isQuiet: false, replaces: [told(day, false)] }],
    ['told long ago, then taken back and told today', [told(day, true), told(10 * day, false)], { tell: false }],
  ] as const)('%s', (_how, earlier, expected) => {
    expect(repetitionOf(again, earlier)).toMatchObject(expected)
  })
})
