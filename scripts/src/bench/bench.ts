import { within } from '@gruppetto/runtime'
import { type Figure, type Sheet, sheetOf } from './figures.ts'
import type { BenchOptions, PartName } from './options.ts'
import { affiliate } from './parts/affiliate.ts'
import { answers } from './parts/answers.ts'
import { archive } from './parts/archive.ts'
import { branded } from './parts/branded.ts'
import { calendars } from './parts/calendars.ts'
import { challenges } from './parts/challenges.ts'
import { clubFeed } from './parts/club-feed.ts'
import { embed } from './parts/embed.ts'
import { exportOf } from './parts/export.ts'
import { fanOut } from './parts/fan-out.ts'
import { feed } from './parts/feed.ts'
import { follows } from './parts/follows.ts'
import { gateway } from './parts/gateway.ts'
import { hour } from './parts/hour.ts'
import { kept } from './parts/kept.ts'
import { keys } from './parts/keys.ts'
import { lake } from './parts/lake.ts'
import { live } from './parts/live.ts'
import { memory } from './parts/memory.ts'
import { notifications } from './parts/notifications.ts'
import { premium } from './parts/premium.ts'
import { projections } from './parts/projections.ts'
import { push } from './parts/push.ts'
import { seeing } from './parts/seeing.ts'
import { seen } from './parts/seen.ts'
import { segments } from './parts/segments.ts'
import { sockets } from './parts/sockets.ts'
import { stages } from './parts/stages.ts'
import { storage } from './parts/storage.ts'
import { storm } from './parts/storm.ts'
import { streams } from './parts/streams.ts'
import { uploads } from './parts/uploads.ts'
import { watching } from './parts/watching.ts'
import { buildApp, web } from './parts/web.ts'
import { webhooks } from './parts/webhooks.ts'
import { years } from './parts/years.ts'
import { openWorld, type World } from './world.ts'

/** The parts that need none, or have their own. */
type AlonePart = 'stages' | 'lake' | 'gateway' | 'seeing' | 'seen'

const ALONE: readonly PartName[] = ['stages', 'lake', 'gateway', 'seeing', 'seen']
const isAlone = (part: PartName): part is AlonePart => ALONE.includes(part)

type Part = (world: World, sheet: Sheet, options: BenchOptions) => Promise<void>

/** The parts that need a platform. */
const ON_PLATFORM: Readonly<Record<Exclude<PartName, AlonePart>, Part>> = {
  uploads,
  push,
  projections,
  feed,
  notifications,
  calendars,
  challenges,
  branded,
  embed,
  keys,
  kept,
  affiliate,
  webhooks,
  premium,
  answers,
  'club-feed': clubFeed,
  follows,
  'fan-out': fanOut,
  export: exportOf,
  archive,
  years,
  streams: (world, sheet, { quick }) => streams(world, sheet, quick),
  web,
  watching,
  sockets,
  storm,
  memory,
}

const inOneThread = (sheet: Sheet, quick: boolean): void => {
  stages(sheet, quick)
  hour(sheet, quick)
  segments(sheet, quick)
  live(sheet, quick)
  storage(sheet, quick)
}

export interface Telling {
  readonly say: (line: string) => void
  /** Is called after each part, also one that has failed, with all figures so far. */
  readonly done: (part: PartName, figures: readonly Figure[]) => void
}

/** A part that did not come to its end. What it had measured until then is among the figures. */
export interface FailedPart {
  readonly part: PartName
  readonly reason: string
}

export interface Measured {
  readonly figures: readonly Figure[]
  readonly failed: readonly FailedPart[]
}

const reasonOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error))

/**
 * Measures the chosen parts one after the other, on its own platform. A part that fails, or takes longer than it may, costs no other part
 * its figures: the next one has a new platform. Throws only when no platform can be started. `env` may name servers to use.
 */
export const runBench = async (
  options: BenchOptions,
  env: Readonly<Record<string, string | undefined>>,
  { say, done }: Telling,
): Promise<Measured> => {
  const figures: Figure[] = []
  const failed: FailedPart[] = []
  let world: World | null = null
  const run = async (part: PartName, sheet: Sheet, platform: World | null): Promise<void> => {
    if (part === 'seeing') return seeing(sheet, options.quick)
    if (part === 'seen') return seen(sheet, options, env, say)
    if (part === 'gateway') return gateway(sheet, options, env.HIVE_ROUTER, say)
    if (part === 'lake') return lake(sheet, options.quick)
    if (isAlone(part) || platform === null) return inOneThread(sheet, options.quick)
    const limit = () => Promise.reject(new Error(`${part} was not done after ${options.minutes} min`))
    await within(options.minutes * 60_000, ON_PLATFORM[part](platform, sheet, options), limit)
  }
  const end = async (): Promise<void> => {
    const ending = world
    world = null
    await ending?.close()
  }
  if (options.only.includes('web')) buildApp()
  try {
    for (const part of options.only) {
      // Without servers no part can run, and the reason is the same for all.
      if (!isAlone(part)) world ??= await openWorld(options, env, say)
      const from = performance.now()
      const sheet = sheetOf(part, figures)
      try {
        await run(part, sheet, world)
        sheet.put('this part', 'took', (performance.now() - from) / 1_000, 's')
      } catch (error) {
        failed.push({ part, reason: reasonOf(error) })
        say(`${part} has failed: ${reasonOf(error)}`)
        // It may have left work behind, or a platform that hangs.
        await end().catch((problem: unknown) => say(`its platform could not be closed: ${reasonOf(problem)}`))
      }
      done(part, figures)
    }
  } finally {
    await end()
  }
  return { figures, failed }
}
