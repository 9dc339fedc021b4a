import { expect, it } from 'vitest'
import { noteOf } from './note.ts'

it('a note of the log is said in words where the platform has written it', () => {
  expect(noteOf('MEMBER to ADMIN')).toEqual({ is: 'roles', roles: ['MEMBER', 'ADMIN'] })
  expect(noteOf('MODERATOR')).toEqual({ is: 'roles', roles: ['MODERATOR'] })
  expect(noteOf('FOLLOWING 2026-12-13T07:30:00.000Z')).toEqual({
    is: 'date',
    scope: 'FOLLOWING',
    date: '2026-12-13T07:30:00.000Z',
  })
  expect(noteOf('ONE of us')).toEqual({ is: 'text', text: 'ONE of us' })
  expect([noteOf(null), noteOf('')]).toEqual([null, null])
})
