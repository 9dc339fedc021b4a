import { readFileSync } from 'node:fs'

/** The tables of features that models are trained with. */
export const FEATURE_TABLES = ['nudge', 'propulsion', 'reminder-hour', 'suggested-athletes', 'suggested-products'] as const
export type FeatureTable = (typeof FEATURE_TABLES)[number]

/** Returns the SQL of a table of features: what was known in a moment, and nothing of what came after it. */
export const featuresSql = (name: FeatureTable): string =>
  readFileSync(new URL(`./features/${name}.sql`, import.meta.url), 'utf8')
