import { execFileSync, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { bundled } from './bundled.ts'
import type { CrowdReply, CrowdRequest, Returned } from './crowd-messages.ts'
import { nextReply } from './next-reply.ts'

type Opening = Omit<Extract<CrowdRequest, { ask: 'open' }>, 'ask'>

/** Many websockets in a process of their own. */
export interface Crowd {
  /** Opens so many more. Resolves when all have subscribed. */
  open(how: Opening): Promise<void>
  /** Breaks all connections. */
  drop(): Promise<void>
  /** All come back within this time. Resolves when all have subscribed again. */
  comeBack(withinMs: number): Promise<Returned>
  /** How many are open. */
  count(): Promise<number>
  close(): void
}

const mostFilesOf = (pid: number): number =>
  Number(/^Max open files +(\d+)/m.exec(readFileSync(`/proc/${pid}/limits`, 'utf8'))?.[1] ?? Number.NaN)

/** What a process opens besides the sockets that are counted. */
const OTHER_FILES = 2_000

/** Lets a process have so many sockets, where this user may raise its limit. Throws when it has too few. */
export const allowSockets = (pid: number, count: number): void => {
  const wanted = count + OTHER_FILES
  if (mostFilesOf(pid) >= wanted) return
  try {
    execFileSync('prlimit', ['--pid', String(pid), `--nofile=${wanted}:${wanted}`], { stdio: 'ignore' })
  } catch {
    throw new Error(`process ${pid} may open ${mostFilesOf(pid)} files, too few for ${count} sockets: ulimit -n ${wanted}`)
  }
}

/** Returns how many of `count` sockets one process may have. */
export const socketsOfProcess = (count: number): number => {
  try {
    allowSockets(process.pid, count)
    return count
  } catch {
    return Math.min(count, mostFilesOf(process.pid) - OTHER_FILES)
  }
}

/** Starts the process. `most` is how many sockets it will have. */
export const startCrowd = async (most: number): Promise<Crowd> => {
  const child = fork(bundled('scripts/src/bench/crowd-process.ts'), {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const next = () => nextReply<CrowdReply>(child, "the crowd's process")
  await next()
  if (child.pid !== undefined) allowSockets(child.pid, most)
  const ask = (request: CrowdRequest): Promise<CrowdReply> => {
    const answered = next()
    child.send(request)
    return answered
  }
  return {
    async open(how) {
      await ask({ ask: 'open', ...how })
    },
    async drop() {
      await ask({ ask: 'drop' })
    },
    async comeBack(withinMs) {
      const reply = await ask({ ask: 'return', withinMs })
      if (reply.kind !== 'returned') throw new Error(`the crowd answered ${reply.kind}`)
      return reply
    },
    async count() {
      const reply = await ask({ ask: 'count' })
      if (reply.kind !== 'counted') throw new Error(`the crowd answered ${reply.kind}`)
      return reply.count
    },
    close: () => child.disconnect(),
  }
}
