import type { Origin } from './types.ts'

/** The origin of a change that the platform makes by itself. */
export const SYSTEM: Origin = { actor: null, traceparent: null }
