export { type Breaker, type BreakerState, LeftAlone, openBreaker } from './breaker.ts'
export {
  type Engine,
  type EngineOptions,
  type EngineResult,
  type ExecutionRequest,
  type InTurn,
  openEngine,
  type PreparedOperation,
} from './engine.ts'
export { type Fragments, fragmentsOf } from './fragments.ts'
export { PlanTooSlow } from './plan/planning-process.ts'
export { publicSchemaOf } from './schema/public-schema.ts'
export type { SubgraphAnswer, SubgraphCall, SubgraphCaller, SubgraphOperation } from './subgraph.ts'
export { whenAborted } from './when-aborted.ts'
