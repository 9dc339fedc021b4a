import { groupBy, maySeeProfile, type Relation } from '@gruppetto/graph'
import { type AccountRow, isVerified } from '@gruppetto/relations'

/** What somebody has in common with the viewer. */
export type TieReason = 'FOLLOWED_BY_FOLLOWED' | 'SAME_CLUB' | 'SAME_SEGMENTS' | 'SAME_CHALLENGE'
/** Why somebody is suggested. MODEL stands beside what both have in common, and never alone. */
export type SuggestionReason = TieReason | 'MODEL'

/** One thing that the viewer has in common with a candidate. */
export interface Tie {
  readonly reason: TieReason
  readonly candidateId: string
  /** The athlete whom the viewer follows, or the club, segment or challenge that both share. */
  readonly viaId: string
}

export interface Candidate {
  readonly athleteId: string
  readonly score: number
  readonly ties: readonly Tie[]
}

/** How much one tie says. A followed athlete who follows somebody knows that person; a challenge has many strangers. */
const WEIGHTS: Readonly<Record<TieReason, number>> = {
  FOLLOWED_BY_FOLLOWED: 3,
  SAME_CLUB: 2,
  SAME_SEGMENTS: 1.5,
  SAME_CHALLENGE: 1,
}
/** More ties of one kind than this add nothing. */
const COUNTED_TIES = 5

const viaOf = ({ reason, viaId }: Tie): string => `${reason}:${viaId}`

/** Adds up how strong the ties of one kind are, the strongest first, up to a limit. */
const strengthOf = (ties: readonly Tie[], sizes: ReadonlyMap<string, number>): number =>
  ties
    .map((tie) => WEIGHTS[tie.reason] / Math.log2(1 + (sizes.get(viaOf(tie)) ?? 1)))
    .toSorted((a, b) => b - a)
    .slice(0, COUNTED_TIES)
    .reduce((sum, strength) => sum + strength, 0)

const byReason = (ties: readonly Tie[]): ReadonlyMap<TieReason, readonly Tie[]> => groupBy(ties, (tie) => tie.reason)

/**
 * Scores the athletes to whom these ties lead, the best first. A tie through something that leads to many athletes says less than
 * one through something that leads to few. Equal scores are sorted by id, so the same ties always give the same list.
 */
export const scoreCandidates = (ties: readonly Tie[], limit: number): readonly Candidate[] => {
  const distinct = [...new Map(ties.map((tie) => [`${viaOf(tie)}:${tie.candidateId}`, tie])).values()]
  const sizes = new Map<string, number>()
  for (const tie of distinct) sizes.set(viaOf(tie), (sizes.get(viaOf(tie)) ?? 0) + 1)
  const candidates = [...groupBy(distinct, (tie) => tie.candidateId)].map(([athleteId, own]) => {
    const strengths = [...byReason(own).values()].map((ofReason) => strengthOf(ofReason, sizes))
    return { athleteId, score: strengths.reduce((sum, strength) => sum + strength, 0), ties: own }
  })
  return candidates.toSorted((a, b) => b.score - a.score || (a.athleteId < b.athleteId ? -1 : 1)).slice(0, limit)
}

/** A candidate as the viewer stands to it now. */
export interface CandidateFacts {
  readonly account: AccountRow | undefined
  readonly relation: Relation & { readonly viewerRequested: boolean }
  readonly isMuted: boolean
  readonly isDismissed: boolean
}

/**
 * Whether an athlete may be suggested to the viewer now. Whoever approves followers or hides the profile does not want to be
 * found by strangers; whoever is followed or was asked needs no suggestion.
 */
export const maySuggest = ({ account, relation, isMuted, isDismissed }: CandidateFacts, nowMs: number): boolean => {
  if (account === undefined || account.suggestible === false || !isVerified(account)) return false
  if ((account.suspendedUntil ?? 0) > nowMs) return false
  if (relation.isSelf || relation.viewerFollowsOwner || relation.viewerRequested || isMuted || isDismissed) return false
  return !relation.owner.isPrivate && relation.owner.profileVisibility === 'EVERYONE' && maySeeProfile(relation)
}

export interface Reasons {
  /** The strongest first. */
  readonly reasons: readonly [SuggestionReason, ...SuggestionReason[]]
  /** Of the strongest. */
  readonly text: string
}

const sentenceOf = (reason: TieReason, name: string, others: number): string => {
  const more = (what: string) => (others === 0 ? '' : ` and ${others} other ${what}${others === 1 ? '' : 's'}`)
  switch (reason) {
    case 'FOLLOWED_BY_FOLLOWED':
      return `Followed by ${name}${others === 0 ? ',' : ` and ${others} more`} whom you follow`
    case 'SAME_CLUB':
      return `You are both in ${name}${more('club')}`
    case 'SAME_SEGMENTS':
      return `You both raced ${name}${more('segment')}`
    case 'SAME_CHALLENGE':
      return `You both take part in ${name}${more('challenge')}`
  }
}

/**
 * Returns the reasons whose ties the viewer may know now, or null where there are none. `names` has the names of what ties lead
 * through, and lacks those that the viewer may not know any more.
 */
export const reasonsOf = ({ ties }: Candidate, names: ReadonlyMap<string, string>): Reasons | null => {
  const known = byReason(ties.filter(({ viaId }) => names.has(viaId)))
  const [best, ...others] = [...known].toSorted(
    ([one, ties], [other, otherTies]) =>
      WEIGHTS[other] * Math.min(otherTies.length, COUNTED_TIES) - WEIGHTS[one] * Math.min(ties.length, COUNTED_TIES),
  )
  if (best === undefined) return null
  const [reason, own] = best
  const [first = ''] = own.map(({ viaId }) => names.get(viaId) ?? '').toSorted()
  return { reasons: [reason, ...others.map(([other]) => other)], text: sentenceOf(reason, first, own.length - 1) }
}

/** One suggestion, as it is shown. */
export interface SuggestionView extends Reasons {
  readonly athleteId: string
}

const asPicked = ({ athleteId, reasons, text }: SuggestionView): SuggestionView => ({
  athleteId,
  reasons: ['MODEL', ...reasons],
  text: `A model has picked this athlete for you: ${text.charAt(0).toLowerCase()}${text.slice(1)}`,
})

/**
 * Returns the first of `byModel`. The reasons of who would not be among the first of `byScore`, the same suggestions in the order
 * of the baseline, begin with MODEL: it is the model that has brought them up.
 */
export const firstSuggestions = (
  byScore: readonly SuggestionView[],
  byModel: readonly SuggestionView[],
  first: number,
): readonly SuggestionView[] => {
  const expected = new Set(byScore.slice(0, first).map(({ athleteId }) => athleteId))
  return byModel.slice(0, first).map((view) => (expected.has(view.athleteId) ? view : asPicked(view)))
}
