import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

export interface ProcessRow {
  readonly pid: number
  readonly args: readonly string[]
}

const hasProc = existsSync('/proc/self/cmdline')

const fromProc = (): ProcessRow[] =>
  readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return []
    try {
      const args = readFileSync(`/proc/${entry}/cmdline`, 'utf8').split('\0').slice(0, -1)
      return args.length === 0 ? [] : [{ pid: Number(entry), args }]
    } catch {
      // The process has ended meanwhile.
      return []
    }
  })

const fromPs = (): ProcessRow[] =>
  execFileSync('ps', ['-axo', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const [, pid, args] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? []
      return pid === undefined || args === undefined ? [] : [{ pid: Number(pid), args: args.split(' ') }]
    })

/** Lists the processes of this machine that we may inspect. */
export const listProcesses = (): ProcessRow[] => (hasProc ? fromProc() : fromPs())

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const gone = async (pid: number, ms: number): Promise<boolean> => {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(25)) if (!isAlive(pid)) return true
  return !isAlive(pid)
}

const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name)
  } catch {
    // The process has already ended.
  }
}

/** Kills a process with SIGKILL. */
export const killProcess = (pid: number): void => signal(pid, 'SIGKILL')

/** Sends SIGTERM, and SIGKILL when the process still runs after `graceMs`. Resolves when it has ended. */
export const endProcess = async (pid: number, graceMs = 15_000): Promise<void> => {
  signal(pid, 'SIGTERM')
  if (await gone(pid, graceMs)) return
  killProcess(pid)
  if (!(await gone(pid, 5000))) throw new Error(`process ${pid} cannot be ended`)
}
