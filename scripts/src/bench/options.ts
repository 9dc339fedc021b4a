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
  'embed',
  'keys',
  'kept',
  'affiliate',
  'webhooks',
  'premium',
  'answers',
  'club-feed',
  'follows',
  'fan-out',
  'export',
  'archive',
  'years',
  'streams',
  'web',
  'sockets',
  'watching',
  'storm',
  'memory',
  'lake',
  'gateway',
  'seeing',
  'seen',
] as const
export type PartName = (typeof PARTS)[number]

/** The parts whose size is a number of things, and how many there are: with --quick, by itself, and with --full. */
const CROWDS = {
  notifications: { of: 'kudos at once', quick: 8, usual: 500, full: 10_000 },
  calendars: { of: 'events', quick: 10, usual: 200, full: 1_000 },
  challenges: { of: 'participants', quick: 100, usual: 5_000, full: 100_000 },
  branded: { of: 'participants', quick: 60, usual: 10_000, full: 100_000 },
  embed: { of: 'viewers', quick: 12, usual: 1_000, full: 5_000 },
  affiliate: { of: 'clicks', quick: 10, usual: 1_000, full: 10_000 },
  webhooks: { of: 'deliveries', quick: 10, usual: 400, full: 4_000 },
  answers: { of: 'answers', quick: 12, usual: 1_000, full: 5_000 },
  'club-feed': { of: 'members', quick: 100, usual: 10_000, full: 100_000 },
  follows: { of: 'edges', quick: 1_000, usual: 20_000, full: 1_000_000 },
  'fan-out': { of: 'followers', quick: 40, usual: 2_000, full: 4_000 },
  export: { of: 'activities', quick: 10, usual: 1_000, full: 5_000 },
  archive: { of: 'recordings', quick: 3, usual: 50, full: 1_000 },
  years: { of: 'activities', quick: 15, usual: 1_000, full: 10_000 },
  watching: { of: 'sockets', quick: 10, usual: 500, full: 5_000 },
  sockets: { of: 'sockets', quick: 15, usual: 2_000, full: 100_000 },
  storm: { of: 'sockets', quick: 15, usual: 2_000, full: 50_000 },
  memory: { of: 'seconds of load', quick: 1, usual: 240, full: 3_600 },
} as const satisfies Partial<Readonly<Record<PartName, { of: string; quick: number; usual: number; full: number }>>>

export type CrowdPart = keyof typeof CROWDS

/** How many things a part has. */
export const crowdOf = (part: CrowdPart, { quick, full, crowd }: Pick<BenchOptions, 'quick' | 'full' | 'crowd'>): number => {
  const { quick: few, usual, full: all } = CROWDS[part]
  return crowd ?? (quick ? few : full ? all : usual)
}

const crowdLines = Object.entries(CROWDS).map(
  ([part, { of, quick, usual, full }]) => `    ${part.padEnd(14)} ${of}: ${quick}, ${usual}, ${full}`,
)

export const USAGE = `npm run bench                            every part, in a size of a minute or less each
npm run bench -- --full                  every part in its full size: takes hours where the database is slow
npm run bench -- --quick                 small counts: whether it runs, not how fast
npm run bench -- --only feed,uploads     some parts: ${PARTS.join(', ')}
npm run bench -- --only follows --crowd 200000
                                         a part in another size. With --quick, by itself, and with --full:
${crowdLines.join('\n')}
npm run bench -- --cold                  Redis has lost everything whenever something is measured that may use it
npm run bench -- --minutes 10            how long a part may take (5; 120 with --full). One that takes longer or fails ends; the others go on
npm run bench -- --json FILE             writes the numbers to a file too
npm run bench -- --profile FOLDER        writes a CPU profile of the platform's main thread for each load`

export interface BenchOptions {
  readonly only: readonly PartName[]
  readonly quick: boolean
  readonly full: boolean
  /** Whether Redis loses all that the platform has there before each thing that is measured. */
  readonly cold: boolean
  /** After this time a part has failed. */
  readonly minutes: number
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
        full: { type: 'boolean', default: false },
        cold: { type: 'boolean', default: false },
        minutes: { type: 'string' },
        crowd: { type: 'string' },
        json: { type: 'string' },
        profile: { type: 'string' },
      },
    }).values
  } catch (error) {
    throw new OptionsError(error instanceof Error ? error.message : String(error))
  }
}

const wholeNumber = (name: string, word: string | undefined, least: number): number | null => {
  if (word === undefined) return null
  const value = Number(word)
  if (!Number.isInteger(value) || value < least) throw new OptionsError(`--${name} is a whole number from ${least} on.`)
  return value
}

/** Parses the words of a command line. Throws OptionsError. */
export const parseOptions = (words: readonly string[]): BenchOptions => {
  const { only, quick, full, cold, minutes, crowd, json = null, profile = null } = parsed(words)
  const names = only?.split(',').map((word) => word.trim()) ?? PARTS
  const strange = names.filter((name) => !isPart(name))
  if (strange.length > 0) throw new OptionsError(`There is no part ${strange.join(', ')}.`)
  if (quick && full) throw new OptionsError('--quick and --full exclude each other.')
  return {
    only: PARTS.filter((part) => names.includes(part)),
    quick,
    full,
    cold,
    minutes: wholeNumber('minutes', minutes, 1) ?? (full ? 120 : 5),
    crowd: wholeNumber('crowd', crowd, 3),
    json,
    profile,
  }
}
