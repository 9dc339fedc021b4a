import { z } from 'zod'
import { defineEvent, id, instantMs } from '../define.ts'

/** A challenge has a sponsor from now on. */
export const sponsorshipAgreed = defineEvent('sponsorship.agreed', 1, { challengeId: id, brandId: id, at: instantMs })

/** Someone followed an affiliate link to the shop. */
export const productClicked = defineEvent('product.clicked', 1, {
  productId: id,
  brandId: id,
  athleteId: id.nullable(),
  clickId: z.string(),
  at: instantMs,
})
