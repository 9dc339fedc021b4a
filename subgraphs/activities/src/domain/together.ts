import type { EventData } from '@gruppetto/events'
import type { ActivityRow } from './activity.ts'

/** Two activities of different athletes that were in company, whether or not both athletes take part. */
export interface PairRow {
  /** The ids of the two activities, in their order. */
  readonly _id: string
  /** In the order of the id. */
  readonly activityIds: readonly string[]
  readonly athleteIds: readonly string[]
  readonly revision: number
  /** False when they are found not to be in company any more. */
  readonly paired: boolean
}

export interface Companion {
  readonly activityId: string
  readonly athleteId: string
}

const pairId = (a: string, b: string): string => [a, b].sort().join(':')

const newPair = (a: Companion, b: Companion): PairRow => {
  const both = [a, b].sort((one, other) => (one.activityId < other.activityId ? -1 : 1))
  return {
    _id: pairId(a.activityId, b.activityId),
    activityIds: both.map(({ activityId }) => activityId),
    athleteIds: both.map(({ athleteId }) => athleteId),
    revision: 0,
    paired: false,
  }
}

/** Returns the pairs of an activity that change when these are its companions. `known` are all its pairs. */
export const changePairs = (own: Companion, companions: readonly Companion[], known: readonly PairRow[]): readonly PairRow[] => {
  const wanted = new Map(companions.map((companion) => [pairId(own.activityId, companion.activityId), companion]))
  const found = new Set(known.map(({ _id }) => _id))
  const added = [...wanted].filter(([id]) => !found.has(id)).map(([, companion]) => newPair(own, companion))
  return [...known, ...added]
    .filter((pair) => pair.paired !== wanted.has(pair._id))
    .map((pair) => ({ ...pair, paired: !pair.paired, revision: pair.revision + 1 }))
}

export const pairState = (
  { _id, activityIds, athleteIds, revision, paired }: PairRow,
  at: number,
): EventData<'activities.paired'> => ({
  pairId: _id,
  activityIds: [...activityIds],
  athleteIds: [...athleteIds],
  revision,
  paired,
  at,
})

/**
 * Whether an athlete lets an activity be shown as done together. Whoever shows it to nobody does not, and anybody may leave.
 */
export const takesPart = ({ leftTogether = false, visibility }: Pick<ActivityRow, 'leftTogether' | 'visibility'>): boolean =>
  !leftTogether && visibility !== 'ONLY_ME'
