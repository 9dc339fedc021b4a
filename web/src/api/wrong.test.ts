import { expect, it } from 'vitest'
import { OfflineError } from './session.ts'
import { errorsOf, wrongOf } from './wrong.ts'

const say = (code: string) => (code === 'OFFLINE' ? 'There is no connection.' : null)

it('what is wrong with fields stands beside them', () => {
  const fields = [
    { path: 'input.handle', message: 'is reserved' },
    { path: 'password', message: 'is wrong' },
  ]
  expect(wrongOf([{ message: 'no', extensions: { code: 'BAD_USER_INPUT', fields } }], say)).toEqual({
    all: null,
    fields: { handle: 'is reserved', password: 'is wrong' },
  })
})

it('all else is said in the words of its code, or in the words of the platform', () => {
  expect(wrongOf([{ message: 'Taken.', extensions: { code: 'CONFLICT' } }], say).all).toBe('Taken.')
  expect(wrongOf(errorsOf(new OfflineError('no network')), say).all).toBe('There is no connection.')
  const refused = Object.assign(new Error('refused'), { source: { errors: [{ message: 'Taken.' }] } })
  expect(wrongOf(errorsOf(refused), say).all).toBe('Taken.')
})
