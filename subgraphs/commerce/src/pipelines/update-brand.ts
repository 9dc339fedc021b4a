import { notFound, validInput } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { type BrandRow, updateBrandInput } from '../domain/brand.ts'
import { announceShown } from './announce-shown.ts'
import { namesOf, recordPartnerAct } from './record-partner-act.ts'
import { requireScope } from './require-scope.ts'

/** Changes what the input names of a brand. Open pages of its boards show it within seconds. */
export const updateBrand = async (context: Context, input: unknown): Promise<BrandRow> => {
  const { database, stores, origin } = context
  const { brandId, ...change } = validInput(updateBrandInput, input)
  const id = requireScope(context, brandId ?? null, 'CAMPAIGN_WRITE')
  return database.transact(async (tx) => {
    const brand = await stores.brands.change(id, change, tx)
    if (brand === null) throw notFound('This brand')
    announceShown(context, [id], tx)
    recordPartnerAct(context, { brandId: id, act: 'BRAND_CHANGED', subjectId: id, note: namesOf(change) }, tx)
    return brand
  }, origin)
}
