// Node 20 does not run TypeScript by itself, and a thread does not inherit the loader of its parent (that of vitest for example).
// So the loader is registered here.
import { register } from 'tsx/esm/api'

register()
await import('./recording-thread.ts')
