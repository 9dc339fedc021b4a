import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, copyFileSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openCpuMeter } from './cpu.ts'

const BUILT = fileURLToPath(new URL('../../../dist/scripts/src/main.js', import.meta.url))
const SKEWED_CLOCK = new URL('./skewed-clock.mjs', import.meta.url).href

/** However the storm ends, nothing that it has started outlives it. */
const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/**
 * Copies the program, since another one may be built in its place while the storm lasts: a process that is started again would be of another
 * release than the others and the books. What it loads is named by its content, and stays. Returns the path of the copy, which goes when this
 * process ends.
 */
export const copyProgram = (): string => {
  const copy = BUILT.replace(/\.js$/, `.storm-${process.pid}.js`)
  copyFileSync(BUILT, copy)
  process.once('exit', () => rmSync(copy, { force: true }))
  return copy
}

const START_AGAIN_MS = 300
const READY_MS = 600_000

/** What a process holds at one moment. */
export interface Held {
  readonly memoryBytes: number
  /** Open files and sockets. */
  readonly files: number
}

/** One process of the platform, started again whenever it ends. */
export interface RoleProcess {
  readonly run: string
  /** How far its clock is ahead, in milliseconds. */
  readonly skewMs: number
  /** How it ended by itself, once it had been ready, and the end of what it had printed. */
  readonly ends: readonly string[]
  /** Resolves when it answers. Throws when it does not within some minutes. */
  ready(): Promise<void>
  kill(): void
  held(): Held
  /** The seconds of CPU that it has used until now, over all its lives. What it used before it ended by itself is missing. */
  cpuSeconds(): number
  /** A metric of it, the sum over its labels; null when it has no such metric. */
  metric(name: string): Promise<number | null>
  stop(): Promise<void>
}

interface RoleOptions {
  /** The bundle to run; see copyProgram. */
  readonly program: string
  readonly run: string
  readonly port: number
  readonly metricsPort: number
  readonly skewMs: number
  readonly env: Readonly<Record<string, string>>
  /** The file to which all that it prints is added. */
  readonly log: string
}

const isReady = async (port: number): Promise<boolean> => {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(60_000) })
    await answer.arrayBuffer()
    return answer.ok
  } catch {
    return false
  }
}

export const startRole = ({ program, run, port, metricsPort, skewMs, env, log }: RoleOptions): RoleProcess => {
  const ends: string[] = []
  const cpu = openCpuMeter()
  let child: ChildProcess | null = null
  let isStopping = false
  let wasReady = false
  let wasKilled = false
  const tail = () => readFileSync(log, 'utf8').slice(-2000)

  const start = (): void => {
    wasReady = false
    wasKilled = false
    const output = openSync(log, 'a')
    const started = spawn(process.execPath, ['--enable-source-maps', '--import', SKEWED_CLOCK, program], {
      env: { ...env, RUN: run, PORT: String(port), METRICS_PORT: String(metricsPort), CLOCK_SKEW_MS: String(skewMs) },
      stdio: ['ignore', output, output],
    })
    child = started
    running.add(started)
    closeSync(output)
    started.once('exit', (code, signal) => {
      running.delete(started)
      if (isStopping) return
      if (wasReady && !wasKilled) ends.push(`${signal ?? code}: ${tail()}`)
      setTimeout(() => (isStopping ? undefined : start()), START_AGAIN_MS)
    })
  }
  start()

  return {
    run,
    skewMs,
    ends,
    async ready() {
      for (const end = Date.now() + READY_MS; Date.now() < end; await sleep(100)) {
        if (!(await isReady(port))) continue
        wasReady = true
        return
      }
      throw new Error(`${run} does not become ready:\n${tail()}`)
    },
    kill() {
      wasKilled = true
      cpu.look(child?.pid)
      child?.kill('SIGKILL')
    },
    held() {
      const folder = `/proc/${child?.pid}`
      const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`${folder}/status`, 'utf8'))?.[1]
      return { memoryBytes: Number(kilobytes) * 1024, files: readdirSync(`${folder}/fd`).length }
    },
    cpuSeconds() {
      cpu.look(child?.pid)
      return cpu.seconds()
    },
    async metric(name) {
      const answer = await fetch(`http://127.0.0.1:${metricsPort}/metrics`)
      const found = [...(await answer.text()).matchAll(new RegExp(`^${name}(?:\\{.*\\})? (\\S+)$`, 'gm'))]
      return found.length === 0 ? null : found.reduce((sum, [, value]) => sum + Number(value), 0)
    },
    async stop() {
      isStopping = true
      const ended = child
      if (ended === null || ended.exitCode !== null || ended.signalCode !== null) return
      const gone = new Promise((resolve) => ended.once('exit', resolve))
      ended.kill('SIGKILL')
      await gone
    },
  }
}
