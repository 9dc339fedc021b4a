import { type Logger, pino } from 'pino'
import type { Config } from './config.ts'
import type { Origin } from './types.ts'

/** Opens the structured log of the process: JSON lines on standard output. */
export const openLog = (config: Pick<Config, 'logLevel' | 'run'>): Logger =>
  pino({
    level: config.logLevel,
    base: { run: config.run },
    redact: ['password', '*.password', 'token', '*.token', 'headers.authorization', '*.headers.authorization'],
  })

/** Returns the trace id inside a `traceparent`, or null. */
export const traceIdOf = (traceparent: string | null): string | null => traceparent?.split('-')[1] ?? null

/** Returns a log whose lines carry the actor and the trace id of the work. */
export const logOf = (log: Logger, origin: Origin, more: Readonly<Record<string, unknown>> = {}): Logger =>
  log.child({ actor: origin.actor, traceId: traceIdOf(origin.traceparent), ...more })
