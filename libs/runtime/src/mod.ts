export { backoffMs } from './backoff.ts'
export { type Bus, openBus } from './bus/bus.ts'
export { publishDeadLetter, publishUnknown } from './bus/dead-letter.ts'
export { type DeadLetter, deadLetter, deadLetters, replayDeadLetter } from './bus/dead-letters.ts'
export { eventId, eventMsOf } from './bus/event-id.ts'
export { makeRoom, streamFill } from './bus/keep-room.ts'
export { purgeMessages } from './bus/purge-messages.ts'
export { messagesOf, putMessage } from './bus/stream-messages.ts'
export { addWorkerConsumer, hasConsumer } from './bus/worker-consumers.ts'
export { type Config, DEMO_BEGUN, isLoopback, loadConfig, printableConfig, type S3Config, SETTINGS } from './config.ts'
export { crashPoint } from './crash-points.ts'
export { ConfigError, type Environment, flag, readEnvironment, variablesOf } from './environment.ts'
export { freePort } from './free-port.ts'
export { encodingFor } from './http/encoding-for.ts'
export { type HttpServer, type HttpServerOptions, serveHttp } from './http/http-server.ts'
export { knowsTag } from './http/if-none-match.ts'
export { networkOf } from './http/network-of.ts'
export { plainQuery } from './http/plain-query.ts'
export { openPublicRequests, type PublicAnswer, type PublicRequests, RefusedAddressError } from './http/public-requests.ts'
export { REQUEST_ID_HEADER } from './http/request-id.ts'
export { type MetricsServer, serveMetrics } from './http/serve-metrics.ts'
export { type Lanes, openLanes } from './lanes.ts'
export { type Lifecycle, openLifecycle, STEP_MS, stopOnSignals } from './lifecycle.ts'
export { logOf, openLog, traceIdOf } from './log.ts'
export {
  beforeScrape,
  counter,
  type DeclaredMetric,
  declaredMetrics,
  gauge,
  hasMetrics,
  histogram,
  scrape,
  switchMetricsOn,
} from './metrics.ts'
export { type AnyAthletesOf, type AthletesOf, type Exported, fieldsOfAthletes } from './mongo/athletes-of.ts'
export { behind } from './mongo/behind.ts'
export { type Collection, collection, type TimeSeries, timeSeries } from './mongo/collection.ts'
export { eraseRows } from './mongo/erase-rows.ts'
export { type ExportedTable, exportedTables } from './mongo/export-rows.ts'
export { type Fields, RowError, rowCheck } from './mongo/fields.ts'
export { halfRestored } from './mongo/half-restored.ts'
export {
  ExpandFirstError,
  type MigrationPhase,
  type MigrationState,
  migrationStates,
  runMigrations,
} from './mongo/migrations.ts'
export { isDuplicateKey, isWriteConflict, retryOnDuplicateKey } from './mongo/mongo-errors.ts'
export { inPortions, portions } from './mongo/portions.ts'
export type { Reads, Where } from './mongo/reads.ts'
export { replaceRevision } from './mongo/replace-revision.ts'
export { type Aside, type AsideHook, type AsideHooks, openAside } from './mongo/set-aside.ts'
export { NoClusterError, type ShardResult, shardCollections } from './mongo/shard.ts'
export { ShardKeyError } from './mongo/shard-key.ts'
export { OutcomeUnknownError } from './mongo/transact.ts'
export type { Change, RowWrite } from './mongo/writes.ts'
export { pictureSignedAtMs } from './objects/cache-control.ts'
export { objectRoutes } from './objects/object-routes.ts'
export { openObjectStore } from './objects/open.ts'
export { LostDatabaseError } from './open-database.ts'
export { SYSTEM } from './origin.ts'
export { isOutage } from './outages.ts'
export { isMarkOfGone, processMark } from './process-birth.ts'
export { refusalOfUrl } from './public-addresses.ts'
export { openRecent, type Recent } from './recent.ts'
export {
  type BoardChange,
  type BoardKey,
  type BoardRanks,
  openBoardRanks,
  type RankChange,
} from './redis/board-ranks.ts'
export { type CountedWindow, type Counter, openCounter } from './redis/counted-windows.ts'
export { eraseKeys } from './redis/erase-keys.ts'
export { type Groups, openGroups } from './redis/groups.ts'
export { type AskRedis, patiently } from './redis/patiently.ts'
export { openRanks, type Ranking, type Ranks } from './redis/ranks.ts'
export { openRedis, primariesOf, type RedisConnection } from './redis/redis.ts'
export { openServerRuns, type ServerRuns } from './redis/server-runs.ts'
export { openTurns, type Turns } from './redis/turns.ts'
export { openRuntime, type RuntimeOverrides } from './runtime.ts'
export { DataInUseError } from './servers/data-lock.ts'
export {
  type EnsureOptions,
  ensureServers,
  installServers,
  NoServerError,
  redisProgram,
  runningServers,
  type Servers,
} from './servers/ensure-servers.ts'
export { isAlive } from './servers/processes.ts'
export { telling } from './telling.ts'
export { type Throttle, throttle } from './throttle.ts'
export {
  beginSpan,
  beginTrace,
  hasTraces,
  newTraceparent,
  openTraces,
  recordedTraceparent,
  type Span,
  type Trace,
} from './traces.ts'
export type * from './types.ts'
export { within } from './within.ts'
export { defineWorker, RejectEvent, RetryEvent } from './workers/define-worker.ts'
export { openStreamReader, type StreamMessage, type StreamReader, streamState } from './workers/stream-reader.ts'
export { watchUnknown } from './workers/unknown-events.ts'
export { watchConsumers } from './workers/worker-figures.ts'
