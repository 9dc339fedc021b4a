import { optionalLine } from '@gruppetto/graph'
import { z } from 'zod'
import { type ChallengeRow, statusOf } from './challenge.ts'
import { optionalId } from './optional-id.ts'
import { optionalUrl } from './web-url.ts'

/** That few codes are left, or none. */
export type CodesTold = 'LOW' | 'OUT'

export interface SponsorshipRow {
  /** The challenge's id, so that a challenge has at most one sponsor. */
  readonly _id: string
  readonly brandId: string
  readonly prize: string | null
  readonly termsUrl: string | null
  readonly offerCode: string | null
  readonly productId: string | null
  readonly agreedAt: Date
  /** Whether the board may be embedded in other sites. Absent or null: if everybody sees the challenge. */
  readonly embed?: boolean | null
  /** How many codes of its own the brand has added for those who complete the challenge. */
  readonly codesAdded?: number
  /** When somebody completed the challenge and no code was left, the last time. */
  readonly codesRanOutAt?: Date
  /** What the brand was told of its codes since it added some. Absent or null: nothing. */
  readonly codesTold?: CodesTold | null
  /** Since then the brand sees nothing of the challenge any more. Absent while it sponsors it. */
  readonly endedAt?: Date
}

export const sponsorInput = z.object({
  challengeId: z.string(),
  brandId: optionalId,
  prize: optionalLine(300),
  termsUrl: optionalUrl,
  offerCode: optionalLine(60),
  productId: optionalId,
})

/** Of the fields that are there: null takes away what the sponsorship may be without. */
export const updateSponsorshipInput = z.object({
  challengeId: z.string(),
  prize: optionalLine(300).optional(),
  termsUrl: optionalUrl.optional(),
  offerCode: optionalLine(60).optional(),
  embed: z.boolean().nullable().optional(),
})

export type SponsorshipChange = Omit<z.output<typeof updateSponsorshipInput>, 'challengeId'>

export type Refusal = 'NO_CHALLENGE' | 'CANCELLED' | 'ENDED' | 'SPONSORED' | 'SPONSOR_ENDED'

/** Returns why a challenge cannot be sponsored now; null when it can. */
export const refusalOf = (challenge: ChallengeRow | null, sponsorship: SponsorshipRow | null, nowMs: number): Refusal | null => {
  if (challenge === null) return 'NO_CHALLENGE'
  const status = statusOf(challenge, nowMs)
  if (status === 'CANCELLED' || status === 'ENDED') return status
  if (challenge.sponsorEndedAt !== undefined) return 'SPONSOR_ENDED'
  return sponsorship === null ? null : 'SPONSORED'
}

/** Whether the board is shown to everybody, on other sites: if everybody sees the challenge, unless the brand has said otherwise. */
export const isEmbedded = (sponsorship: Pick<SponsorshipRow, 'embed'>, challenge: Pick<ChallengeRow, 'isPublic'>): boolean =>
  sponsorship.embed ?? challenge.isPublic
