// Node 20 runs no TypeScript by itself, and a thread does not take over how its parent runs it (vitest's does not): so it is said here.
import { register } from 'tsx/esm/api'

register()
await import('./recording-thread.ts')
