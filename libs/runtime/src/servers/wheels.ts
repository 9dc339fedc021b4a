import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { DataInUseError, lockData } from './data-lock.ts'
import { pythonsOf } from './pythons.ts'

export type Progress = (line: string) => void

/** Runs a command and passes each line of its output to `onLine`. Rejects with the last lines when the command fails. */
const run = (command: string, args: readonly string[], onLine: Progress): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    const last: string[] = []
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        last.push(line)
        if (last.length > 12) last.shift()
        onLine(line)
      })
    }
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`${command} ${args.slice(0, 3).join(' ')} ended with ${code}:\n    ${last.join('\n    ')}`))
    })
  })

const stampOf = (environment: string): string => join(environment, 'installed.json')

const installed = (environment: string): ReadonlySet<string> => {
  try {
    const value: unknown = JSON.parse(readFileSync(stampOf(environment), 'utf8'))
    return new Set(Array.isArray(value) ? value.map(String) : [])
  } catch {
    return new Set()
  }
}

const lockWhenFree = async (folder: string): Promise<() => void> => {
  for (;;) {
    try {
      return await lockData(folder, 'installing')
    } catch (error) {
      // Another process is installing the same wheels, so we wait for it.
      if (!(error instanceof DataInUseError)) throw error
      await sleep(500)
    }
  }
}

/** Works with the first interpreter that does not fail. Throws what the first one failed with. */
const withFirstThatCan = async (pythons: readonly string[], work: (python: string) => Promise<void>): Promise<void> => {
  const failures: unknown[] = []
  for (const python of pythons) {
    try {
      return await work(python)
    } catch (error) {
      failures.push(error)
    }
  }
  throw failures[0] ?? new Error('there is no python3 on the PATH')
}

/** Installs wheels into the project's own Python environment, unless they are already there. Returns the path of the environment. */
export const installWheels = async (
  localDir: string,
  requirements: readonly string[],
  path: string,
  progress: Progress,
): Promise<string> => {
  const environment = join(localDir, 'servers')
  const lacks = () => requirements.filter((requirement) => !installed(environment).has(requirement))
  if (lacks().length === 0) return environment
  mkdirSync(localDir, { recursive: true })
  const unlock = await lockWhenFree(localDir)
  try {
    const missing = lacks()
    if (missing.length === 0) return environment
    const install = async (python: string | null): Promise<void> => {
      if (python !== null) {
        progress(`making a Python environment in ${environment}`)
        await run(python, ['-m', 'venv', '--clear', environment], () => undefined)
      }
      progress(`installing ${missing.join(', ')} (once; a minute or so)`)
      const pip = ['-m', 'pip', 'install', '--no-input', '--disable-pip-version-check', '--progress-bar', 'off', ...missing]
      await run(join(environment, 'bin', 'python'), pip, (line) => {
        if (/^(Collecting|Downloading|Installing|Successfully|ERROR)/.test(line.trim())) progress(line.trim().slice(0, 160))
      })
    }
    if (existsSync(join(environment, 'bin', 'pip'))) await install(null)
    else await withFirstThatCan(await pythonsOf(path), install)
    writeFileSync(stampOf(environment), JSON.stringify([...installed(environment), ...missing]))
    return environment
  } finally {
    unlock()
  }
}
