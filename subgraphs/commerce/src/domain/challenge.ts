import type { EventData } from '@gruppetto/events'

/** A challenge as another subgraph refers to it. */
export interface ChallengeRef {
  readonly id: string
}

export type ChallengeStatus = 'UPCOMING' | 'ACTIVE' | 'ENDED' | 'CANCELLED'

/** What commerce knows of a challenge: the last challenge.changed, and who sponsors it. */
export interface ChallengeRow {
  readonly _id: string
  readonly revision: number
  readonly clubId: string | null
  /** False for a club's challenge that its members alone see. */
  readonly isPublic: boolean
  readonly title: string
  readonly startsAtMs: number
  readonly endsAtMs: number
  readonly cancelled: boolean
  readonly changedAtMs: number
  /** Commerce's own: kept here too, so that a brand's challenges are one read. */
  readonly sponsorBrandId: string | null
}

export const statusOf = (challenge: ChallengeRow, nowMs: number): ChallengeStatus => {
  if (challenge.cancelled) return 'CANCELLED'
  if (challenge.endsAtMs <= nowMs) return 'ENDED'
  return challenge.startsAtMs <= nowMs ? 'ACTIVE' : 'UPCOMING'
}

/** Who looks at challenges here. */
export type Onlooker =
  | { readonly kind: 'public'; readonly clubIds: ReadonlySet<string> }
  | { readonly kind: 'staff' }
  | { readonly kind: 'brand'; readonly brandId: string }

/** A club's challenge may be its members' alone; a partner sees those of its own brand; staff, who agree sponsorships, see all. */
export const maySeeChallenge = (
  challenge: Pick<ChallengeRow, 'isPublic' | 'clubId' | 'sponsorBrandId'>,
  onlooker: Onlooker,
): boolean => {
  if (onlooker.kind === 'staff') return true
  if (onlooker.kind === 'brand') return challenge.sponsorBrandId === onlooker.brandId
  return challenge.isPublic || (challenge.clubId !== null && onlooker.clubIds.has(challenge.clubId))
}

/** The row after a challenge.changed; null when the event is not newer than what is known. The sponsor is commerce's own and stays. */
export const withChange = (known: ChallengeRow | null, data: EventData<'challenge.changed'>): ChallengeRow | null => {
  if (known !== null && known.revision >= data.revision) return null
  return {
    _id: data.challengeId,
    revision: data.revision,
    clubId: data.clubId,
    // Where the event does not say, a club's challenge is hidden from all but its members: better too little than too much.
    isPublic: data.clubId === null || data.isPublic === true,
    title: data.title,
    startsAtMs: data.startsAtMs,
    endsAtMs: data.endsAtMs,
    cancelled: data.cancelled,
    changedAtMs: data.at,
    sponsorBrandId: known?.sponsorBrandId ?? null,
  }
}
