import { API_SCOPES, conflict, newId, requireStaff, validInput } from '@gruppetto/graph'
import { isDuplicateKey } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import type { ApiKeyRow } from '../domain/api-key.ts'
import { type BrandRow, brandInput } from '../domain/brand.ts'
import { announceShown } from './announce-shown.ts'
import { newSecret } from './api-key-secret.ts'
import { recordPartnerAct } from './record-partner-act.ts'

export interface NewBrandResult {
  readonly brand: BrandRow
  readonly apiKey: ApiKeyRow
  /** Shown only in this answer. */
  readonly secret: string
}

/** Creates a brand with its first API key, in one transaction. */
export const createBrand = async (context: Context, input: unknown): Promise<NewBrandResult> => {
  const { caller, database, stores, runtime, origin } = context
  requireStaff(caller)
  const fields = validInput(brandInput, input)
  const createdAt = new Date(runtime.now())
  const brand: BrandRow = { _id: newId('Brand'), ...fields, createdAt }
  const { secret, ...hashed } = newSecret()
  const apiKey: ApiKeyRow = {
    _id: newId('ApiKey'),
    brandId: brand._id,
    name: brand.name,
    ...hashed,
    // The brand makes the keys for its programs from this one, with fewer scopes.
    scopes: API_SCOPES,
    createdAt,
    expiresAt: null,
    lastUsedAt: null,
    revokedAt: null,
  }
  const taken = () => conflict('A brand with this slug exists already.', 'BRAND_TAKEN')
  try {
    await database.transact(async (tx) => {
      if (await stores.brands.hasSlug(brand.slug, tx)) throw taken()
      await stores.brands.insert(brand, tx)
      announceShown(context, [brand._id], tx)
      await stores.apiKeys.insert(apiKey, tx)
      recordPartnerAct(context, { brandId: brand._id, act: 'BRAND_CREATED', subjectId: apiKey._id }, tx)
    }, origin)
  } catch (error) {
    throw isDuplicateKey(error) ? taken() : error
  }
  return { brand, apiKey, secret }
}
