export {
  type Engine,
  type EngineOptions,
  type EngineResult,
  type ExecutionRequest,
  openEngine,
  type PreparedOperation,
} from './engine.ts'
export type { SubgraphAnswer, SubgraphCall, SubgraphCaller, SubgraphOperation } from './subgraph.ts'
