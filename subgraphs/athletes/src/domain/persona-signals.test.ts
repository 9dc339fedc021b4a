import { describe, expect, it } from 'vitest'
import { addSignals, inferPersona } from './persona-signals.ts'

const counts = (change: object) => ({ own: 0, social: 0, club: 0, data: 0, ...change })

describe('inferPersona', () => {
  it.each([
    [{ own: 20, social: 5 }, 'SOLO_ATHLETE'],
    [{ own: 20, social: 60 }, 'SOCIAL_ENTHUSIAST'],
    [{ own: 20, social: 20, club: 4 }, 'CLUB_MANAGER'],
    [{ own: 12, data: 4 }, 'DATA_NERD'],
  ])('of %o is %s', (change, persona) => {
    expect(inferPersona(counts(change))?.persona).toBe(persona)
  })

  it('says what it follows from, and nothing of too little use', () => {
    expect(inferPersona(counts({ own: 12 }))?.reason).toBe(
      'In eight weeks: 12 activities, 0 acts among people, 0 for clubs, 0 about measurements.',
    )
    expect(inferPersona(counts({ own: 3, data: 2 }))).toBe(null)
    expect(addSignals([counts({ own: 1 }), counts({ own: 2, club: 1 })])).toEqual(counts({ own: 3, club: 1 }))
  })
})
