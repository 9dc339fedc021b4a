import { bytesOf, HUGE_FILES, keepsPromises, spoiltFile } from '@gruppetto/recordings/fuzz'
import fc from 'fast-check'

export type FuzzTask =
  | { readonly task: 'spoilt'; readonly seed: number; readonly runs: number }
  | { readonly task: 'huge'; readonly index: number }

export interface FuzzReport {
  /** The number of files by result: a failure's code, or a number of recordings. */
  readonly outcomes: Readonly<Record<string, number>>
  /** The CPU time of the slowest file, so that other load on the machine does not count. */
  readonly slowestMs: number
  readonly slowest: string
  /** The sum over all files. */
  readonly totalMs: number
  /** The peak of this process's memory, less its memory after the start. */
  readonly peakMebibytes: number
  /** The first broken promise, with its file. */
  readonly failure: string | null
}

const PLAIN_KIBIBYTES = 1024
let heldAtStart = process.resourceUsage().maxRSS

const peakMebibytes = (): number => (process.resourceUsage().maxRSS - heldAtStart) / PLAIN_KIBIBYTES

/** Returns the CPU milliseconds of this process, including the threads of the garbage collector and the compiler. */
const usedMs = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

const examine = (files: Iterable<{ name: string; bytes: () => Uint8Array }>): FuzzReport => {
  const outcomes: Record<string, number> = {}
  let slowestMs = 0
  let totalMs = 0
  let slowest = ''
  let failure: string | null = null
  for (const { name, bytes } of files) {
    const made = bytes()
    const from = usedMs()
    let outcome: string
    try {
      outcome = String(keepsPromises(made))
    } catch (error) {
      outcome = 'BROKEN'
      failure ??= `${error instanceof Error ? error.stack : String(error)}\n${name}`
    }
    const ms = usedMs() - from
    totalMs += ms
    if (ms > slowestMs) {
      slowestMs = ms
      slowest = name
    }
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
  }
  return { outcomes, slowestMs, slowest, totalMs, peakMebibytes: peakMebibytes(), failure }
}

const answer = (task: FuzzTask): FuzzReport => {
  if (task.task === 'spoilt') {
    const files = fc.sample(spoiltFile, { numRuns: task.runs, seed: task.seed })
    return examine(files.map((file) => ({ name: JSON.stringify(file), bytes: () => bytesOf(file) })))
  }
  const huge = HUGE_FILES[task.index]
  if (huge === undefined) throw new Error('there is no such file')
  const bytes = huge.make()
  // The memory for making the file does not count, but the file itself does.
  global.gc?.()
  heldAtStart = Math.max(0, process.memoryUsage().rss / PLAIN_KIBIBYTES - bytes.length / PLAIN_KIBIBYTES)
  return examine([{ name: huge.name, bytes: () => bytes }])
}

process.on('message', (task: FuzzTask) => process.send?.(answer(task)))
