import { AUDIENCES, type Audience } from '@gruppetto/graph'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ForEach, forEachAudience } from '../audiences.ts'
import {
  addCounts,
  type Contribution,
  changeSet,
  changeSums,
  forAudience,
  isNothingFor,
  type MemberCount,
  memberChanges,
  NO_COUNT,
  NOTHING,
  seenBy,
} from './contribution.ts'
import { bucketOf, type Counts } from './counts.ts'

/** The counts of an athlete, kept as the store keeps them. */
const openCounts = () => {
  let counts: ForEach<Counts> = forEachAudience(() => ({}))
  const members = new Map<string, MemberCount>()
  return {
    replace(before: Contribution, after: Contribution) {
      counts = changeSums(counts, before, after)
      for (const { set, member, change } of memberChanges(before, after)) {
        const known = members.get(`${set}:${member}`) ?? NO_COUNT
        members.set(`${set}:${member}`, addCounts(known, change))
        counts = changeSet(counts, set, known, addCounts(known, change))
      }
    },
    counts: () => forEachAudience((audience) => Object.fromEntries(Object.entries(counts[audience]).filter(([, n]) => n !== 0))),
  }
}

const contribution = fc
  .record({
    shownTo: fc.constantFrom<Audience | null>(null, ...AUDIENCES),
    meters: fc.nat(1_000),
    areas: fc.array(fc.constantFrom('1', '2', '3', '4'), { maxLength: 4 }),
  })
  .map(
    ({ shownTo, meters, areas }): Contribution =>
      shownTo === null ? NOTHING : forAudience(shownTo, { rideMeters: meters }, { areas }),
  )

describe('counts', () => {
  it('are exact after any edits and deletions: they depend on the last states alone', () => {
    const edits = fc.array(fc.tuple(fc.nat(4), contribution), { maxLength: 30 })
    fc.assert(
      fc.property(edits, (steps) => {
        const [edited, once] = [openCounts(), openCounts()]
        const last = new Map<number, Contribution>()
        for (const [thing, state] of steps) {
          edited.replace(last.get(thing) ?? NOTHING, state)
          last.set(thing, state)
        }
        for (const state of last.values()) once.replace(NOTHING, state)
        expect(edited.counts()).toEqual(once.counts())
      }),
    )
  })

  it('differ by audience: a narrow one sees all that a wide one sees', () => {
    const counts = openCounts()
    counts.replace(NOTHING, forAudience('ONLY_ME', { rideMeters: 4 }, { areas: ['1', '2'] }))
    counts.replace(NOTHING, forAudience('FOLLOWERS', { rideMeters: 2 }, { areas: ['2', '2'] }))
    counts.replace(NOTHING, forAudience('EVERYONE', { rideMeters: 1 }, { areas: ['2', '3'] }))
    expect(counts.counts()).toEqual({
      ONLY_ME: { rideMeters: 7, areas: 3 },
      FOLLOWERS: { rideMeters: 3, areas: 2 },
      EVERYONE: { rideMeters: 1, areas: 2 },
    })
    expect(AUDIENCES.map((audience) => seenBy([4, 2, 1], audience))).toEqual([7, 3, 1])
  })

  it('tell what an audience sees nothing of', () => {
    const row = forAudience('FOLLOWERS', {}, { days: ['2026-11-27'] })
    expect(AUDIENCES.map((audience) => isNothingFor(row, audience))).toEqual([false, false, true])
    expect(AUDIENCES.map((audience) => isNothingFor(NOTHING, audience))).toEqual([true, true, true])
    expect(isNothingFor(forAudience('EVERYONE', { rideMeters: 0 }, { areas: [] }), 'ONLY_ME')).toBe(true)
  })
})

it('a set of many members stands in several rows', () => {
  expect(bucketOf('days', '2026-11-27')).toBe('2026')
  expect(bucketOf('areas', String(5 * 512 + 3))).toBe('5')
  expect(bucketOf('segments', 'seg_01kaq8z3m5e8n9t0v2w4x6y8z5')).toBe('5')
  expect(bucketOf('sports', 'RIDE')).toBe('')
})
