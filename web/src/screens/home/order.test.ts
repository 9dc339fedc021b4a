import { expect, it } from 'vitest'
import { PERSONAS } from '../../app/personas.ts'
import { sideOrder } from './order.ts'

it('each persona begins with its own, and loses nothing that all have', () => {
  expect(PERSONAS.map((persona) => sideOrder(persona)[0])).toEqual(['week', 'people', 'clubs', 'week'])
  for (const persona of PERSONAS) {
    const order = sideOrder(persona)
    expect(new Set(order).size).toBe(order.length)
    expect(order).toEqual(expect.arrayContaining(['week', 'streak', 'goals', 'events', 'people', 'friends']))
  }
})
