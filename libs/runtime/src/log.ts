import { type Logger, pino } from 'pino'
import type { Config } from './config.ts'
import type { Origin } from './types.ts'

/** The process's structured log, JSON lines on standard output. */
export const openLog = (config: Pick<Config, 'logLevel' | 'run'>): Logger =>
  pino({
    level: config.logLevel,
    base: { run: config.run },
    redact: ['password', '*.password', 'token', '*.token', 'headers.authorization', '*.headers.authorization'],
  })

/** The trace id inside a `traceparent`, or null. */
export const traceIdOf = (traceparent: string | null): string | null => traceparent?.split('-')[1] ?? null

/** A log whose lines name who caused the work and the trace it belongs to. */
export const logOf = (log: Logger, origin: Origin, more: Readonly<Record<string, unknown>> = {}): Logger =>
  log.child({ actor: origin.actor, traceId: traceIdOf(origin.traceparent), ...more })
