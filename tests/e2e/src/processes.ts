import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { startProgram } from '@gruppetto/testing'

/** The program that `npm start` starts. */
const PLATFORM = new URL('../../../scripts/src/main.ts', import.meta.url)

export interface PlatformProcess {
  readonly child: ChildProcess
  /** Returns what it has printed so far. */
  output(): string
  isRunning(): boolean
  /** Resolves when the process has ended, with the signal or the exit code. */
  readonly ended: Promise<string>
  /** Ends the process as Ctrl-C does. */
  stop(): Promise<string>
}

/** Starts one process of the platform, as `npm start` does after the installation. */
export const startProcess = (env: Readonly<Record<string, string>>, program = PLATFORM, isLongLived = false): PlatformProcess => {
  const child = startProgram(program, {
    isLongLived,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString('utf8')).slice(-20_000)
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  const ended = once(child, 'exit').then(([code, signal]) => String(signal ?? code))
  return {
    child,
    output: () => output,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    ended,
    async stop() {
      child.kill('SIGINT')
      return ended
    },
  }
}

/** Tells a process that was started with CRASH_FROM to end at its crash point from now on. Resolves when it has said so, or has ended. */
export const arm = async ({ child, output, isRunning }: PlatformProcess): Promise<void> => {
  child.kill('SIGUSR2')
  for (const end = Date.now() + 60_000; Date.now() < end && isRunning(); await sleep(10))
    if (output().includes('ends this process from now on')) return
}

/** Resolves when the process reports that it is ready. Throws with its output when it ends or takes too long. */
export const waitUntilReady = async (started: PlatformProcess, port: number, timeoutMs = 120_000): Promise<void> => {
  for (const end = Date.now() + timeoutMs; Date.now() < end && started.isRunning(); await sleep(100)) {
    const isReady = await fetch(`http://127.0.0.1:${port}/health/ready`).then(
      (response) => response.ok,
      () => false,
    )
    if (isReady) return
  }
  throw new Error(`the process on port ${port} ${started.isRunning() ? 'is not ready' : 'ended'}:\n${started.output()}`)
}
