export { type FeatureContext, featureContextOf } from './feature-context.ts'
export { type Feature, type Features, openFeatures } from './features.ts'
export { FALLBACKS, SWITCHES, type SwitchKey, type VariantKey } from './flags.ts'
export { keepContexts } from './recent-contexts.ts'
