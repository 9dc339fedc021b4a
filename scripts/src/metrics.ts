import { SUBGRAPH_NAMES } from '@gruppetto/graph'
import { type DeclaredMetric, declaredMetrics } from '@gruppetto/runtime'
import { loadCode } from './run.ts'

/** Returns the metrics that the processes of the platform have, in whatever role, by name. */
export const platformMetrics = async (): Promise<readonly DeclaredMetric[]> => {
  // A metric is declared in the module that measures it.
  await loadCode({ gateway: true, subgraphs: SUBGRAPH_NAMES, workers: SUBGRAPH_NAMES, lake: true })
  // A process that measures the platform may have metrics of its own; they have another prefix.
  return declaredMetrics().filter(({ name }) => name.startsWith('gruppetto_'))
}
