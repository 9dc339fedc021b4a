import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = new URL('../../../', import.meta.url).href

const running = new Set<ChildProcess>()
// However the tests end, no program that they started outlives them.
const killAll = () => {
  for (const child of running) child.kill('SIGKILL')
}
process.once('exit', killAll)
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    killAll()
    // The handler is removed now, so this time the signal ends the process.
    process.kill(process.pid, signal)
  })

export interface ProgramOptions extends Pick<SpawnOptions, 'env' | 'stdio' | 'cwd'> {
  readonly args?: readonly string[]
}

/**
 * Starts a program of this repository in its own process, by the path of its source. scripts/bundle-test-programs.mjs lists these
 * programs.
 */
export const startProgram = (source: URL, { args = [], ...options }: ProgramOptions): ChildProcess => {
  const bundle = source.href.replace(root, `${root}dist/`).replace(/\.ts$/, '.js')
  const child = spawn(process.execPath, ['--enable-source-maps', fileURLToPath(bundle), ...args], options)
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}
