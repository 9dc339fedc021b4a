import { runReplay } from '@gruppetto/activities'
import { loadConfig, openRuntime } from '@gruppetto/runtime'

// A replay of everything as a process of its own, which ends at the place that CRASH_AT names.
const runtime = await openRuntime(loadConfig(process.env))
const { signal } = new AbortController()
await runReplay(runtime, { athleteId: null, force: false, rate: 1000, signal, report: () => undefined })
await runtime.close()
