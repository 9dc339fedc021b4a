import { describe, expect, it } from 'vitest'
import { reaches } from './series-answer.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 5, 1, 7, minute))
const known = (minute: number) => ({ answeredAt: at(minute) }) as Parameters<typeof reaches>[1]

describe('an answer to a series', () => {
  it.each([
    ['reaches a date without an answer', 'GOING', null, true],
    ['reaches a date that was answered before', 'GOING', known(4), true],
    ['reaches no date that was answered later', 'GOING', known(6), false],
    ['reaches no date twice', 'GOING', known(5), false],
    ['takes back what was answered before', 'NOT_GOING', known(4), true],
    ['says nothing of a date without an answer when it is no', 'NOT_GOING', null, false],
  ] as const)('%s', (_what, answer, row, expected) => {
    expect(reaches({ answer, answeredAt: at(5) }, row)).toBe(expected)
  })
})
