import { unless } from '../demo/api.ts'
import { type Cost, costOf } from './cost.ts'
import type { Sheet } from './figures.ts'
import type { World } from './world.ts'

export interface Patience {
  readonly runs: number
  /** Once it has lasted so long, three runs are enough. */
  readonly budgetMs: number
}

/**
 * Measures a question that is asked alone, one time after the other: how long its answer takes, and how busy the database is meanwhile. Where the
 * database needs longer than the gateway waits, there is no answer; that is a figure too, and three of them are enough. Returns how many
 * questions were asked, and how many of them had no answer. With --cold Redis is empty before each of them.
 */
const measureAlone = async (
  world: World,
  sheet: Sheet,
  [group, name]: readonly [string, string],
  { runs, budgetMs }: Patience,
  ask: (run: number) => Promise<unknown>,
): Promise<{ readonly asked: number; readonly unanswered: number }> => {
  const times: number[] = []
  let unanswered = 0
  const from = performance.now()
  const busyBefore = world.databaseCpuMs()
  for (let run = 0; run < runs && unanswered < 3 && (run < 3 || performance.now() - from < budgetMs); run += 1) {
    await world.chill()
    const askedAt = performance.now()
    const isAnswered = await unless(
      'SERVICE_UNAVAILABLE',
      () => ask(run).then(() => true),
      async () => false,
    )
    if (isAnswered) times.push(performance.now() - askedAt)
    else unanswered += 1
  }
  const busyAfter = world.databaseCpuMs()
  if (times.length > 0) sheet.durations(group, name, times)
  if (unanswered > 0) sheet.put(group, `${name}, without an answer`, unanswered, 'times')
  if (busyBefore !== null && busyAfter !== null) {
    // On a machine with other work this says more than how long an answer takes.
    sheet.put(group, `${name}, the database busy for each`, (busyAfter - busyBefore) / (times.length + unanswered), 'ms CPU')
    sheet.put(group, `${name}, the database busy`, (100 * (busyAfter - busyBefore)) / (performance.now() - from), '% of a core')
  }
  return { asked: times.length + unanswered, unanswered }
}

/** Measures as `measureAlone` does, and what the platform spends on each question besides. Returns what all of them have cost, too. */
export const measureAloneWithCost = async (
  world: World,
  sheet: Sheet,
  [group, name]: readonly [string, string],
  patience: Patience,
  ask: (run: number) => Promise<unknown>,
): Promise<{ readonly asked: number; readonly unanswered: number; readonly cost: Cost }> => {
  let seen = { asked: 0, unanswered: 0 }
  const cost = await costOf(world, 1, async () => {
    seen = await measureAlone(world, sheet, [group, name], patience, ask)
  })
  sheet.put(group, `${name}, CPU of the platform`, cost.cpuMs / seen.asked, 'ms CPU')
  sheet.put(group, `${name}, MongoDB commands`, cost.mongoCommands / seen.asked, 'commands')
  sheet.put(group, `${name}, rows from MongoDB`, cost.mongoRows / seen.asked, 'rows')
  return { ...seen, cost }
}
