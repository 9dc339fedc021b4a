import { Worker } from 'node:worker_threads'
import type { QueryPlan } from '@apollo/query-planner'
import { rateLimited, serviceUnavailable } from '@gruppetto/graph'
import { type DocumentNode, GraphQLError } from 'graphql'
import { LRUCache } from 'lru-cache'
import { tooComplex } from '../limits/too-complex.ts'

export interface PlanRequest {
  readonly document: DocumentNode
  readonly operationName: string | null
}
/** A plan, and its size as JSON for the cache. */
export interface SizedPlan {
  readonly plan: QueryPlan
  readonly size: number
}
export type PlanReply =
  | { readonly kind: 'ready' }
  | ({ readonly kind: 'plan' } & SizedPlan)
  | { readonly kind: 'failure'; readonly message: string }

export interface PlanPoolOptions {
  readonly supergraphSdl: string
  /** How many plans may wait in total. One caller may have a tenth of them. */
  readonly maxWaiting: number
  /** How long one plan may take, in wall-clock time. */
  readonly timeoutMs: number
}

/** Plans operations on a separate thread, so that an expensive one does not block the others. */
export interface PlanPool {
  /** Plans an operation. Throws an API error when it takes too long or too many wait. Callers (`payer`) take turns. */
  plan(key: string, request: PlanRequest, payer: string): Promise<SizedPlan>
  /** Returns the number of plans made so far, for benchmarks and tests. */
  made(): number
  close(): Promise<void>
}

interface Job {
  readonly key: string
  readonly request: PlanRequest
  readonly payer: string
  readonly resolve: (plan: SizedPlan) => void
  readonly reject: (error: Error) => void
}

const entry = new URL('./plan-thread.mjs', import.meta.url)
const MAX_HEAP_MEGABYTES = 512
const REFUSED_KEPT = 1_000
const SHARE_OF_A_CALLER = 0.1

/** Converts an error of the planner. The planner has its own limits. */
const toPlanError = (message: string): Error =>
  /exceeds limit/i.test(message)
    ? new GraphQLError(message, { extensions: { code: 'QUERY_TOO_COMPLEX' } })
    : new Error(`planning failed: ${message}`)

const tooSlow = (timeoutMs: number): GraphQLError => tooComplex('milliseconds of planning', timeoutMs + 1, timeoutMs)

/**
 * Opens one thread with its own planner. The waiting callers take turns, one plan each. A thread that dies or exceeds the time is
 * replaced; its operation is refused, and later refused again without planning.
 */
export const openPlanPool = ({ supergraphSdl, maxWaiting, timeoutMs }: PlanPoolOptions): PlanPool => {
  const refused = new LRUCache<string, true>({ max: REFUSED_KEPT })
  const underWay = new Map<string, Promise<SizedPlan>>()
  /** The jobs of each caller. The first caller is next. */
  const waiting = new Map<string, Job[]>()
  const share = Math.max(1, Math.floor(maxWaiting * SHARE_OF_A_CALLER))
  let waitingCount = 0
  let plansMade = 0
  let isClosed = false
  let job: Job | null = null
  let timer: NodeJS.Timeout | undefined
  let thread: Worker | null = null
  let isReady = false
  let died: Error | null = null

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
  const start = (): Worker => {
    const started = new Worker(entry, {
      execArgv: [],
      workerData: supergraphSdl,
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MEGABYTES },
    })
    isReady = false
    // The thread must not keep the process alive.
    started.unref()
    started.on('message', (reply: PlanReply) => {
      isReady = true
      clearTimeout(timer)
      const done = job
      job = null
      if (reply.kind === 'plan') {
        plansMade += 1
        done?.resolve(reply)
      } else if (reply.kind === 'failure') done?.reject(toPlanError(reply.message))
      work()
    })
    // 'exit' always follows. Its handler settles the job that was running.
    started.on('error', (error) => {
      died = error
    })
    started.on('exit', () => {
      clearTimeout(timer)
      thread = null
      const lost = job
      job = null
      if (lost !== null && isClosed) lost.reject(serviceUnavailable('gateway'))
      else if (lost !== null) {
        refused.set(lost.key, true)
        lost.reject(tooSlow(timeoutMs))
      }
      // A thread that did not even start would probably fail again. So the waiting jobs fail, and the next request starts a new thread.
      if (isReady) work()
      else for (let each = next(); each !== null; each = next()) each.reject(died ?? new Error('the planner did not start'))
    })
    return started
  }
  const work = (): void => {
    if (job !== null || isClosed || waitingCount === 0) return
    thread ??= start()
    if (!isReady) return
    job = next()
    if (job === null) return
    const busy = thread
    timer = setTimeout(() => void busy.terminate(), timeoutMs)
    busy.postMessage(job.request)
  }

  const plan = (key: string, request: PlanRequest, payer: string): Promise<SizedPlan> =>
    new Promise((resolve, reject) => {
      const own = waiting.get(payer) ?? []
      if (isClosed || waitingCount >= maxWaiting) return reject(serviceUnavailable('gateway'))
      if (own.length >= share) return reject(rateLimited(1))
      own.push({ key, request, payer, resolve, reject })
      waiting.set(payer, own)
      waitingCount += 1
      work()
    })

  thread = start()
  return {
    async plan(key, request, payer) {
      if (refused.has(key)) throw tooSlow(timeoutMs)
      const running =
        underWay.get(key) ??
        plan(key, request, payer).finally(() => {
          underWay.delete(key)
        })
      underWay.set(key, running)
      return running
    },
    made: () => plansMade,
    async close() {
      isClosed = true
      for (const jobs of waiting.values()) for (const each of jobs) each.reject(serviceUnavailable('gateway'))
      waiting.clear()
      await thread?.terminate()
    },
  }
}
