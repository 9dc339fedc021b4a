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

/** Most programs of tests live for a few seconds: what V8 optimises meanwhile would pay only later. Their bundles can be read without source maps. */
const BRIEF = ['--no-opt', '--max-semi-space-size=32']
const LONG_LIVED = ['--enable-source-maps']

export interface ProgramOptions extends Pick<SpawnOptions, 'env' | 'stdio' | 'cwd'> {
  readonly args?: readonly string[]
  /** Whether it works for more than some seconds, so that V8 should optimise its code. */
  readonly isLongLived?: boolean
}

/**
 * Starts a program of this repository in its own process, by the path of its source. scripts/bundle-test-programs.mjs lists these
 * programs.
 */
export const startProgram = (source: URL, { args = [], isLongLived = false, ...options }: ProgramOptions): ChildProcess => {
  const bundle = source.href.replace(root, `${root}dist/`).replace(/\.ts$/, '.js')
  const flags = isLongLived ? LONG_LIVED : BRIEF
  const child = spawn(process.execPath, [...flags, fileURLToPath(bundle), ...args], options)
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}
