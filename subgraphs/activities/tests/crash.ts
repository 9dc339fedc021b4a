import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { testEnvironment } from '@gruppetto/testing'
import type { World } from './world.ts'

/** Runs the workers, or another program, elsewhere until they are killed at `point`; resolves with the signal that ended them. */
export const runUntil = (
  { runtime }: World,
  point: string,
  name: 'crashing-process' | 'replaying-process' = 'crashing-process',
): Promise<NodeJS.Signals | null> =>
  new Promise((resolve, reject) => {
    const env = { ...process.env, ...testEnvironment(runtime.config.namespace, runtime.config.dataDir), CRASH_AT: point }
    const program = fileURLToPath(new URL(`./${name}.ts`, import.meta.url))
    const child = spawn(process.execPath, ['--import', 'tsx', program], { env, stdio: 'ignore' })
    const patience = setTimeout(() => child.kill('SIGTERM'), 25_000)
    child.once('error', reject)
    child.once('exit', (_code, signal) => {
      clearTimeout(patience)
      resolve(signal)
    })
  })
