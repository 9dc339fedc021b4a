import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bestsOf, type CountingEffort, countsChange, standingOf } from './bests.ts'

const efforts = fc.array(
  fc
    .record({
      elapsedSeconds: fc.integer({ min: 1, max: 9 }),
      at: fc.integer({ min: 0, max: 5 }),
      visibility: fc.constantFrom('EVERYONE' as const, 'FOLLOWERS' as const, 'ONLY_ME' as const),
      hidden: fc.boolean(),
    })
    .map(({ elapsedSeconds, at, visibility, hidden }) => ({
      elapsedSeconds,
      startedAt: new Date(at),
      startSeconds: 0,
      visibility,
      hidden,
      segmentId: 'seg_1',
      activityId: 'act_1',
    })),
  { maxLength: 12 },
)
const withIds = (rows: readonly Omit<CountingEffort, '_id'>[]): CountingEffort[] =>
  rows.map((row, index) => ({ ...row, _id: `eff_${index}` }))

describe('the bests of an athlete', () => {
  it('are for each audience the fastest three that it may see', () => {
    fc.assert(
      fc.property(efforts, (rows) => {
        const all = withIds(rows)
        const bests = bestsOf('seg_1', 'ath_1', all, true)
        if (all.length === 0) {
          expect(bests).toBeNull()
          return
        }
        const seen = {
          EVERYONE: ['EVERYONE'],
          FOLLOWERS: ['EVERYONE', 'FOLLOWERS'],
          ONLY_ME: ['EVERYONE', 'FOLLOWERS', 'ONLY_ME'],
        }
        for (const audience of ['EVERYONE', 'FOLLOWERS', 'ONLY_ME'] as const) {
          const isSeen = ({ visibility, hidden }: CountingEffort) =>
            audience === 'ONLY_ME' || (!hidden && seen[audience].includes(visibility))
          const shown = all.filter(isSeen)
          const seconds = shown.map(({ elapsedSeconds }) => elapsedSeconds).sort((a, b) => a - b)
          expect(bests?.best[audience].map((best) => best.seconds)).toEqual(seconds.slice(0, 3))
        }
        expect(bests?.seconds).toBe(bests?.best.EVERYONE[0]?.seconds ?? null)
        expect(bests?.count).toBe(all.filter(({ visibility, hidden }) => !hidden && visibility === 'EVERYONE').length)
        // Nobody else can tell that anything is hidden.
        const { ONLY_ME: _own, ...told } = bests?.best ?? {}
        const { ONLY_ME: _ownToo, ...without } = bestsOf(
          'seg_1',
          'ath_1',
          all.filter(({ hidden }) => !hidden),
          true,
        )?.best ?? {
          EVERYONE: [],
          FOLLOWERS: [],
        }
        expect(told).toEqual(without)
      }),
    )
  })

  it('change the counts of a segment by what everyone may see', () => {
    fc.assert(
      fc.property(efforts, efforts, fc.boolean(), (one, other, open) => {
        const [before, after] = [bestsOf('seg_1', 'ath_1', withIds(one), open), bestsOf('seg_1', 'ath_1', withIds(other), open)]
        const there = countsChange(before, after)
        const back = countsChange(after, before)
        expect([there.efforts + back.efforts, there.athletes + back.athletes]).toEqual([0, 0])
        if (!open) expect(there).toEqual({ efforts: 0, athletes: 0 })
      }),
    )
  })
})

describe('standingOf', () => {
  const others = [
    { athleteId: 'a', seconds: 100 },
    { athleteId: 'b', seconds: 100 },
    { athleteId: 'c', seconds: 120 },
  ]
  it.each([
    ['the first of all', 90, null, [], { rank: 1, wonRecord: true, lostBy: [] }],
    ['faster than those who shared the record', 90, 150, others, { rank: 1, wonRecord: true, lostBy: others.slice(0, 2) }],
    ['as fast as the record', 100, null, others, { rank: 1, wonRecord: false, lostBy: [] }],
    ['behind it', 110, null, others, { rank: 3, wonRecord: false, lostBy: [] }],
    ['faster than the own record', 80, 90, others, { rank: 1, wonRecord: false, lostBy: [] }],
    ['alone in a record that was shared', 90, 100, others, { rank: 1, wonRecord: true, lostBy: others.slice(0, 2) }],
    ['as fast as before in a record that is shared', 100, 100, others, { rank: 1, wonRecord: false, lostBy: [] }],
  ])('%s', (_name, seconds, before, among, standing) => {
    expect(standingOf(seconds, before, among)).toEqual(standing)
  })

  it('gives no rank beyond ten', () => {
    const ten = Array.from({ length: 10 }, (_, index) => ({ athleteId: `${index}`, seconds: index + 1 }))
    expect(standingOf(11, null, ten).rank).toBeNull()
    expect(standingOf(10, null, ten).rank).toBe(10)
  })
})
