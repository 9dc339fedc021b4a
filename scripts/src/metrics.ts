import { SUBGRAPH_NAMES } from '@gruppetto/graph'
import { type DeclaredMetric, declaredMetrics } from '@gruppetto/runtime'
import { loadCode } from './run.ts'

/** Returns the metrics that the processes of the platform have, in whatever role, by name. */
export const platformMetrics = async (): Promise<readonly DeclaredMetric[]> => {
  // A metric is declared in the module that measures it.
  await loadCode({ gateway: true, subgraphs: SUBGRAPH_NAMES, workers: SUBGRAPH_NAMES, lake: true })
  return declaredMetrics()
}
