import { lineText } from '@gruppetto/graph'
import { z } from 'zod'
import { type ChallengeRow, statusOf } from './challenge.ts'
import { isPublicUrl, PUBLIC_URL_EXPECTED } from './web-url.ts'

export interface SponsorshipRow {
  /** The challenge's id, so that a challenge has at most one sponsor. */
  readonly _id: string
  readonly brandId: string
  readonly prize: string | null
  readonly termsUrl: string | null
  readonly offerCode: string | null
  readonly productId: string | null
  readonly agreedAt: Date
}

const optionalText = (most: number) =>
  lineText(0, most)
    .nullish()
    .transform((text) => text || null)

export const sponsorInput = z.object({
  challengeId: z.string(),
  brandId: z
    .string()
    .nullish()
    .transform((id) => id ?? null),
  prize: optionalText(300),
  termsUrl: z
    .string()
    .refine(isPublicUrl, PUBLIC_URL_EXPECTED)
    .nullish()
    .transform((url) => url ?? null),
  offerCode: optionalText(60),
  productId: z
    .string()
    .nullish()
    .transform((id) => id ?? null),
})

export type Refusal = 'NO_CHALLENGE' | 'CANCELLED' | 'ENDED' | 'SPONSORED'

/** Returns why a challenge cannot be sponsored now; null when it can. */
export const refusalOf = (challenge: ChallengeRow | null, sponsorship: SponsorshipRow | null, nowMs: number): Refusal | null => {
  if (challenge === null) return 'NO_CHALLENGE'
  const status = statusOf(challenge, nowMs)
  if (status === 'CANCELLED' || status === 'ENDED') return status
  return sponsorship === null ? null : 'SPONSORED'
}
