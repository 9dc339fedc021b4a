import { expect, it } from 'vitest'
import { comment } from './comment.ts'
import { ana, eventOf, ride } from './testing.ts'

const data = { commentId: 'cmt_1', subjectId: 'act_1', subjectOwnerId: 'ath_owner', authorId: 'ath_a', at: 1 }

it('notifies the owner, unless the comment mentions the owner', () => {
  expect(comment.notify(eventOf('comment.added', { ...data, mentionedIds: ['ath_b'] }), ride)).toEqual([
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
  expect(comment.notify(eventOf('comment.added', { ...data, mentionedIds: ['ath_owner'] }), ride)).toEqual([])
  expect(comment.notify(eventOf('comment.added', { ...data, mentionedIds: [] }), null)).toEqual([])
})

it('names the author and the subject', () => {
  expect(comment.sentence({ activity: 'Morning Ride' }, ana, { activity: 'act_1' })).toBe('Ana commented on Morning Ride')
  expect(comment.sentence({}, ana, { post: 'post_1' })).toBe('Ana commented on your post')
})
