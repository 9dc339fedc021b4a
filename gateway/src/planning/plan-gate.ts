import { PlanTooSlow } from '@gruppetto/federation'
import { rateLimited, serviceUnavailable } from '@gruppetto/graph'
import { histogram } from '@gruppetto/runtime'
import { GraphQLError } from 'graphql'
import { LRUCache } from 'lru-cache'
import { tooComplex } from '../limits/too-complex.ts'

export interface PlanGateOptions {
  /** How many plans may wait in total. One caller may have a quarter of them. */
  readonly maxWaiting: number
  /** How long one plan may take, in wall-clock time. */
  readonly timeoutMs: number
}

/** Lets one operation after the other be planned, so that nobody's operations hold up those of the others. */
export interface PlanGate {
  /**
   * Runs `plan` when it is the caller's turn. Throws an API error when it takes too long or too many wait. Callers (`payer`) take turns. When all
   * places are taken, the caller who has most of them loses one to a caller who has fewer. A key whose plan took too long is later refused
   * without planning.
   */
  pass<Plan>(key: string, payer: string, plan: () => Promise<Plan>): Promise<Plan>
  /** Returns the number of plans made so far, for benchmarks and tests. */
  made(): number
  close(): void
}

const waits = histogram({
  name: 'gruppetto_plan_wait_seconds',
  meaning: 'How long an operation without a plan waits for the planner.',
  labels: {},
})

const planning = histogram({
  name: 'gruppetto_planning_seconds',
  meaning: 'How long the planner takes for a plan.',
  labels: {},
})

interface Job {
  readonly run: () => Promise<void>
  readonly refuse: (error: Error) => void
}

const REFUSED_KEPT = 1_000
const SHARE_OF_A_CALLER = 0.25

export const openPlanGate = ({ maxWaiting, timeoutMs }: PlanGateOptions): PlanGate => {
  const refused = new LRUCache<string, true>({ max: REFUSED_KEPT })
  /** The jobs of each caller. The first caller is next. */
  const waiting = new Map<string, Job[]>()
  const share = Math.max(1, Math.floor(maxWaiting * SHARE_OF_A_CALLER))
  let waitingCount = 0
  let plansMade = 0
  let isBusy = false
  let isClosed = false

  const tooSlow = (): GraphQLError => tooComplex('milliseconds of planning', timeoutMs + 1, timeoutMs)

  const next = (): Job | null => {
    const [turn] = waiting
    if (turn === undefined) return null
    const [payer, jobs] = turn
    const first = jobs.shift() ?? null
    waiting.delete(payer)
    if (jobs.length > 0) waiting.set(payer, jobs)
    if (first !== null) waitingCount -= 1
    return first
  }
  /** Refuses the last job of the caller who has most, if that is at least two more than `own`. Returns whether there is room then. */
  const makeRoom = (own: number): boolean => {
    let most: Job[] = []
    for (const jobs of waiting.values()) if (jobs.length > most.length) most = jobs
    if (most.length < own + 2) return false
    most.pop()?.refuse(rateLimited(1))
    waitingCount -= 1
    return true
  }
  const work = async (): Promise<void> => {
    if (isBusy) return
    isBusy = true
    for (let job = next(); job !== null; job = next()) await job.run()
    isBusy = false
  }
  const errorOf = (key: string, error: unknown): unknown => {
    if (!(error instanceof GraphQLError) || error.extensions.code !== 'QUERY_PLANNING_FAILED') return error
    if (error.originalError instanceof PlanTooSlow) {
      refused.set(key, true)
      return tooSlow()
    }
    return new Error(`planning failed: ${error.originalError?.message ?? error.message}`)
  }

  return {
    pass: (key, payer, plan) =>
      new Promise((resolve, reject) => {
        const own = waiting.get(payer) ?? []
        if (refused.has(key)) return reject(tooSlow())
        if (isClosed) return reject(serviceUnavailable('gateway'))
        if (own.length >= share) return reject(rateLimited(1))
        if (waitingCount >= maxWaiting && !makeRoom(own.length)) return reject(serviceUnavailable('gateway'))
        const askedMs = performance.now()
        const run = async (): Promise<void> => {
          if (refused.has(key)) return reject(tooSlow())
          const begunMs = performance.now()
          waits.observe({}, (begunMs - askedMs) / 1000)
          try {
            const made = await plan()
            planning.observe({}, (performance.now() - begunMs) / 1000)
            plansMade += 1
            resolve(made)
          } catch (error) {
            reject(errorOf(key, error))
          }
        }
        own.push({ run, refuse: reject })
        waiting.set(payer, own)
        waitingCount += 1
        void work()
      }),
    made: () => plansMade,
    close() {
      isClosed = true
      for (const jobs of waiting.values()) for (const job of jobs) job.refuse(serviceUnavailable('gateway'))
      waiting.clear()
      waitingCount = 0
    },
  }
}
