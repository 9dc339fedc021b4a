import { expect, it } from 'vitest'
import { isWanted, preferenceOf } from './preferences.ts'

const defaults = { push: true, mail: false, personas: { SOLO_ATHLETE: { push: false } } }

it('the choice wins over the persona, and the persona over the kind', () => {
  expect(preferenceOf(defaults, undefined)).toEqual({ inApp: true, push: true, mail: false, from: 'EVERYONE' })
  expect(preferenceOf(defaults, 'DATA_NERD').push).toBe(true)
  expect(preferenceOf(defaults, 'SOLO_ATHLETE').push).toBe(false)
  expect(preferenceOf(defaults, 'SOLO_ATHLETE', { push: true, from: 'FOLLOWED' })).toEqual({
    inApp: true,
    push: true,
    mail: false,
    from: 'FOLLOWED',
  })
  expect(preferenceOf({ inApp: false, push: false, mail: false }, undefined).inApp).toBe(false)
})

it('a notification without a channel is not wanted', () => {
  expect(isWanted({ inApp: false, push: false, mail: false })).toBe(false)
  expect(isWanted({ inApp: false, push: false, mail: true })).toBe(true)
})
