import { expect, it } from 'vitest'
import { comment } from './comment.ts'
import { ana, eventOf, ride } from './testing.ts'

const data = { commentId: 'cmt_1', subjectId: 'act_1', subjectOwnerId: 'ath_owner', authorId: 'ath_a', at: 1 }

it('notifies the owner, unless the comment mentions the owner', () => {
  const text = { subject: ride, mentionIds: [] }
  expect(comment.notify(eventOf('comment.added', { ...data, mentionedIds: ['ath_b'] }), text)).toEqual([
    {
      recipientId: 'ath_owner',
      actorId: 'ath_a',
      group: 'act_1',
      sourceId: 'cmt_1',
      atMs: 1,
      about: ride,
      subjects: { activity: 'act_1', comment: 'cmt_1' },
    },
  ])
  expect(comment.notify(eventOf('comment.added', { ...data, mentionedIds: ['ath_owner'] }), text)).toEqual([])
  expect(comment.notify(eventOf('comment.added', { ...data, mentionedIds: [] }), null)).toEqual([])
})

it('notifies whom a reply answers, and the owner, once each', () => {
  const text = { subject: ride, mentionIds: [] }
  const reply = { ...data, mentionedIds: [], replyToId: 'cmt_0' }
  const recipients = (event: Parameters<typeof eventOf<'comment.added'>>[1]) =>
    comment.notify(eventOf('comment.added', event), text).map(({ recipientId, group }) => [recipientId, group])
  expect(recipients({ ...reply, answeredId: 'ath_b' })).toEqual([
    ['ath_b', 'cmt_0'],
    ['ath_owner', 'act_1'],
  ])
  expect(recipients({ ...reply, answeredId: 'ath_owner' })).toEqual([['ath_owner', 'cmt_0']])
  expect(recipients({ ...reply, answeredId: 'ath_b', mentionedIds: ['ath_b'] })).toEqual([['ath_owner', 'act_1']])
})

it('names the author and the subject', () => {
  expect(comment.sentence({ activity: 'Morning Ride' }, ana, { activity: 'act_1' })).toBe('Ana commented on Morning Ride')
  expect(comment.sentence({}, ana, { post: 'post_1' })).toBe('Ana commented on your post')
  expect(comment.sentence({ reply: 'yes' }, ana, { post: 'post_1' })).toBe('Ana replied to your comment on a post')
})
