import { newId } from '@gruppetto/graph'
import { expect, it } from 'vitest'
import { moderation } from './moderation.ts'
import { eventOf, nobody } from './testing.ts'

const data = { caseId: 'case_1', subjectId: newId('Comment'), subjectOwnerId: 'ath_a', reasons: ['SPAM', 'WRONG_SPORT'], at: 1 }

it('notifies the owner of what was decided, but not of a report that was dismissed', () => {
  expect(moderation.notify(eventOf('moderation.decided', { ...data, decision: 'REMOVED' }), undefined)).toEqual([
    {
      recipientId: 'ath_a',
      group: 'case_1:REMOVED',
      atMs: 1,
      subjects: { case: 'case_1' },
      words: { what: 'comment', decision: 'REMOVED', reasons: 'spam, wrong sport', by: 'STAFF', note: '' },
    },
  ])
  expect(moderation.notify(eventOf('moderation.decided', { ...data, decision: 'DISMISSED' }), undefined)).toEqual([])
})

it.each([
  [{ what: 'comment', decision: 'REMOVED', reasons: 'spam' }, 'Your comment was removed by the staff (spam): you can appeal'],
  [
    { what: 'post', decision: 'REMOVED', reasons: '', by: 'CLUB', note: 'No ads' },
    'Your post was removed by the moderators of your club, who say: No ads: you can appeal',
  ],
  [{ what: 'activity', decision: 'REMOVED' }, 'Your activity was hidden from others by the staff: you can appeal'],
  [{ what: 'account', decision: 'SUSPENDED' }, 'Your account is suspended: you can still read, and appeal'],
  [{ what: 'post', decision: 'UPHELD' }, 'Your appeal was refused: the decision about your post stays'],
  [{ what: 'post', decision: 'RESTORED' }, 'Your appeal was granted: your post is free again'],
  [{ what: 'account', decision: 'RESTORED' }, 'Your suspension was lifted'],
] as const)('says %j', (words, expected) => {
  expect(moderation.sentence(words, nobody, {})).toBe(expected)
})

it('knows the same as facts', () => {
  const [notice] = moderation.notify(eventOf('moderation.decided', { ...data, decision: 'REMOVED' }), undefined)
  expect(moderation.facts?.(notice?.words ?? {})).toEqual({
    decision: 'REMOVED',
    moderated: 'COMMENT',
    reasons: ['SPAM', 'WRONG_SPORT'],
    isByClub: false,
    note: undefined,
  })
  expect(moderation.facts?.({ what: 'live session', by: 'CLUB', note: 'No ads' })).toMatchObject({
    moderated: 'LIVE_SESSION',
    reasons: [],
    isByClub: true,
    note: 'No ads',
  })
})
