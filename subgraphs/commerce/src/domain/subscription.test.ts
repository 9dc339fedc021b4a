import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { givesPremium, nextState, type SubscriptionSighting, type SubscriptionState, statusOf } from './subscription.ts'

const STATES: readonly SubscriptionState[] = [
  'NONE',
  'TRIALING',
  'ACTIVE',
  'PAST_DUE',
  'UNPAID',
  'CANCELLED',
  'REFUNDED',
  'DISPUTED',
]

/** Every cell of the table: the sighting, the state after it, and what has changed, in the order of STATES. */
const TABLE: readonly (readonly [SubscriptionSighting, SubscriptionState, string])[] = [
  ['ABSENT', 'NONE', '- ENDED ENDED ENDED ENDED - - -'],
  ['TRIAL', 'TRIALING', 'TRIAL_STARTED - CORRECTED CORRECTED CORRECTED TRIAL_STARTED TRIAL_STARTED DISPUTE_WON'],
  ['PAID', 'ACTIVE', 'STARTED STARTED - RECOVERED RECOVERED STARTED STARTED DISPUTE_WON'],
  ['LATE', 'PAST_DUE', [...Array(3).fill('PAYMENT_FAILED'), '-', ...Array(4).fill('PAYMENT_FAILED')].join(' ')],
  ['GRACE_OVER', 'UNPAID', [...Array(4).fill('GRACE_ENDED'), '-', ...Array(3).fill('GRACE_ENDED')].join(' ')],
  ['ENDED', 'CANCELLED', 'ENDED ENDED ENDED ENDED ENDED - CORRECTED DISPUTE_WON'],
  ['GIVEN_BACK', 'REFUNDED', [...Array(6).fill('REFUNDED'), '-', 'REFUNDED'].join(' ')],
  ['CHARGED_BACK', 'DISPUTED', [...Array(7).fill('DISPUTED'), '-'].join(' ')],
]

describe('the state machine of premium', () => {
  it.each(TABLE)('%s leads to %s from every state', (sighting, state, changes) => {
    const cells = STATES.map((before) => nextState(before, sighting))
    expect(cells.map((step) => step.state)).toEqual(STATES.map(() => state))
    expect(cells.map(({ change }) => change ?? '-').join(' ')).toBe(changes)
  })

  it('a sighting that comes twice changes nothing the second time', () => {
    for (const [sighting] of TABLE) {
      for (const before of STATES) {
        const { state } = nextState(before, sighting)
        expect(nextState(state, sighting)).toEqual({ state, change: null })
      }
    }
  })

  it('premium comes with a trial and with payment, and stays for the days of grace', () => {
    expect(STATES.filter(givesPremium)).toEqual(['TRIALING', 'ACTIVE', 'PAST_DUE'])
  })

  it('the API has fewer words', () => {
    expect(STATES.map(statusOf).join(' ')).toBe('NONE TRIALING ACTIVE PAST_DUE PAST_DUE CANCELLED CANCELLED CANCELLED')
  })
})

it('the documentation has the same table', () => {
  const page = readFileSync(new URL('../../../../docs/adr/0052-premium.md', import.meta.url), 'utf8')
  const rows = [...page.matchAll(/^ *\| ([A-Z_]+)[^|]*\| ([A-Z_]+) \| (yes|no) \|$/gm)].map(([, ...cells]) => cells)
  expect(rows).toEqual(TABLE.map(([sighting, state]) => [sighting, state, givesPremium(state) ? 'yes' : 'no']))
  const arrows = [...page.matchAll(/^ *([A-Z_]+) --> ([A-Z_]+): ([A-Z_]+)$/gm)]
  expect(arrows.length).toBeGreaterThan(10)
  for (const [, from, to, sighting] of arrows)
    expect(nextState(from as SubscriptionState, sighting as SubscriptionSighting).state).toBe(to)
})
