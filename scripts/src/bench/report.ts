import { execFileSync } from 'node:child_process'
import { cpus, loadavg, totalmem } from 'node:os'
import type { Figure } from './figures.ts'
import type { PartName } from './options.ts'

/** The machine and the versions that were measured. */
export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGigabytes: number
  readonly node: string
  readonly revision: string
  readonly at: string
  /** The load of the last minute, before the first measurement. */
  readonly loadBefore: number
}

const revision = (): string => {
  try {
    const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
    const changed = git('status', '--porcelain', '--untracked-files=no') === '' ? '' : ', with changes'
    return `${git('rev-parse', '--short', 'HEAD')}${changed}`
  } catch {
    return 'unknown'
  }
}

export const thisMachine = (): Machine => ({
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGigabytes: Math.round(totalmem() / 1024 ** 3),
  node: process.version,
  revision: revision(),
  at: new Date().toISOString(),
  loadBefore: loadavg()[0] ?? Number.NaN,
})

const TITLES: Readonly<Record<PartName, string>> = {
  stages: 'CPU of a recording by stage (alone, in one thread, warm)',
  uploads: 'Uploads, from createUpload to DONE',
  push: "From the PUT's answer to the follower's websocket message",
  projections: "From a change's answer until another subgraph answers by it",
  feed: 'Feed query',
  notifications: 'Notifications, from what causes them to the websocket',
  calendars: 'Calendars for calendar programs',
  challenges: 'A challenge with many participants',
  branded: 'The board of a sponsored challenge',
  embed: 'Viewers of the embedded page of a board that changes',
  keys: 'What the check of an API key costs',
  kept: 'Kept answers',
  affiliate: 'Affiliate links',
  webhooks: 'Webhooks of partners, one receiver of them slow',
  premium: 'What it costs to know who has premium',
  answers: 'An event with many answers',
  'club-feed': 'The posts of a large club',
  follows: 'A large follow graph',
  'fan-out': 'An activity on its way into the feeds of followers',
  export: 'The export of an account',
  archive: 'The import of an archive',
  years: 'What the years of an athlete with many activities add up to',
  streams: 'Streams of a long ride',
  web: 'The web app in a browser',
  lake: 'The writer of the lake (alone, in one process, warm)',
  gateway: 'Gateways side by side, on the operations of the public benchmark',
  seeing: 'Metrics and traces',
  seen: 'Metrics and traces, on platforms side by side',
  watching: 'One change of a board that many sockets watch',
  sockets: 'Idle websockets, each with a token and a subscription',
  storm: 'Websockets that all come back at once',
  memory: 'Memory of the platform over a mixed load',
}

const shown = (value: number): string => {
  if (!Number.isFinite(value)) return String(value)
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value)
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  return value.toFixed(digits)
}

export const header = ({ cpu, cores, memoryGigabytes, node, revision: of, at, loadBefore }: Machine): string =>
  `${cores} cores (${cpu}), ${memoryGigabytes} GB, Node ${node}, revision ${of}, ${at}, load before ${loadBefore.toFixed(2)}`

/** Returns the figures of one part as text. */
export const section = (part: PartName, figures: readonly Figure[]): string => {
  const own = figures.filter((figure) => figure.part === part)
  const width = Math.max(0, ...own.map(({ name }) => name.length))
  const lines = [...new Set(own.map(({ group }) => group))].flatMap((group) => [
    `  ${group}`,
    ...own
      .filter((figure) => figure.group === group)
      .map(({ name, value, unit }) => `    ${name.padEnd(width)}  ${shown(value).padStart(9)} ${unit}`),
  ])
  return [`\n${TITLES[part]}`, ...lines].join('\n')
}
