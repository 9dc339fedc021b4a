import { badUserInput, isIdOf, notFound, requireStaff } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import type { PartnerRef } from '../domain/partner.ts'

/**
 * The partner that an API key speaks for, or the one that platform staff name. Null for athletes, who have no brand. Throws FORBIDDEN to who
 * names a brand and is not staff, NOT_FOUND for what is no brand.
 */
export const partnerOf = async (brandId: string | null, { caller, loaders }: Context): Promise<PartnerRef | null> => {
  if (caller.kind === 'partner') {
    if (brandId === null || brandId === caller.brandId) return caller
    throw badUserInput([{ path: 'brandId', message: 'is not the brand of this API key' }])
  }
  if (brandId === null) return null
  requireStaff(caller)
  const brand = isIdOf('Brand', brandId) ? await loaders.brand.load(brandId) : null
  if (brand === null) throw notFound('This brand')
  return { brandId: brand._id, scopes: [] }
}
