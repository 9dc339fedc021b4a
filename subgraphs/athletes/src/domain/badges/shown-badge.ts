import { type ChallengeRow, challengeOfBadge } from './challenge-badge.ts'
import { ruleOf } from './rules.ts'

/** A badge as the API shows it. */
export interface ShownBadge {
  readonly key: string
  readonly name: string
  readonly description: string
}

/** Returns the badge of a key, by its rule or its challenge; null for neither. */
export const showBadge = (key: string, challenge: ChallengeRow | null): ShownBadge | null => {
  const rule = ruleOf(key)
  if (rule !== null) return { key, name: rule.name, description: rule.description }
  if (challenge === null || challengeOfBadge(key) !== challenge._id) return null
  return { key, name: challenge.badgeName, description: `For those who complete ${challenge.title}.` }
}

/** A badge whose rule a release has dropped, until it is taken back. */
export const unknownBadge = (key: string): ShownBadge => ({ key, name: key, description: '' })
