import { type Figure, sheetOf } from './figures.ts'
import type { BenchOptions, PartName } from './options.ts'
import { answers } from './parts/answers.ts'
import { branded } from './parts/branded.ts'
import { calendars } from './parts/calendars.ts'
import { challenges } from './parts/challenges.ts'
import { clubFeed } from './parts/club-feed.ts'
import { feed } from './parts/feed.ts'
import { gateway } from './parts/gateway.ts'
import { hour } from './parts/hour.ts'
import { live } from './parts/live.ts'
import { notifications } from './parts/notifications.ts'
import { projections } from './parts/projections.ts'
import { push } from './parts/push.ts'
import { segments } from './parts/segments.ts'
import { sockets } from './parts/sockets.ts'
import { stages } from './parts/stages.ts'
import { storage } from './parts/storage.ts'
import { streams } from './parts/streams.ts'
import { uploads } from './parts/uploads.ts'
import { openWorld, type World } from './world.ts'

const runPart = async (
  part: Exclude<PartName, 'stages' | 'gateway'>,
  world: World,
  options: BenchOptions,
  figures: Figure[],
): Promise<void> => {
  const sheet = sheetOf(part, figures)
  switch (part) {
    case 'uploads':
      return uploads(world, sheet, options.quick)
    case 'push':
      return push(world, sheet, options.quick)
    case 'projections':
      return projections(world, sheet, options.quick)
    case 'feed':
      return feed(world, sheet, options.quick)
    case 'notifications':
      return notifications(world, sheet, options.quick)
    case 'calendars':
      return calendars(world, sheet, options.quick)
    case 'challenges':
      return challenges(world, sheet, options)
    case 'branded':
      return branded(world, sheet, options.quick)
    case 'answers':
      return answers(world, sheet, options)
    case 'club-feed':
      return clubFeed(world, sheet, options)
    case 'streams':
      return streams(world, sheet, options.quick)
    case 'sockets':
      return sockets(world, sheet, options.sockets, options.quick)
  }
}

export interface Telling {
  readonly say: (line: string) => void
  /** Is called after each part, with all figures so far. */
  readonly done: (part: PartName, figures: readonly Figure[]) => void
}

/** Measures the chosen parts one after the other, on its own platform. `env` may name servers to use. */
export const runBench = async (
  options: BenchOptions,
  env: Readonly<Record<string, string | undefined>>,
  { say, done }: Telling,
): Promise<readonly Figure[]> => {
  const figures: Figure[] = []
  if (options.only.includes('stages')) {
    stages(sheetOf('stages', figures), options.quick)
    hour(sheetOf('stages', figures), options.quick)
    segments(sheetOf('stages', figures), options.quick)
    live(sheetOf('stages', figures), options.quick)
    storage(sheetOf('stages', figures), options.quick)
    done('stages', figures)
  }
  if (options.only.includes('gateway')) {
    await gateway(sheetOf('gateway', figures), options.quick, env.HIVE_ROUTER, say)
    done('gateway', figures)
  }
  const onPlatform = options.only.filter((part) => part !== 'stages' && part !== 'gateway')
  if (onPlatform.length === 0) return figures
  const world = await openWorld(options, env, say)
  try {
    for (const part of onPlatform) {
      await runPart(part, world, options, figures)
      done(part, figures)
    }
  } finally {
    await world.close()
  }
  return figures
}
