import { startProgram, testEnvironment } from '@gruppetto/testing'
import type { World } from './world.ts'

/** For a world whose workers crash: the time after which unfinished events are delivered again. */
export const SOON_AGAIN = { ACK_WAIT_MS: '1500' }

/** Runs the workers, or another program, in a process that is killed at `point`. Resolves with the signal that ended it. */
export const runUntil = (
  { runtime }: World,
  point: string,
  name: 'crashing-process' | 'replaying-process' = 'crashing-process',
): Promise<NodeJS.Signals | null> =>
  new Promise((resolve, reject) => {
    const { namespace, dataDir } = runtime.config
    const env = { ...process.env, ...testEnvironment(namespace, dataDir), ...SOON_AGAIN, CRASH_AT: point }
    const child = startProgram(new URL(`./${name}.ts`, import.meta.url), { env, stdio: 'ignore' })
    const patience = setTimeout(() => child.kill('SIGTERM'), 120_000)
    child.once('error', reject)
    child.once('exit', (_code, signal) => {
      clearTimeout(patience)
      resolve(signal)
    })
  })
