import { type Feature, featureContextOf } from '@gruppetto/features'
import type { Context } from '../context.ts'
import { personaOf } from '../domain/account.ts'
import type { ViewerRef } from '../domain/viewer-ref.ts'
import { requireAccount } from './viewer.ts'

/** Evaluates all feature flags for the viewer. */
export const readFeatures = async (context: Context, viewer: ViewerRef): Promise<readonly Feature[]> => {
  const account = await requireAccount(context, viewer)
  const isPremium = await context.loaders.isPremium.load(viewer.id)
  const known = { persona: personaOf(account), country: account.country }
  return context.features.all(featureContextOf(viewer.id, known, { isPremium, roles: account.roles }))
}

/** Whether a feature is on for the viewer. A key that no flag has is off. */
export const hasFeature = async (context: Context, viewer: ViewerRef, key: string): Promise<boolean> =>
  (await readFeatures(context, viewer)).some((feature) => feature.key === key && feature.enabled)
