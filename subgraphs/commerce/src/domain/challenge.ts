import type { EventData } from '@gruppetto/events'
import type { BoardMetric } from './embed/score-text.ts'

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
  /** False when only the members of its club see it. */
  readonly isPublic: boolean
  readonly title: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly cancelled: boolean
  /** What the scores are. Absent in rows of older releases. */
  readonly metric?: BoardMetric
  readonly changedAt: Date
  /** Until when late uploads still change the scores. Absent in rows of earlier releases. */
  readonly settlesAt?: Date
  /** Not from the event: a copy of the sponsorship's brand, so that one query reads a brand's challenges. */
  readonly sponsorBrandId: string | null
  /** When its sponsor was let go of; there is no other one after that. Absent for nearly all challenges. */
  readonly sponsorEndedAt?: Date
}

export const statusOf = (challenge: ChallengeRow, nowMs: number): ChallengeStatus => {
  if (challenge.cancelled) return 'CANCELLED'
  if (challenge.endsAt.getTime() <= nowMs) return 'ENDED'
  return challenge.startsAt.getTime() <= nowMs ? 'ACTIVE' : 'UPCOMING'
}

/** Whether nothing about the challenge changes any more. */
export const isSettled = ({ cancelled, settlesAt, endsAt }: ChallengeRow, nowMs: number): boolean =>
  cancelled || (settlesAt ?? endsAt).getTime() <= nowMs

/** The caller, as far as the visibility of challenges depends on it. */
export type ChallengeViewer =
  | { readonly kind: 'public'; readonly clubIds: ReadonlySet<string> }
  | { readonly kind: 'staff' }
  | { readonly kind: 'brand'; readonly brandId: string }

/** Athletes see public challenges and those of their clubs, a partner sees those of its own brand, and staff see all. */
export const maySeeChallenge = (
  challenge: Pick<ChallengeRow, 'isPublic' | 'clubId' | 'sponsorBrandId'>,
  viewer: ChallengeViewer,
): boolean => {
  if (viewer.kind === 'staff') return true
  if (viewer.kind === 'brand') return challenge.sponsorBrandId === viewer.brandId
  return challenge.isPublic || (challenge.clubId !== null && viewer.clubIds.has(challenge.clubId))
}

/** Returns the row after the event, with the sponsor it had; null when the event is not newer than the row. */
export const applyChallengeChange = (known: ChallengeRow | null, data: EventData<'challenge.changed'>): ChallengeRow | null => {
  if (known !== null && known.revision >= data.revision) return null
  return {
    _id: data.challengeId,
    revision: data.revision,
    clubId: data.clubId,
    isPublic: data.isPublic,
    title: data.title,
    startsAt: new Date(data.startsAtMs),
    endsAt: new Date(data.endsAtMs),
    cancelled: data.cancelled,
    metric: data.metric,
    changedAt: new Date(data.at),
    settlesAt: new Date(data.settlesAtMs),
    sponsorBrandId: known?.sponsorBrandId ?? null,
    ...(known?.sponsorEndedAt && { sponsorEndedAt: known.sponsorEndedAt }),
  }
}
