import { badUserInput, isIdOf, notFound, requireStaff } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { type PartnerRef, partnerOf } from '../domain/partner.ts'

/**
 * The partner of the caller's API key, or of the brand that platform staff ask for. Null for athletes, who have no brand. Throws
 * FORBIDDEN when somebody else asks for a brand, and NOT_FOUND when there is no such brand.
 */
export const readPartner = async ({ caller, loaders }: Context, brandId: string | null): Promise<PartnerRef | null> => {
  if (caller.kind === 'partner') {
    if (brandId === null || brandId === caller.brandId) return caller
    throw badUserInput([{ path: 'brandId', message: 'is not the brand of this API key' }])
  }
  if (brandId === null) return null
  requireStaff(caller)
  const brand = isIdOf('Brand', brandId) ? await loaders.brand.load(brandId) : null
  if (brand === null) throw notFound('This brand')
  return partnerOf(caller, brand._id)
}
