export { backoffMs } from './backoff.ts'
export { behind } from './behind.ts'
export { type Bus, openBus } from './bus.ts'
export { type Config, DEMO_BEGUN, isLoopback, loadConfig, printableConfig, type S3Config } from './config.ts'
export { type CountedWindow, type Counter, openCounter } from './counted-windows.ts'
export { crashPoint } from './crash-points.ts'
export { type DeadLetter, deadLetter, deadLetters, replayDeadLetter } from './dead-letters.ts'
export { defineWorker, RejectEvent, RetryEvent } from './define-worker.ts'
export { ConfigError, type Environment, flag, readEnvironment } from './environment.ts'
export { eventId } from './event-ids.ts'
export { type HttpServer, type HttpServerOptions, serveHttp } from './http-server.ts'
export { type Lifecycle, openLifecycle, stopOnSignals } from './lifecycle.ts'
export { logOf, openLog, traceIdOf } from './log.ts'
export { isDuplicateKey, isWriteConflict, retryOnDuplicateKey } from './mongo-errors.ts'
export { networkOf } from './network-of.ts'
export { objectRoutes } from './objects/object-routes.ts'
export { SYSTEM } from './origin.ts'
export { isOutage } from './outages.ts'
export { type AskRedis, patiently } from './patiently.ts'
export { plainQuery } from './plain-query.ts'
export { readRows, type Where } from './read-rows.ts'
export { openRuntime, type RuntimeOverrides } from './runtime.ts'
export { DataInUseError } from './servers/data-lock.ts'
export {
  type EnsureOptions,
  ensureServers,
  installServers,
  NoServerError,
  runningServers,
  type Servers,
} from './servers/ensure-servers.ts'
export { type Throttle, throttle } from './throttle.ts'
export { OutcomeUnknownError } from './transact.ts'
export type * from './types.ts'
export { type WholeRows, wholeRows } from './whole-rows.ts'
export { within } from './within.ts'
