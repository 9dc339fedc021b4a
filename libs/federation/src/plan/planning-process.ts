import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { QueryPlan as OtherPlan } from '@apollo/query-planner'
import type { QueryPlan } from '@graphql-hive/router-query-planner'
import { planOfOther } from './other-plan.ts'

export interface PlanQuestion {
  readonly query: string
  readonly operationName: string | null
  readonly labels: readonly string[]
  readonly percentage: number
}

/** The operation takes longer to plan than it may. */
export class PlanTooSlow extends Error {
  constructor(ms: number) {
    super(`the plan took longer than ${ms} ms`)
    this.name = 'PlanTooSlow'
  }
}

/** The planner of one supergraph. */
export interface PlanningProcess {
  /** Rejects when there is no plan, when too many wait for one, and when it takes too long. */
  plan(question: PlanQuestion): Promise<QueryPlan>
  close(): void
}

interface Waiting {
  readonly supergraph: number
  readonly sdl: string
  readonly question: PlanQuestion
  /** Whether Apollo's planner is asked, since the first one has failed. */
  readonly byOther: boolean
  readonly timeoutMs: number
  readonly resolve: (plan: QueryPlan) => void
  readonly reject: (error: Error) => void
}
interface Reply {
  readonly plan?: QueryPlan
  readonly other?: OtherPlan
  readonly failure?: string
}

const MOST_WAITING = 64

const entry = fileURLToPath(new URL('./plan-child.mjs', import.meta.url))

const waiting: Waiting[] = []
let asked: Waiting | null = null
let child: ChildProcess | null = null
/** The supergraphs that the process knows. */
let known = new Set<number>()
let supergraphs = 0
let patience: NodeJS.Timeout | undefined

const settled = (): Waiting | null => {
  clearTimeout(patience)
  const done = asked
  asked = null
  return done
}

/** Asks Apollo's planner what the first one cannot plan, or died over. */
const failed = (done: Waiting | null, message: string): void => {
  if (done === null) return
  if (done.byOther) done.reject(new Error(message))
  else waiting.unshift({ ...done, byOther: true })
}

const start = (): ChildProcess => {
  const started = fork(entry, { execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  known = new Set()
  started.on('message', ({ plan, other, failure = '' }: Reply) => {
    const done = settled()
    if (plan?.node !== undefined && plan.node !== null) done?.resolve(plan)
    else if (other !== undefined) done?.resolve(planOfOther(other))
    else failed(done, failure)
    work()
  })
  started.on('exit', (code, signal) => {
    if (child !== started) return
    child = null
    failed(settled(), `the planner has died (${signal ?? code})`)
    work()
  })
  return started
}

const work = (): void => {
  if (asked !== null) return
  asked = waiting.shift() ?? null
  if (asked === null) {
    // A process that waits for nothing must not keep this one alive.
    child?.unref()
    child?.channel?.unref()
    return
  }
  child ??= start()
  const busy = child
  busy.ref()
  busy.channel?.ref()
  const { supergraph, sdl, byOther, question } = asked
  busy.send({ supergraph, sdl: known.has(supergraph) ? null : sdl, byOther, ...question })
  known.add(supergraph)
  const { timeoutMs } = asked
  patience = setTimeout(() => {
    settled()?.reject(new PlanTooSlow(timeoutMs))
    busy.kill('SIGKILL')
  }, timeoutMs)
}

/**
 * Opens a planner. All planners of this process are in one other process: the Rust planner panics over some valid operations and takes its
 * process with it, which no thread could hold. What it cannot plan is planned by Apollo's planner. It gets one question after the other,
 * so the one that it died over is known.
 */
export const openPlanningProcess = (sdl: string, timeoutMs: number): PlanningProcess => {
  const supergraph = supergraphs++
  return {
    plan: (question) =>
      new Promise((resolve, reject) => {
        if (waiting.length >= MOST_WAITING) return reject(new Error('too many operations wait for a plan'))
        waiting.push({ supergraph, sdl, question, byOther: false, timeoutMs, resolve, reject })
        work()
      }),
    close: () => {
      if (known.delete(supergraph)) child?.send({ forget: supergraph })
    },
  }
}
