import type { EvaluationContext, JsonValue, Provider } from '@openfeature/server-sdk'
import type { FlagFile } from './flag-file.ts'

/** Makes the OpenFeature provider that evaluates flags from a file. A flagd server can take its place. */
export const flagFileProvider = (file: FlagFile): Provider => ({
  metadata: { name: 'gruppetto-flag-file' },
  runsOn: 'server',
  async resolveBooleanEvaluation(key: string, fallback: boolean, context: EvaluationContext) {
    return (await file.current()).resolveBooleanEvaluation(key, fallback, context)
  },
  async resolveStringEvaluation(key: string, fallback: string, context: EvaluationContext) {
    return (await file.current()).resolveStringEvaluation(key, fallback, context)
  },
  async resolveNumberEvaluation(key: string, fallback: number, context: EvaluationContext) {
    return (await file.current()).resolveNumberEvaluation(key, fallback, context)
  },
  async resolveObjectEvaluation<T extends JsonValue>(key: string, fallback: T, context: EvaluationContext) {
    return (await file.current()).resolveObjectEvaluation(key, fallback, context)
  },
})
