import { clubs } from '@gruppetto/clubs'
import { openSubgraph } from '@gruppetto/graph'
import { loadConfig, openRuntime } from '@gruppetto/runtime'

// Runs the job that JOB names, in a process of its own, which ends at the place that CRASH_AT names.
const runtime = await openRuntime(loadConfig(process.env))
const { opened } = await openSubgraph(clubs, runtime)
await opened.jobs.find(({ name }) => name === process.env.JOB)?.run()
