import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type RankedEffort, rankPastEfforts } from './rank-past-efforts.ts'

const effort = (_id: string, athleteId: string, atMs: number, elapsedSeconds: number): RankedEffort => ({
  _id,
  athleteId,
  activityId: `act_${_id}`,
  elapsedSeconds,
  startedAt: new Date(atMs),
  startSeconds: 0,
  overallRankThen: null,
})

describe('rankPastEfforts', () => {
  it('ranks among earlier efforts, whatever came later', () => {
    const efforts = [effort('fast', 'ben', 3, 90), effort('first', 'ana', 1, 100), effort('second', 'ben', 2, 110)]
    expect([...rankPastEfforts(efforts)]).toEqual([
      ['first', 1],
      ['second', 2],
      ['fast', 1],
    ])
  })
  it('compares seconds within one activity only: two that start at the same time reveal nothing about each other', () => {
    const lap = (_id: string, athleteId: string, startSeconds: number, elapsedSeconds: number) => {
      return { ...effort(_id, athleteId, 1, elapsedSeconds), activityId: `act_${athleteId}`, startSeconds }
    }
    const laps = [lap('b', 'ana', 60, 90), lap('a', 'ana', 600, 100)]
    expect([...rankPastEfforts(laps)]).toEqual([['b', 1]])
    for (const seconds of [5, 5000])
      expect([...rankPastEfforts([lap('x', 'ben', seconds, 80), ...laps])]).toEqual([
        ['b', 1],
        ['x', 1],
      ])
  })
  it('gives no rank to an athlete who had been faster before, and the same rank to equals', () => {
    const efforts = [
      effort('a', 'ana', 1, 100),
      effort('b', 'ana', 2, 101),
      effort('c', 'ben', 3, 100),
      effort('d', 'cem', 4, 105),
    ]
    expect([...rankPastEfforts(efforts)]).toEqual([
      ['a', 1],
      ['c', 1],
      ['d', 3],
    ])
  })
  it('gives what a naive count gives, and the same for the fastest efforts alone', () => {
    const rides = fc.array(fc.tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 50, max: 90 })), { maxLength: 80 })
    fc.assert(
      fc.property(rides, fc.integer({ min: 0, max: 80 }), (each, kept) => {
        const efforts = each.map(([athlete, seconds], i) => effort(`effort${1000 + i}`, `athlete${athlete}`, i, seconds))
        const byHand = efforts.flatMap(({ _id, athleteId, elapsedSeconds }, i): [string, number][] => {
          const before = efforts.slice(0, i)
          if (before.some((other) => other.athleteId === athleteId && other.elapsedSeconds <= elapsedSeconds)) return []
          const faster = new Set(before.filter((other) => other.elapsedSeconds < elapsedSeconds).map((other) => other.athleteId))
          faster.delete(athleteId)
          return faster.size < 10 ? [[_id, faster.size + 1]] : []
        })
        expect([...rankPastEfforts(efforts)]).toEqual(byHand)
        const fastest = efforts.toSorted((a, b) => a.elapsedSeconds - b.elapsedSeconds || (a._id < b._id ? -1 : 1)).slice(0, kept)
        const among = new Set(fastest.map(({ _id }) => _id))
        expect([...rankPastEfforts(fastest)]).toEqual(byHand.filter(([id]) => among.has(id)))
      }),
    )
  })
})
