import { SUBGRAPH_NAMES } from '@gruppetto/graph'
import type { Database, Runtime } from '@gruppetto/runtime'
import { loadModule } from './generated/modules.ts'

/** Opens the databases of all subgraphs, with their collections, and runs none of their workers. The runtime closes them. */
export const openDatabases = async (runtime: Runtime): Promise<readonly Database[]> => {
  const databases: Database[] = []
  for (const name of SUBGRAPH_NAMES) databases.push((await (await loadModule[name]()).open(runtime)).database)
  return databases
}
