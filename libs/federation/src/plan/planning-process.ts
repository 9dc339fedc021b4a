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

export class TooManyWaiting extends Error {
  constructor() {
    super('too many operations wait for a plan')
    this.name = 'TooManyWaiting'
  }
}

/** Which planner is asked: the Rust one, or Apollo's. */
export type PlannerName = 'FIRST' | 'OTHER'

/** The planners of one supergraph. */
export interface PlanningProcess {
  /** Rejects when there is no plan, when too many wait for one, and when it takes too long. */
  plan(question: PlanQuestion, planner: PlannerName): Promise<QueryPlan>
  close(): void
}

interface Waiting {
  readonly supergraph: number
  readonly sdl: string
  readonly question: PlanQuestion
  readonly timeoutMs: number
  /** Whether it was given to a process that had died. */
  readonly isAgain?: boolean
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

let supergraphs = 0

/** The process of one planner, started when it is needed, and those who wait for it. It gets one question after the other, so the one that it died over is known. */
const openLine = (planner: PlannerName) => {
  const waiting: Waiting[] = []
  let asked: Waiting | null = null
  let child: ChildProcess | null = null
  /** The supergraphs that the process knows. */
  let known = new Set<number>()
  let patience: NodeJS.Timeout | undefined

  const settled = (): Waiting | null => {
    clearTimeout(patience)
    const done = asked
    asked = null
    return done
  }

  const start = (): ChildProcess => {
    const started = fork(entry, { execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
    known = new Set()
    started.on('message', ({ plan, other, failure = '' }: Reply) => {
      const done = settled()
      if (plan !== undefined) done?.resolve(plan)
      else if (other !== undefined) done?.resolve(planOfOther(other))
      else done?.reject(new Error(failure))
      work()
    })
    const ended = (reason: string): void => {
      if (child !== started) return
      child = null
      settled()?.reject(new Error(`the planner has died (${reason})`))
      work()
    }
    started.on('exit', (code, signal) => ended(String(signal ?? code)))
    // It could not be started.
    started.on('error', ({ message }) => ended(message))
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
    const current = asked
    const { supergraph, sdl, question, timeoutMs } = current
    busy.send({ supergraph, sdl: known.has(supergraph) ? null : sdl, byOther: planner === 'OTHER', ...question }, (error) => {
      // The process has died over the question before this one, which is not known here yet: the next one gets this.
      if (error === null || asked !== current) return
      settled()
      if (child === busy) child = null
      if (current.isAgain === true) current.reject(error)
      else waiting.unshift({ ...current, isAgain: true })
      work()
    })
    known.add(supergraph)
    patience = setTimeout(() => {
      settled()?.reject(new PlanTooSlow(timeoutMs))
      busy.kill('SIGKILL')
    }, timeoutMs)
  }

  return {
    add: (one: Waiting): void => {
      if (waiting.length >= MOST_WAITING) one.reject(new TooManyWaiting())
      else waiting.push(one)
      work()
    },
    forget: (supergraph: number): void => {
      if (known.delete(supergraph)) child?.send({ forget: supergraph }, () => {})
    },
  }
}

const lines: Readonly<Record<PlannerName, ReturnType<typeof openLine>>> = { FIRST: openLine('FIRST'), OTHER: openLine('OTHER') }

/**
 * Opens the planners of a supergraph. Each of the two has one other process for all planners of this one: the Rust planner panics over some valid
 * operations and takes its process with it, which no thread could hold, and Apollo's, which is slow, must not keep those waiting who do not need it.
 */
export const openPlanningProcess = (sdl: string, timeoutMs: number): PlanningProcess => {
  const supergraph = supergraphs++
  return {
    plan: (question, planner) =>
      new Promise((resolve, reject) => lines[planner].add({ supergraph, sdl, question, timeoutMs, resolve, reject })),
    close: () => {
      for (const line of Object.values(lines)) line.forget(supergraph)
    },
  }
}
