import { loadConfig, openRuntime } from '@gruppetto/runtime'
import { openLakeDesk } from '../src/module.ts'

// A process that compacts the lake and ends. CRASH_AT ends it suddenly at one point.
const runtime = await openRuntime(loadConfig(process.env))
const desk = await openLakeDesk(runtime)
await desk.compact()
await desk.close()
await runtime.close()
