import * as measured from './measured.ts'

interface Figure {
  readonly part: string
  readonly group: string
  readonly name: string
  readonly value: number
}

export interface Check {
  readonly text: string
  readonly isRight: boolean
}

/** Runs on a machine with other work differ by a fifth, and a median stands for a mean here. */
const LAWS_WITHIN = 0.25
/** Counts of commands do not depend on the machine. */
const COUNTS_WITHIN = 0.15

const near = (text: string, found: number, expected: number, within: number): Check => ({
  text: `${text}: ${found.toFixed(2)}, expected ${expected.toFixed(2)} (within ${within * 100} %)`,
  isRight: Math.abs(found / expected - 1) <= within,
})

const figuresOf = (json: unknown): readonly Figure[] => {
  const { figures } = json as { figures?: unknown }
  if (!Array.isArray(figures)) throw new Error('this file is none of npm run bench -- --json FILE')
  return figures as readonly Figure[]
}

/**
 * Compares a load run of the bench with what the capacity page rests on: Little's law (those at work are the rate times the time of each), the law of
 * utilization (what is used is the rate times the CPU of each), and the commands of an upload and of a feed page. Throws when the file is another.
 */
export const checkFigures = (json: unknown): readonly Check[] => {
  const figures = figuresOf(json)
  const groups = [...new Set(figures.map(({ part, group }) => `${part} ${group}`))]
  return groups.flatMap((key) => {
    const own = figures.filter(({ part, group }) => `${part} ${group}` === key)
    const value = (name: string): number | undefined => own.find((figure) => figure.name === name)?.value
    const [athletes, rate, median] = [value('athletes at once'), value('sustained'), value('from createUpload to DONE, p50')]
    const [cpu, busy, commands] = [
      value('CPU of the platform for an upload'),
      value('platform busy meanwhile'),
      value('MongoDB commands for an upload'),
    ]
    const feedCommands = value('MongoDB commands for a request')
    return [
      ...(athletes !== undefined && rate !== undefined && median !== undefined
        ? [near(`${key}: uploads at work by Little's law`, (rate * median) / 1000, athletes, LAWS_WITHIN)]
        : []),
      ...(rate !== undefined && cpu !== undefined && busy !== undefined
        ? [near(`${key}: % of a core by the law of utilization`, (rate * cpu) / 10, busy, LAWS_WITHIN)]
        : []),
      // The hour of FIT with ten segments is what an upload is here.
      ...(commands !== undefined && /FIT/.test(key)
        ? [near(`${key}: MongoDB commands`, commands, measured.UPLOAD_COMMANDS, COUNTS_WITHIN)]
        : []),
      ...(feedCommands !== undefined && key.startsWith('feed feed,')
        ? [near(`${key}: MongoDB commands`, feedCommands, measured.FEED_COMMANDS, COUNTS_WITHIN)]
        : []),
    ]
  })
}

/** A number of the model, and the figure of the bench that measures it. */
interface Assumption {
  readonly of: string
  readonly unit: string
  readonly assumed: number
  readonly part: string
  readonly group: RegExp
  readonly name: string
}

const uploads = { part: 'uploads', group: /^FIT/ }
const feed = { part: 'feed', group: /^feed, (2|8) at once$/ }
const notifications = { part: 'notifications', group: /kudos on one activity$/ }

const ASSUMPTIONS: readonly Assumption[] = [
  { ...uploads, of: 'an upload', unit: 'ms CPU', assumed: measured.UPLOAD_CPU_MS, name: 'CPU of the platform for an upload' },
  { ...uploads, of: 'an upload', unit: 'commands', assumed: measured.UPLOAD_COMMANDS, name: 'MongoDB commands for an upload' },
  { ...feed, of: 'a page of the feed', unit: 'ms CPU', assumed: measured.FEED_CPU_MS, name: 'CPU of the platform for a request' },
  {
    ...feed,
    of: 'a page of the feed',
    unit: 'commands',
    assumed: measured.FEED_COMMANDS,
    name: 'MongoDB commands for a request',
  },
  {
    ...notifications,
    of: 'a notification',
    unit: 'ms CPU',
    assumed: measured.NOTIFICATION_CPU_MS,
    name: 'CPU of the platform for one',
  },
  {
    ...notifications,
    of: 'a notification',
    unit: 'commands',
    assumed: measured.NOTIFICATION_COMMANDS,
    name: 'MongoDB commands for one',
  },
  {
    of: 'a socket that comes back',
    unit: 'ms CPU',
    assumed: measured.SOCKET_CPU_MS,
    part: 'storm',
    group: /^\d+ sockets$/,
    name: 'CPU of the platform for one',
  },
]

export interface Ratio extends Pick<Assumption, 'of' | 'unit' | 'assumed'> {
  readonly found: number
  /** What was found to what is assumed. */
  readonly times: number
}

/**
 * Returns what a run of the bench has measured of the numbers that the model rests on. Counts of commands are the same on any machine. CPU is not: how
 * far the machines are apart is what all of its ratios have in common, and what is wrong in the model is in how they differ. Throws when the file is
 * another.
 */
export const ratiosOf = (json: unknown): readonly Ratio[] => {
  const figures = figuresOf(json)
  return ASSUMPTIONS.flatMap(({ of, unit, assumed, part, group, name }) =>
    figures
      .filter((figure) => figure.part === part && figure.name === name && group.test(figure.group))
      .map(({ value: found }) => ({ of, unit, assumed, found, times: found / assumed })),
  )
}

export const ratioText = ({ of, unit, assumed, found, times }: Ratio): string =>
  `${times.toFixed(2).padStart(6)} times: ${of} took ${found.toFixed(1)} ${unit}, ${assumed} are assumed`
