import { setTimeout as sleep } from 'node:timers/promises'
import { MEASURE_VERSION } from '@gruppetto/recordings'
import { SYSTEM } from '@gruppetto/runtime'
import { BEGINNING, type Place } from '../domain/recalculation.ts'
import { advanceReplay, beginReplay, type ReplayChoice } from '../domain/replay.ts'
import type { Services } from '../services.ts'
import { recountExplored } from './count-explored.ts'
import { type MeasureLeg, openOriginalMeasurer } from './measure-original.ts'
import { remeasureActivity } from './remeasure-activity.ts'

export interface ReplayOptions {
  /** Null for all athletes. */
  readonly athleteId: string | null
  /** Also measures activities that the present code has measured already. */
  readonly force: boolean
  /** The highest number of activities a second. */
  readonly rate: number
  /** Stops the replay after the current activity. */
  readonly signal: AbortSignal
  /** Prints a line for the person who runs it. */
  readonly report: (line: string) => void
}

export interface ReplaySummary {
  readonly athletes: number
  readonly measured: number
  /** How many of the measured activities have another distance, time or place than before. */
  readonly changed: number
  readonly unchanged: number
  readonly isComplete: boolean
}

const PAGE = 100

interface Run extends ReplayOptions {
  readonly choice: ReplayChoice
  readonly measureLeg: MeasureLeg
  readonly waitForTurn: () => Promise<void>
  readonly counts: { athletes: number; measured: number; changed: number; unchanged: number }
}

/** Limits the rate. It does not catch up after a slow activity, and does not wait once the replay is stopped. */
const openRateLimit = ({ rate, signal }: ReplayOptions): (() => Promise<void>) => {
  let nextMs = 0
  return async () => {
    const nowMs = performance.now()
    if (nextMs > nowMs) await sleep(nextMs - nowMs, undefined, { signal }).catch(() => undefined)
    nextMs = Math.max(nowMs, nextMs) + 1000 / rate
  }
}

/** Counts anew what the athlete has explored, and emits the event after which the days are summed up again. */
const finish = (services: Services, athleteId: string): Promise<void> => {
  const { database, stores, runtime } = services
  return database.transact(async (tx) => {
    const row = await stores.replays.get(athleteId, tx)
    if (row === null) return
    await stores.replays.remove(athleteId, tx)
    await recountExplored(services, athleteId, tx)
    if (row.sinceDay !== null) tx.emit('training.recalculated', { athleteId, sinceDay: row.sinceDay, at: runtime.now() })
  }, SYSTEM)
}

const replayOne = async (services: Services, athleteId: string, activityId: string, run: Run): Promise<void> => {
  const { stores, database, runtime } = services
  const outcome = await remeasureActivity(services, activityId, run.measureLeg)
  if (outcome.kind === 'MEASURED') {
    run.counts.measured += 1
    if (outcome.hasChanged) run.counts.changed += 1
    return
  }
  if (outcome.kind === 'UNCHANGED') {
    run.counts.unchanged += 1
    run.report(`${activityId} of ${athleteId} stays as it was: ${outcome.reason}`)
  }
  await database.transact(async (tx) => {
    const row = await stores.replays.get(athleteId, tx)
    if (row !== null) await stores.replays.put(advanceReplay(row, null, runtime.now()), tx)
  }, SYSTEM)
}

const replayAthlete = async (services: Services, athleteId: string, run: Run): Promise<void> => {
  const { stores, database, runtime } = services
  const total = await stores.activities.countToReplay(athleteId, run.choice)
  if (total > 0)
    await database.transact(async (tx) => {
      const row = await stores.replays.get(athleteId, tx)
      await stores.replays.put(beginReplay(row, athleteId, total, runtime.now()), tx)
    }, SYSTEM)
  for (let place: Place | null = BEGINNING; place !== null && !run.signal.aborted; ) {
    const page: readonly Place[] = await stores.activities.toReplay(athleteId, run.choice, place, PAGE)
    for (const { id } of page) {
      await run.waitForTurn()
      if (run.signal.aborted) return
      await replayOne(services, athleteId, id, run)
    }
    place = page.length < PAGE ? null : (page.at(-1) ?? null)
  }
  if (run.signal.aborted) return
  await finish(services, athleteId)
  if (total > 0) run.counts.athletes += 1
}

const replayAll = async (services: Services, run: Run): Promise<void> => {
  const { stores } = services
  for (let athleteId = await stores.activities.nextToReplay(run.choice, ''); athleteId !== null; ) {
    await replayAthlete(services, athleteId, run)
    if (run.signal.aborted) return
    athleteId = await stores.activities.nextToReplay(run.choice, athleteId)
  }
  // Finishes athletes whose replay was interrupted after their last activity.
  for (const { _id } of await stores.replays.open(PAGE)) await finish(services, _id)
}

/**
 * Measures activities again from their originals, athlete by athlete, the oldest first. After an interruption it is simply started again,
 * since activities that have been measured are not selected any more.
 */
export const replay = async (services: Services, options: ReplayOptions): Promise<ReplaySummary> => {
  const { athleteId, force } = options
  const scope = athleteId ?? 'all'
  const choice: ReplayChoice = force
    ? { kind: 'SINCE', sinceMs: (await services.stores.replays.beginForced(scope, new Date(services.runtime.now()))).getTime() }
    : { kind: 'OLDER', version: MEASURE_VERSION }
  const counts = { athletes: 0, measured: 0, changed: 0, unchanged: 0 }
  const run: Run = { ...options, choice, counts, measureLeg: openOriginalMeasurer(services), waitForTurn: openRateLimit(options) }
  if (athleteId === null) await replayAll(services, run)
  else await replayAthlete(services, athleteId, run)
  const isComplete = !options.signal.aborted
  if (isComplete && force) await services.stores.replays.endForced(scope)
  return { ...counts, isComplete }
}
