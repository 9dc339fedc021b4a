export { type FeatureContext, featureContextOf } from './feature-context.ts'
export { type Feature, type Features, openFeatures } from './features.ts'
export type { SwitchKey, VariantKey } from './flags.ts'
export { keepContexts } from './recent-contexts.ts'
