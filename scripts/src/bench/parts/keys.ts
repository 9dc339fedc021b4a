import { askWithKey, newBrand } from '../brands.ts'
import { type Cost, costOf } from '../cost.ts'
import type { Sheet } from '../figures.ts'
import { inLanes } from '../lanes.ts'
import type { BenchOptions } from '../options.ts'
import type { World } from '../world.ts'

/** Answered by the gateway alone, so that nothing but the caller makes a difference. */
const NOTHING = '{ __typename }'
const OWN_BRAND = '{ partner { brand { id } } }'
const LANES = 8

/** Measures what the check of an API key adds to a request. */
export const keys = async (world: World, sheet: Sheet, { quick, full }: BenchOptions): Promise<void> => {
  const count = quick ? 40 : full ? 10_000 : 2_000
  const { secret } = await newBrand(world)
  const load = async (group: string, key: string | null, query: string): Promise<Cost> => {
    const ask = () => askWithKey(world, key, query)
    await inLanes(Array.from({ length: Math.min(count, 200) }), LANES, async () => void (await ask()))
    await world.platform.rest()
    const cost = await costOf(world, count, () => inLanes(Array.from({ length: count }), LANES, async () => void (await ask())))
    sheet.put(group, 'CPU of the platform', cost.cpuMs, 'ms CPU')
    sheet.put(group, 'MongoDB commands', cost.mongoCommands, 'commands')
    sheet.put(group, 'Redis commands', cost.redisCommands, 'commands')
    sheet.put(group, 'sustained', (count * 1_000) / cost.ms, 'requests/s')
    return cost
  }
  const nobody = await load('{ __typename }, signed out', null, NOTHING)
  const known = await load('{ __typename }, with a key', secret, NOTHING)
  const brand = await load("the brand's name, with a key", secret, OWN_BRAND)
  const group = 'the check of a key'
  sheet.put(group, 'CPU of the platform', known.cpuMs - nobody.cpuMs, 'ms CPU')
  sheet.put(group, 'of the smallest request of a partner', ((known.cpuMs - nobody.cpuMs) / brand.cpuMs) * 100, '% of its CPU')
  sheet.put(group, 'Redis commands', known.redisCommands - nobody.redisCommands, 'commands')
  sheet.put(group, 'MongoDB commands', known.mongoCommands - nobody.mongoCommands, 'commands')
}
