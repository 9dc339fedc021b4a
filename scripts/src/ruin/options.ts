import { parseArgs } from 'node:util'
import { SUBGRAPH_NAMES } from '@gruppetto/graph'

export interface RuinOptions {
  /** How long the storm lasts at least. Each trouble is made once, however long that takes. */
  readonly seconds: number
  /** Two storms of one seed make the same troubles in the same order. */
  readonly seed: number
  readonly people: number
  /** How long a client waits between two acts at most: a machine that is slower than its clients only gathers what is to be done. */
  readonly pauseMs: number
  /** The roles of each process; see RUN. */
  readonly processes: readonly string[]
  /** After a trouble, so many changes of athletes are taken before the next one. */
  readonly changesBetween: number
  /** How long a server is frozen, and how long a disk is full. */
  readonly frozenMs: number
  /** How far the clock of a process is ahead or behind at most. */
  readonly skewMs: number
}

const WORKERS = SUBGRAPH_NAMES.map((name) => `${name}:workers`)

/** All roles in two processes, as short as it can be. */
const QUICK: RuinOptions = {
  seconds: 1,
  seed: 1,
  people: 3,
  pauseMs: 1500,
  processes: [['gateway', ...SUBGRAPH_NAMES].join(), WORKERS.join()],
  changesBetween: 6,
  frozenMs: 700,
  skewMs: 4000,
}

const LONG: RuinOptions = {
  seconds: 300,
  seed: 1,
  people: 12,
  pauseMs: 150,
  processes: ['gateway', ...SUBGRAPH_NAMES, ...WORKERS],
  changesBetween: 40,
  frozenMs: 4000,
  skewMs: 15_000,
}

/** Returns the options of a command line; null when it is not understood. */
export const parseOptions = (words: readonly string[]): RuinOptions | null => {
  const options = {
    minutes: { type: 'string' },
    seed: { type: 'string' },
    quick: { type: 'boolean', default: false },
  } as const
  try {
    const { minutes, seed, quick } = parseArgs({ args: [...words], options }).values
    const base = quick ? QUICK : LONG
    const [seconds, number] = [minutes === undefined ? base.seconds : Number(minutes) * 60, Number(seed ?? base.seed)]
    if (!(seconds > 0 && seconds <= 24 * 3600) || !Number.isInteger(number) || number < 0) return null
    return { ...base, seconds, seed: number }
  } catch {
    return null
  }
}
