import type { FeatureContext } from '@gruppetto/features'
import type { Context } from '../context.ts'

/** Returns what feature flags may ask of the viewer. */
export const viewerFeatures = async ({ caller, recentContext }: Context, viewerId: string): Promise<FeatureContext> => {
  const known = await recentContext(viewerId)
  return caller.kind === 'athlete' ? { ...known, roles: caller.roles } : known
}
