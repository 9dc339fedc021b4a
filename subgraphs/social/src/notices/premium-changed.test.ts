import { expect, it } from 'vitest'
import { premiumChanged } from './premium-changed.ts'
import { eventOf, nobody } from './testing.ts'

const event = (premium: boolean) => eventOf('entitlement.changed', { athleteId: 'ath_1', revision: 1, premium, at: 5 })

it('notifies the athlete of a change, unless it was long ago', () => {
  expect(premiumChanged.notify(event(true), true)).toEqual([{ recipientId: 'ath_1', atMs: 5, words: { plan: 'PREMIUM' } }])
  expect(premiumChanged.notify(event(false), true)).toMatchObject([{ words: { plan: 'FREE' } }])
  expect(premiumChanged.notify(event(true), false)).toEqual([])
})

it('says which way it went', () => {
  expect(premiumChanged.sentence({ plan: 'PREMIUM' }, nobody, {})).toBe('You have Gruppetto Premium now')
  expect(premiumChanged.sentence({ plan: 'FREE' }, nobody, {})).toBe('Your Gruppetto Premium has ended')
  expect(premiumChanged.sentence({}, nobody, {})).toBe('Your plan has changed')
})
