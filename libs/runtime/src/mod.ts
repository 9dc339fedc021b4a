export { backoffMs } from './backoff.ts'
export { type Bus, openBus } from './bus/bus.ts'
export { type DeadLetter, deadLetter, deadLetters, replayDeadLetter } from './bus/dead-letters.ts'
export { eventId } from './bus/event-id.ts'
export { type Config, DEMO_BEGUN, isLoopback, loadConfig, printableConfig, type S3Config } from './config.ts'
export { crashPoint } from './crash-points.ts'
export { ConfigError, type Environment, flag, readEnvironment } from './environment.ts'
export { type HttpServer, type HttpServerOptions, serveHttp } from './http/http-server.ts'
export { networkOf } from './http/network-of.ts'
export { plainQuery } from './http/plain-query.ts'
export { type Lifecycle, openLifecycle, stopOnSignals } from './lifecycle.ts'
export { logOf, openLog, traceIdOf } from './log.ts'
export { behind } from './mongo/behind.ts'
export { type Collection, collection, type TimeSeries, timeSeries } from './mongo/collection.ts'
export { type Fields, RowError } from './mongo/fields.ts'
export { isDuplicateKey, isWriteConflict, retryOnDuplicateKey } from './mongo/mongo-errors.ts'
export type { Reads, Where } from './mongo/reads.ts'
export { replaceRevision } from './mongo/replace-revision.ts'
export { OutcomeUnknownError } from './mongo/transact.ts'
export type { Change, RowWrite } from './mongo/writes.ts'
export { objectRoutes } from './objects/object-routes.ts'
export { SYSTEM } from './origin.ts'
export { isOutage } from './outages.ts'
export { type CountedWindow, type Counter, openCounter } from './redis/counted-windows.ts'
export { type AskRedis, patiently } from './redis/patiently.ts'
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
export type * from './types.ts'
export { within } from './within.ts'
export { defineWorker, RejectEvent, RetryEvent } from './workers/define-worker.ts'
