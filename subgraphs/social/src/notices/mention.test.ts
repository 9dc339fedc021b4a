import { expect, it } from 'vitest'
import { mention } from './mention.ts'
import { ana, eventOf, post, ride } from './testing.ts'

const data = { commentId: 'cmt_1', subjectId: 'act_1', subjectOwnerId: 'ath_owner', authorId: 'ath_a', at: 1 }

it('notifies each mentioned athlete once', () => {
  const text = { subject: ride, mentionIds: ['ath_b', 'ath_owner'] }
  const sent = mention.notify(eventOf('comment.added', { ...data, mentionedIds: ['ath_b', 'ath_owner', 'ath_b', 'ath_c'] }), text)
  expect(sent.map(({ recipientId }) => recipientId)).toEqual(['ath_b', 'ath_owner'])
  expect(sent[0]).toMatchObject({ group: 'act_1', sourceId: 'cmt_1', subjects: { activity: 'act_1', comment: 'cmt_1' } })
  const inPost = eventOf('post.created', { postId: 'post_1', authorId: 'ath_a', mentionedIds: ['ath_b'], at: 1 })
  expect(mention.notify(inPost, { subject: post, mentionIds: ['ath_b'] })).toMatchObject([
    { group: 'post_1', sourceId: 'post_1', subjects: { post: 'post_1' } },
  ])
  expect(mention.notify(inPost, null)).toEqual([])
})

it('notifies of an edit only those who were added and are still mentioned', () => {
  const change = { mentionedIds: ['ath_b', 'ath_c'], addedIds: ['ath_c', 'ath_d'], removedIds: [] }
  const edited = eventOf('comment.edited', { ...data, ...change })
  const sent = mention.notify(edited, { subject: ride, mentionIds: ['ath_b', 'ath_c'] })
  expect(sent.map(({ recipientId }) => recipientId)).toEqual(['ath_c'])
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
