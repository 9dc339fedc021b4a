import { type Athlete, signUp } from '../athletes.ts'
import { type Cost, costOf } from '../cost.ts'
import type { Sheet } from '../figures.ts'
import { inLanes } from '../lanes.ts'
import type { BenchOptions } from '../options.ts'
import type { World } from '../world.ts'

const LANES = 8
const WITHOUT = '{ viewer { athlete { id } } }'
const WITH = '{ viewer { athlete { id isPremium } } }'
const PERFORMANCE = '{ viewer { athlete { performance { __typename } } } }'

/** Who has no premium is refused by the subgraph that has the analytics. */
const refused = async ({ api }: Athlete): Promise<void> => {
  const wasAnswered = await api.ask(PERFORMANCE).then(
    () => true,
    () => false,
  )
  if (wasAnswered) throw new Error('performance was answered without premium')
}

/** Measures the question whether an athlete has premium. It must need no other subgraph. */
export const premium = async (world: World, sheet: Sheet, { quick, full }: BenchOptions): Promise<void> => {
  const count = quick ? 6 : full ? 5_000 : 1_000
  const who = await signUp(world.url)
  await world.platform.rest()
  const load = async (group: string, ask: () => Promise<unknown>): Promise<Cost> => {
    await inLanes(Array.from({ length: Math.min(count, 100) }), LANES, async () => void (await ask()))
    await world.platform.rest()
    const cost = await costOf(world, count, () => inLanes(Array.from({ length: count }), LANES, async () => void (await ask())))
    sheet.put(group, 'CPU of the platform', cost.cpuMs, 'ms CPU')
    sheet.put(group, 'subgraph calls', cost.subgraphCalls, 'calls')
    sheet.put(group, 'MongoDB commands', cost.mongoCommands, 'commands')
    return cost
  }
  const without = await load('the athlete, without the question', () => who.api.ask(WITHOUT))
  const asked = await load('the athlete, with isPremium', () => who.api.ask(WITH))
  await load('performance, refused', () => refused(who))
  const group = 'the question'
  sheet.put(group, 'CPU of the platform', asked.cpuMs - without.cpuMs, 'ms CPU')
  sheet.put(group, 'MongoDB commands', asked.mongoCommands - without.mongoCommands, 'commands')
  const calls = asked.subgraphCalls - without.subgraphCalls
  sheet.put(group, 'calls of other subgraphs', calls, 'calls')
  if (Math.round(calls) !== 0) throw new Error('isPremium needs another subgraph')
}
