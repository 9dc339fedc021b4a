import { z } from 'zod'
import { defineEvent, id, instantMs, revision } from '../define.ts'

/** A challenge has a sponsor from now on. */
export const sponsorshipAgreed = defineEvent('sponsorship.agreed', { challengeId: id, brandId: id, at: instantMs })

/** Somebody followed an affiliate link to the shop. */
export const productClicked = defineEvent('product.clicked', {
  productId: id,
  brandId: id,
  athleteId: id.nullable(),
  clickId: z.string(),
  at: instantMs,
})

/** What an athlete's plan allows from now on. Carries the whole state. */
export const entitlementChanged = defineEvent('entitlement.changed', {
  athleteId: id,
  revision,
  premium: z.boolean(),
  at: instantMs,
})

/** The platform has disabled a webhook of a brand, since nothing arrives there. */
export const webhookDisabled = defineEvent('webhook.disabled', {
  webhookId: id,
  brandId: id,
  url: z.string(),
  reason: z.enum(['FAILURES', 'GONE']),
  /** Who is told; null for nobody. */
  noticeEmail: z.string().nullable(),
  at: instantMs,
})
