import { describe, expect, it } from 'vitest'
import { challengeInput, LONGEST_CHALLENGE_MS, statusAt } from './challenge.ts'

const NOW = Date.parse('2026-06-01T00:00:00Z')
const sound = {
  title: 'A hundred miles',
  kind: 'TOTAL',
  metric: 'DISTANCE',
  sports: ['RUN'],
  target: 160_934,
  startsAt: new Date('2026-05-20T00:00:00Z'),
  endsAt: new Date('2026-06-20T00:00:00Z'),
}
const problems = (change: object): string[] => {
  const parsed = challengeInput(NOW).safeParse({ ...sound, ...change })
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join('.'))
}

describe('challengeInput', () => {
  it('accepts a valid challenge that has already started, with or without a target', () => {
    expect(problems({})).toEqual([])
    expect(problems({ target: null })).toEqual([])
    expect(problems({ endsAt: new Date(sound.startsAt.getTime() + LONGEST_CHALLENGE_MS) })).toEqual([])
  })

  it.each([
    [{ endsAt: sound.startsAt, startsAt: sound.endsAt }, ['endsAt']],
    [{ startsAt: sound.endsAt }, ['endsAt']],
    [{ endsAt: new Date(sound.startsAt.getTime() + LONGEST_CHALLENGE_MS + 1) }, ['endsAt']],
    [{ endsAt: new Date('2026-05-31T00:00:00Z') }, ['endsAt']],
    [{ target: 0 }, ['target']],
    [{ target: -1 }, ['target']],
    [{ target: Number.POSITIVE_INFINITY }, ['target']],
    [{ sports: [] }, ['sports']],
    [{ sports: ['RUN', 'RUN'] }, ['sports']],
    [{ title: ' a ' }, ['title']],
    [{ badgeName: ' ' }, ['badgeName']],
  ])('refuses %j', (change, paths) => {
    expect(new Set(problems(change))).toEqual(new Set(paths))
  })
})

describe('statusAt', () => {
  it.each([
    [9, null, 'UPCOMING'],
    [10, null, 'ACTIVE'],
    [19, null, 'ACTIVE'],
    [20, null, 'ENDED'],
    [9, new Date(5), 'CANCELLED'],
    [99, new Date(15), 'CANCELLED'],
  ])('at %d, cancelled %j: %s', (nowMs, cancelledAt, status) => {
    expect(statusAt({ startsAt: new Date(10), endsAt: new Date(20), cancelledAt }, nowMs)).toBe(status)
  })
})
