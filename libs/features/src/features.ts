import { OpenFeature } from '@openfeature/server-sdk'
import { evaluationContextOf, type FeatureContext } from './feature-context.ts'
import { type FlagRuntime, openFlagFile } from './flag-file.ts'
import { FALLBACKS, type SwitchKey, type VariantKey } from './flags.ts'
import { flagFileProvider } from './provider.ts'

/** A flag as it was evaluated for an athlete. */
export interface Feature {
  readonly key: string
  /** Of a flag with several variants: whether it is another than `off`. */
  readonly enabled: boolean
  readonly variant: string | null
}

export interface Features {
  isOn(key: SwitchKey, who: FeatureContext): Promise<boolean>
  variantOf(key: VariantKey, who: FeatureContext): Promise<string>
  /** Evaluates every flag of the file, sorted by key. */
  all(who: FeatureContext): Promise<readonly Feature[]>
}

let opened = 0

const open = async (runtime: FlagRuntime): Promise<Features> => {
  const file = await openFlagFile(runtime)
  opened += 1
  // OpenFeature keeps its providers for the whole process; each runtime has a domain of its own.
  const domain = `gruppetto-${opened}`
  await OpenFeature.setProviderAndWait(domain, flagFileProvider(file))
  const client = OpenFeature.getClient(domain)
  return {
    isOn: (key, who) => client.getBooleanValue(key, FALLBACKS[key], evaluationContextOf(who)),
    variantOf: (key, who) => client.getStringValue(key, FALLBACKS[key], evaluationContextOf(who)),
    async all(who) {
      const flags = (await file.current()).resolveAll(evaluationContextOf(who))
      return flags
        .map(({ flagKey, value, variant = null }) => ({
          key: flagKey,
          enabled: value !== false && variant !== 'off',
          variant: variant ?? null,
        }))
        .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    },
  }
}

const byRuntime = new WeakMap<FlagRuntime, Promise<Features>>()

/** Opens the feature flags of a process. The subgraphs of one process share them. */
export const openFeatures = (runtime: FlagRuntime): Promise<Features> => {
  const known = byRuntime.get(runtime) ?? open(runtime)
  byRuntime.set(runtime, known)
  return known
}
