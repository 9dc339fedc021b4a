import { expect, it } from 'vitest'
import { mention } from './mention.ts'
import { ana, eventOf, post, ride } from './testing.ts'

const data = { commentId: 'cmt_1', subjectId: 'act_1', subjectOwnerId: 'ath_owner', authorId: 'ath_a', at: 1 }

it('notifies each mentioned athlete once', () => {
  const sent = mention.notify(eventOf('comment.added', { ...data, mentionedIds: ['ath_b', 'ath_owner', 'ath_b'] }), ride)
  expect(sent.map(({ recipientId }) => recipientId)).toEqual(['ath_b', 'ath_owner'])
  expect(sent[0]).toMatchObject({ group: 'act_1', sourceId: 'cmt_1', subjects: { activity: 'act_1', comment: 'cmt_1' } })
  const inPost = eventOf('post.created', { postId: 'post_1', authorId: 'ath_a', mentionedIds: ['ath_b'], at: 1 })
  expect(mention.notify(inPost, post)).toMatchObject([{ group: 'post_1', sourceId: 'post_1', subjects: { post: 'post_1' } }])
  expect(mention.notify(inPost, null)).toEqual([])
})

it('names the author and the place', () => {
  const comment = 'cmt_1'
  expect(mention.sentence({ activity: 'Morning Ride' }, ana, { activity: 'act_1', comment })).toBe(
    'Ana mentioned you in a comment on Morning Ride',
  )
  expect(mention.sentence({}, ana, { activity: 'act_1', comment })).toBe('Ana mentioned you in a comment')
  expect(mention.sentence({}, ana, { post: 'post_1', comment })).toBe('Ana mentioned you in a comment on a post')
  expect(mention.sentence({}, ana, { post: 'post_1' })).toBe('Ana mentioned you in a post')
})
