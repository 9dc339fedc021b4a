import { expect, it } from 'vitest'
import { clubPost } from './club-post.ts'
import { anaAndBen, eventOf, post } from './testing.ts'

const announced = eventOf('club-post.announced', {
  postId: 'post_1',
  authorId: 'ath_owner',
  clubId: 'club_1',
  athleteIds: ['ath_a', 'ath_b'],
  at: 1,
})

it('tells the members who may see it, in one group for each club', () => {
  const notices = clubPost.notify(announced, post)
  expect(notices.map(({ recipientId }) => recipientId)).toEqual(['ath_a', 'ath_b'])
  expect(notices[0]).toMatchObject({ actorId: 'ath_owner', group: 'club_1', sourceId: 'post_1', about: post })
  expect(notices[0]?.subjects).toEqual({ post: 'post_1', club: 'club_1' })
  expect(clubPost.notify(announced, null)).toEqual([])
})

it('names the club to whoever may know of it', () => {
  expect(clubPost.sentence({ club: 'Early Birds' }, anaAndBen, {})).toBe('Ana and Ben wrote in Early Birds')
  expect(clubPost.sentence({}, anaAndBen, {})).toBe('Ana and Ben wrote in a club')
})
