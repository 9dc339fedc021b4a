import { expect, it } from 'vitest'
import { inviteIdOf, inviteTokenOf } from './invite-tokens.ts'

it('reads the tokens that were made here, and no others', () => {
  const token = inviteTokenOf('inv_1', 'secret')
  expect(inviteIdOf(token, 'secret')).toBe('inv_1')
  expect(inviteIdOf(token, 'another secret')).toBeNull()
  expect(inviteIdOf(token.replace('inv_1', 'inv_2'), 'secret')).toBeNull()
  for (const wrong of ['', '.', 'inv_1', 'inv_1.', `${token}.x`, `${token}x`]) expect(inviteIdOf(wrong, 'secret')).toBeNull()
})
