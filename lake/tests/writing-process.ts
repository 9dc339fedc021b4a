import { loadConfig, openRuntime } from '@gruppetto/runtime'
import { openLake } from '../src/module.ts'

// A process that writes the lake. CRASH_AT ends it suddenly at one point.
const runtime = await openRuntime(loadConfig(process.env))
const lake = await openLake(runtime)
const writer = await lake.startWriter()
process.on(
  'SIGTERM',
  () =>
    void writer
      .stop()
      .then(() => runtime.close())
      .then(() => process.exit(0)),
)
