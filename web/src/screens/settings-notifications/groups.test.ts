import { expect, it } from 'vitest'
import { groupsOf } from './groups.ts'

it('each kind is in one group, in the order of the groups, and one that no group knows is not lost', () => {
  const groups = groupsOf(['EXPORT_READY', 'EVENT_REMINDER', 'COMMENT', 'KUDOS', 'MODERATION'])
  expect(groups).toEqual([
    { group: 'people', kinds: ['KUDOS', 'COMMENT'] },
    { group: 'clubs', kinds: ['EVENT_REMINDER'] },
    { group: 'account', kinds: ['EXPORT_READY', 'MODERATION'] },
  ])
})
