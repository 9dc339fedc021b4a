import { askWithKey, newBrand } from '../brands.ts'
import { type Cost, costOf } from '../cost.ts'
import type { Sheet } from '../figures.ts'
import { inLanes } from '../lanes.ts'
import type { BenchOptions } from '../options.ts'
import { mean } from '../statistics.ts'
import type { World } from '../world.ts'

/** Answered by the gateway alone, so that nothing but the caller makes a difference. */
const NOTHING = '{ __typename }'
/** Answers with its keys are not kept. */
const OWN_KEYS = '{ partner { apiKeys { id } } }'
const LANES = 8

/** They take turns, since the platform becomes faster while it runs. */
const ROUNDS = 4

interface Load {
  readonly group: string
  readonly key: string | null
  readonly query: string
  readonly costs: Cost[]
}

const meanOf = ({ costs }: Load, value: (cost: Cost) => number): number => mean(costs.map(value))

/** Measures what the check of an API key adds to a request. */
export const keys = async (world: World, sheet: Sheet, { quick, full }: BenchOptions): Promise<void> => {
  const count = quick ? 6 : full ? 3_000 : 500
  const { secret } = await newBrand(world)
  const nobody: Load = { group: '{ __typename }, signed out', key: null, query: NOTHING, costs: [] }
  const known: Load = { group: '{ __typename }, with a key', key: secret, query: NOTHING, costs: [] }
  const brand: Load = { group: "the brand's keys, with a key", key: secret, query: OWN_KEYS, costs: [] }
  const loads = [nobody, known, brand]
  const run = ({ key, query }: Load) =>
    inLanes(Array.from({ length: count }), LANES, async () => void (await askWithKey(world, key, query)))
  for (const load of loads) await run(load)
  await world.platform.rest()
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const load of loads) load.costs.push(await costOf(world, count, () => run(load)))
  }
  for (const load of loads) {
    sheet.put(
      load.group,
      'CPU of the platform',
      meanOf(load, ({ cpuMs }) => cpuMs),
      'ms CPU',
    )
    sheet.put(
      load.group,
      'MongoDB commands',
      meanOf(load, ({ mongoCommands }) => mongoCommands),
      'commands',
    )
    sheet.put(
      load.group,
      'Redis commands',
      meanOf(load, ({ redisCommands }) => redisCommands),
      'commands',
    )
    sheet.put(load.group, 'sustained', (count * 1_000) / meanOf(load, ({ ms }) => ms), 'requests/s')
  }
  const more = (value: (cost: Cost) => number): number => meanOf(known, value) - meanOf(nobody, value)
  const cpuMs = more((cost) => cost.cpuMs)
  const group = 'the check of a key, less what a stranger costs'
  sheet.put(group, 'CPU of the platform', cpuMs, 'ms CPU')
  sheet.put(group, 'of the smallest request of a partner', (cpuMs / meanOf(brand, (cost) => cost.cpuMs)) * 100, '% of its CPU')
  sheet.put(
    group,
    'Redis commands',
    more(({ redisCommands }) => redisCommands),
    'commands',
  )
  sheet.put(
    group,
    'MongoDB commands',
    more(({ mongoCommands }) => mongoCommands),
    'commands',
  )
}
