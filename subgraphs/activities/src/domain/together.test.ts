import { expect, it } from 'vitest'
import { type Companion, changePairs, type PairRow, takesPart } from './together.ts'

const own: Companion = { activityId: 'act_2', athleteId: 'ath_2' }
const others: readonly Companion[] = [
  { activityId: 'act_1', athleteId: 'ath_1' },
  { activityId: 'act_3', athleteId: 'ath_3' },
]
const apply = (known: readonly PairRow[], companions: readonly Companion[]): readonly PairRow[] => {
  const changed = changePairs(own, companions, known)
  return [...known.filter(({ _id }) => !changed.some((pair) => pair._id === _id)), ...changed]
}

it('pairs of an activity follow its companions, and finding them again changes nothing', () => {
  const first = apply([], others)
  expect(first).toEqual([
    { _id: 'act_1:act_2', activityIds: ['act_1', 'act_2'], athleteIds: ['ath_1', 'ath_2'], revision: 1, paired: true },
    { _id: 'act_2:act_3', activityIds: ['act_2', 'act_3'], athleteIds: ['ath_2', 'ath_3'], revision: 1, paired: true },
  ])
  expect(changePairs(own, others, first)).toEqual([])
  const alone = apply(first, others.slice(0, 1))
  expect(alone.map(({ _id, revision, paired }) => [_id, revision, paired])).toEqual([
    ['act_1:act_2', 1, true],
    ['act_2:act_3', 2, false],
  ])
  expect(apply(alone, others).at(-1)).toMatchObject({ _id: 'act_2:act_3', revision: 3, paired: true })
})

it.each([
  [{ visibility: 'EVERYONE' }, true],
  [{ visibility: 'FOLLOWERS', leftTogether: false }, true],
  [{ visibility: 'EVERYONE', leftTogether: true }, false],
  [{ visibility: 'ONLY_ME' }, false],
] as const)('an activity with %j takes part: %s', (row, expected) => expect(takesPart(row)).toBe(expected))
