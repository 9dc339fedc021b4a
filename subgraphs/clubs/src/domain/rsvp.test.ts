import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answersCloseAt, decideAnswer, freePlaces, moveUp, partyOf, placesOf, type RsvpRow, wishInput } from './rsvp.ts'

const answered = (answer: RsvpRow['answer'], guests = 0, turn = 1) => ({ answer, guests, turn })

describe('decideAnswer', () => {
  const full = { capacity: 3, goingCount: 3 }
  const oneFree = { capacity: 3, goingCount: 2 }
  it.each([
    ['takes a place', oneFree, null, 'GOING', 0, answered('GOING', 0, 9)],
    ['waits where all places are taken', full, null, 'GOING', 0, answered('WAITLISTED', 0, 9)],
    ['waits where too few are free for the guests', oneFree, null, 'GOING', 1, answered('WAITLISTED', 1, 9)],
    ['needs no place without a capacity', { capacity: null, goingCount: 900 }, null, 'GOING', 3, answered('GOING', 3, 9)],
    ['keeps the place in the waiting list', full, answered('WAITLISTED', 0, 4), 'GOING', 2, answered('WAITLISTED', 2, 4)],
    ['takes fewer guests along at once', oneFree, answered('WAITLISTED', 2, 4), 'GOING', 0, answered('GOING', 0, 9)],
    ['keeps the place when asked again', full, answered('GOING', 1, 4), 'GOING', 1, answered('GOING', 1, 4)],
    ['frees the place of a guest', full, answered('GOING', 1, 4), 'GOING', 0, answered('GOING', 0, 4)],
    ['adds a guest', oneFree, answered('GOING', 0, 4), 'GOING', 1, answered('GOING', 1, 4)],
    ['loses nothing by a guest too many', full, answered('GOING', 1, 4), 'GOING', 2, { tooFew: 2 }],
    ['never fits into an event that is too small', { capacity: 3, goingCount: 0 }, null, 'GOING', 3, { tooFew: 3 }],
    [
      'stays where the capacity was lowered',
      { capacity: 1, goingCount: 3 },
      answered('GOING', 1, 4),
      'GOING',
      1,
      answered('GOING', 1, 4),
    ],
    ['needs no place for maybe', full, null, 'MAYBE', 0, answered('MAYBE', 0, 9)],
    ['needs no place for no', full, answered('GOING', 1, 4), 'NOT_GOING', 0, answered('NOT_GOING', 0, 9)],
  ] as const)('%s', (_what, occurrence, known, answer, guests, expected) => {
    expect(decideAnswer(occurrence, known, { answer, guests }, 9)).toEqual(expected)
  })
})

describe('moveUp', () => {
  it('gives places in order, and lets a smaller party behind take what a larger one cannot', () => {
    const waiting = [{ guests: 0 }, { guests: 2 }, { guests: 1 }, { guests: 0 }]
    expect(moveUp(waiting, 3)).toEqual([waiting[0], waiting[2]])
    expect(moveUp(waiting, 0)).toEqual([])
    expect(moveUp(waiting, Number.POSITIVE_INFINITY)).toEqual(waiting)
  })
})

describe('the waiting list', () => {
  type Row = { id: number } & ReturnType<typeof answered>
  const step = fc.record({
    id: fc.nat(11),
    answer: fc.constantFrom('GOING', 'GOING', 'MAYBE', 'NOT_GOING'),
    guests: fc.nat(2),
  })

  /** Plays answers one after another, as the store does, and returns all states that somebody could see. */
  const play = (capacity: number, steps: readonly { id: number; answer: 'GOING' | 'MAYBE' | 'NOT_GOING'; guests: number }[]) => {
    const rows = new Map<number, Row>()
    const taken = () => [...rows.values()].reduce((sum, row) => sum + placesOf(row).going, 0)
    return steps.map(({ id, answer, guests }, index) => {
      const before = { capacity, goingCount: taken() }
      const wish = { answer, guests: answer === 'GOING' ? guests : 0 }
      const next = decideAnswer(before, rows.get(id) ?? null, wish, index)
      if (!('tooFew' in next)) rows.set(id, { id, ...next })
      const waiting = [...rows.values()].filter((row) => row.answer === 'WAITLISTED').sort((a, b) => a.turn - b.turn)
      const moved = moveUp(waiting, freePlaces({ capacity, goingCount: taken() }))
      for (const row of moved) rows.set(row.id, { ...row, answer: 'GOING', turn: index })
      return { rows: [...rows.values()], taken: taken(), waiting, moved }
    })
  }

  it('never gives more places than there are, and leaves none free that somebody who waits would take', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.array(step, { maxLength: 60 }), (capacity, steps) => {
        for (const { rows, taken, waiting, moved } of play(capacity, steps)) {
          expect(taken).toBeLessThanOrEqual(capacity)
          const stillWaiting = rows.filter((row) => row.answer === 'WAITLISTED')
          for (const row of stillWaiting) expect(partyOf(row)).toBeGreaterThan(capacity - taken)
          for (const row of moved) {
            const passed = waiting.filter((each) => each.turn < row.turn && !moved.includes(each))
            for (const each of passed) expect(partyOf(each)).toBeGreaterThan(partyOf(row))
          }
        }
      }),
    )
  })
})

describe('wishInput', () => {
  const problems = (wish: object) => wishInput.safeParse(wish).error?.issues.map((issue) => issue.path.join('.')) ?? []
  it.each([
    [{ answer: 'GOING', guests: 2 }, []],
    [{ answer: 'WAITLISTED' }, ['answer']],
    [{ answer: 'GOING', guests: -1 }, ['guests']],
    [{ answer: 'GOING', guests: 11 }, ['guests']],
    [{ answer: 'MAYBE', guests: 1 }, ['guests']],
    [{ answer: 'GOING', note: 'x'.repeat(301) }, ['note']],
  ])('%o', (wish, expected) => expect(problems(wish)).toEqual(expected))

  it('keeps the note that is left out, and empties one that is given empty', () => {
    expect(wishInput.parse({ answer: 'GOING' })).toEqual({ answer: 'GOING', guests: 0, note: undefined })
    expect(wishInput.parse({ answer: 'GOING', note: ' ' }).note).toBeNull()
    expect(wishInput.parse({ answer: 'GOING', note: null }).note).toBeNull()
  })
})

describe('answersCloseAt', () => {
  const [startsAt, overAt] = [new Date('2026-06-02T18:00:00Z'), new Date('2026-06-02T20:00:00Z')]
  it('is so long before the start, or at the end', () => {
    expect(answersCloseAt({ startsAt, overAt, answersCloseMinutes: 90 })).toEqual(new Date('2026-06-02T16:30:00Z'))
    expect(answersCloseAt({ startsAt, overAt, answersCloseMinutes: null })).toEqual(overAt)
    expect(answersCloseAt({ startsAt, overAt })).toEqual(overAt)
  })
})
