import { expect, it } from 'vitest'
import { sideOrder } from './order.ts'

const PERSONAS = ['SOLO_ATHLETE', 'SOCIAL_ENTHUSIAST', 'CLUB_MANAGER', 'DATA_NERD'] as const

it('each persona begins with its own, and loses nothing that all have', () => {
  expect(PERSONAS.map((persona) => sideOrder(persona)[0])).toEqual(['week', 'people', 'clubs', 'week'])
  for (const persona of PERSONAS) {
    const order = sideOrder(persona)
    expect(new Set(order).size).toBe(order.length)
    expect(order).toEqual(expect.arrayContaining(['week', 'streak', 'goals', 'events', 'people', 'friends']))
  }
})
