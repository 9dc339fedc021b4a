import { type AccountRow, isVerified } from '@gruppetto/relations'

const DAY_MS = 24 * 3_600_000

/** A friend was told that an athlete has not been out. */
export interface NudgeRow {
  /** `<friend>:<athlete>`. */
  readonly _id: string
  readonly friendId: string
  /** The one who has not been out. */
  readonly athleteId: string
  readonly offeredAt: Date
}

/** What is considered later than this, such as after a stand-still, is of no use. */
const USEFUL_MS = 2 * DAY_MS
/** A friend is told of somebody at most once in this time. */
export const FRIEND_REST_MS = 7 * DAY_MS
/** Of one athlete at most one friend is told in this time. */
export const ATHLETE_REST_MS = 28 * DAY_MS
/** Who was not out in this time is no help to others. */
const ACTIVE_MS = 14 * DAY_MS

export const isUseful = (consideredAtMs: number, nowMs: number): boolean => nowMs - consideredAtMs <= USEFUL_MS

/** Whether a friend may be told of an athlete, as the account is now. */
export const mayBeMissed = (account: AccountRow | null, nowMs: number): boolean =>
  account !== null &&
  !account.deleted &&
  account.nudgeable !== false &&
  !account.isPrivate &&
  account.profileVisibility === 'EVERYONE' &&
  isVerified(account) &&
  (account.suspendedUntil ?? 0) <= nowMs

/** What an athlete did last, as everybody may see it. */
export interface LastOut {
  readonly athleteId: string
  readonly atMs: number
}

/** Whether an athlete was out after the last day that was considered. An activity may have begun on that day in any time zone, and lasted over night. */
export const isBack = (lastDay: string, lastOut: LastOut | undefined): boolean =>
  lastOut !== undefined && lastOut.atMs > Date.parse(lastDay) + 3 * DAY_MS

/** What a friend was told is of who has not been out for so long. */
const SILENCE_MS = 14 * DAY_MS

/** Whether an activity that began at an instant ends what a friend was told: the athlete is back. */
export const isOver = ({ athleteId, offeredAt }: NudgeRow, startedAtMs: number): boolean =>
  isBack(new Date(offeredAt.getTime() - SILENCE_MS).toISOString().slice(0, 10), { athleteId, atMs: startedAtMs })

/** Returns which of the friends to ask first: who was out last. Those who have not been out for long are not asked. `outings` are the latest first. */
export const orderFriends = (friends: ReadonlySet<string>, outings: readonly LastOut[], nowMs: number): readonly string[] => {
  const active = outings.filter(({ athleteId, atMs }) => friends.has(athleteId) && nowMs - atMs <= ACTIVE_MS)
  return [...new Set(active.map(({ athleteId }) => athleteId))]
}
