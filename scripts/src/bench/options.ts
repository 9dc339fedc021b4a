import { parseArgs } from 'node:util'

export const PARTS = [
  'stages',
  'uploads',
  'push',
  'projections',
  'feed',
  'notifications',
  'calendars',
  'challenges',
  'branded',
  'answers',
  'club-feed',
  'streams',
  'sockets',
  'gateway',
] as const
export type PartName = (typeof PARTS)[number]

export const USAGE = `npm run bench                            every part; takes some minutes
npm run bench -- --only feed,uploads     some parts: ${PARTS.join(', ')}
npm run bench -- --quick                 small counts: whether it runs, not how fast
npm run bench -- --sockets 5000          how many websockets are held open (2000)
npm run bench -- --crowd 5000            how many participants, answers and members challenges, answers and club-feed have (100000, 5000, 100000)
npm run bench -- --json FILE             writes the numbers to a file too
npm run bench -- --profile FOLDER        writes a CPU profile of the platform's main thread for each load`

export interface BenchOptions {
  readonly only: readonly PartName[]
  readonly quick: boolean
  readonly sockets: number
  /** Null: as many as each part has by itself. */
  readonly crowd: number | null
  readonly json: string | null
  readonly profile: string | null
}

/** A command line that cannot be understood. Its message says how to correct it. */
export class OptionsError extends Error {}

const isPart = (word: string): word is PartName => PARTS.some((part) => part === word)

const parsed = (words: readonly string[]) => {
  try {
    return parseArgs({
      args: [...words],
      options: {
        only: { type: 'string' },
        quick: { type: 'boolean', default: false },
        sockets: { type: 'string' },
        crowd: { type: 'string' },
        json: { type: 'string' },
        profile: { type: 'string' },
      },
    }).values
  } catch (error) {
    throw new OptionsError(error instanceof Error ? error.message : String(error))
  }
}

/** Parses the words of a command line. Throws OptionsError. */
export const parseOptions = (words: readonly string[]): BenchOptions => {
  const { only, quick, sockets: wanted, crowd: many, json = null, profile = null } = parsed(words)
  const names = only?.split(',').map((word) => word.trim()) ?? PARTS
  const strange = names.filter((name) => !isPart(name))
  if (strange.length > 0) throw new OptionsError(`There is no part ${strange.join(', ')}.`)
  const sockets = wanted === undefined ? (quick ? 60 : 2000) : Number(wanted)
  if (!Number.isInteger(sockets) || sockets < 20) throw new OptionsError('--sockets is a whole number from 20 on.')
  const crowd = many === undefined ? null : Number(many)
  if (crowd !== null && (!Number.isInteger(crowd) || crowd < 20)) throw new OptionsError('--crowd is a whole number from 20 on.')
  return { only: PARTS.filter((part) => names.includes(part)), quick, sockets, crowd, json, profile }
}
