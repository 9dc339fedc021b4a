import { activities } from '@gruppetto/activities'
import { openSubgraph } from '@gruppetto/graph'
import { loadConfig, openRuntime } from '@gruppetto/runtime'

// The subgraph with its workers as a process of its own, which ends at the place that CRASH_AT names.
const runtime = await openRuntime(loadConfig(process.env))
const { opened } = await openSubgraph(activities, runtime)
await runtime.startWorkers(opened.database, opened.workers)
