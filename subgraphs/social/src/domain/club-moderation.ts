import type { EventData } from '@gruppetto/events'
import { type BrokenRule, broken, foldText, inThePast } from '@gruppetto/graph'

export type ClubRole = EventData<'club.membership-changed'>['role']

/** Who decides about a case of a club. The owner may decide what moderators may. */
export type Judges = 'MODERATORS' | 'OWNER' | 'STAFF'

/** Who decides about somebody with this role, or with none: nobody judges a peer or somebody above. */
export const judgesOf = (role: ClubRole | null): Judges => {
  if (role === 'OWNER') return 'STAFF'
  return role === 'ADMIN' || role === 'MODERATOR' ? 'OWNER' : 'MODERATORS'
}

/** Whether somebody with this role in a club, or with none, sees what is held and removed in it. */
export const moderates = (role: ClubRole | null): boolean => role !== null && role !== 'MEMBER'

/** The cases about which somebody with this role may decide. */
export const judgedBy = (role: ClubRole | null): readonly Judges[] => {
  if (role === 'OWNER') return ['MODERATORS', 'OWNER']
  return moderates(role) ? ['MODERATORS'] : []
}

/** Letters and digits of any script, with one space between the words and around all of them. */
const plain = (text: string): string => ` ${(foldText(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `

/** Returns the first word or phrase of a club's rules that a text has as whole words, or null. */
export const heldWordIn = (text: string, heldWords: readonly string[]): string | null => {
  const words = plain(text)
  return heldWords.find((held) => plain(held).trim() !== '' && words.includes(plain(held))) ?? null
}

const HOUR_MS = 3_600_000
const LONGEST_MUTE_MS = 366 * 24 * HOUR_MS

/** Says why nobody can be muted until an instant, or null. */
export const muteProblem = (untilMs: number, nowMs: number): BrokenRule | null => {
  if (untilMs <= nowMs) return inThePast()
  return untilMs > nowMs + LONGEST_MUTE_MS ? broken('TOO_LATE', 'must be at most one year from now') : null
}

/** The whole hours for which a case has waited; null when it waits for nothing. */
export const hoursOpen = ({ waitingSince }: { readonly waitingSince: Date | null }, nowMs: number): number | null =>
  waitingSince === null ? null : Math.max(0, Math.floor((nowMs - waitingSince.getTime()) / HOUR_MS))
