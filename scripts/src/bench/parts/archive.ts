import { writeZip } from '@gruppetto/testing/zip-file'
import { signUp, uploaded } from '../athletes.ts'
import { costOf } from '../cost.ts'
import type { Sheet } from '../figures.ts'
import { type BenchOptions, crowdOf } from '../options.ts'
import { shortRide } from '../recordings.ts'
import type { World } from '../world.ts'

const DAY_MS = 86_400_000
/** For each recording, on a busy machine. */
const PATIENCE_MS = 10_000
const FIRST_DAY_MS = Date.UTC(2015, 0, 1, 8)

/** Measures the import of a zip of recordings by somebody who has none. */
export const archive = async (world: World, sheet: Sheet, options: BenchOptions): Promise<void> => {
  const count = crowdOf('archive', options)
  const who = await signUp(world.url)
  await world.platform.rest()
  const files = Array.from({ length: count }, (_, index) => ({
    name: `${index}.gpx`,
    bytes: shortRide(FIRST_DAY_MS + index * DAY_MS),
  }))
  const bytes = writeZip(files)
  await world.chill()
  const before = await world.platform.snapshot(true)
  const cost = await costOf(world, count, () => uploaded(who, 'rides.zip', bytes, count * PATIENCE_MS))
  const after = await world.platform.snapshot()
  await world.platform.rest()
  const stored = await world.platform.count('activities', 'activities', { athleteId: who.id, deleted: false })
  if (stored !== count) throw new Error(`${stored} of ${count} recordings became activities`)
  const group = `${count} GPX of 2 min in a zip`
  sheet.put(group, 'imported', (count * 1_000) / cost.ms, 'recordings/s')
  sheet.put(group, 'CPU of the platform for a recording', cost.cpuMs, 'ms CPU')
  sheet.put(group, 'MongoDB commands for a recording', cost.mongoCommands, 'commands')
  sheet.put(group, 'memory after it, above that before', (after.rssBytes - before.rssBytes) / 1024 ** 2, 'MB')
}
