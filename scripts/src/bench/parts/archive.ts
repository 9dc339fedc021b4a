import { setTimeout as sleep } from 'node:timers/promises'
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
/** A question costs what a recording costs: few of them, so that the recordings are measured. */
const LOOK_EVERY_MS = 1_000

/** Runs `work`. Returns the most resident memory that the platform was seen to take meanwhile. */
const peakDuring = async (world: World, work: () => Promise<unknown>): Promise<number> => {
  let peak = 0
  let isOver = false
  const look = async (): Promise<void> => {
    while (!isOver) {
      peak = Math.max(peak, (await world.platform.snapshot()).rssBytes)
      await sleep(LOOK_EVERY_MS)
    }
  }
  const looking = look()
  // It is awaited at the end, whatever happens until then.
  looking.catch(() => undefined)
  try {
    await work()
  } finally {
    isOver = true
    await looking
  }
  return peak
}

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
  const asking = { patienceMs: count * PATIENCE_MS, everyMs: Math.min(LOOK_EVERY_MS, count * 20) }
  await world.chill()
  const before = await world.platform.snapshot(true)
  let peak = 0
  const cost = await costOf(world, count, async () => {
    peak = await peakDuring(world, () => uploaded(who, 'rides.zip', bytes, asking))
  })
  const after = await world.platform.snapshot(true)
  await world.platform.rest()
  const stored = await world.platform.count('activities', 'activities', { athleteId: who.id, deleted: false })
  if (stored !== count) throw new Error(`${stored} of ${count} recordings became activities`)
  const group = `${count} GPX of 2 min in a zip`
  sheet.put(group, 'imported', (count * 1_000) / cost.ms, 'recordings/s')
  sheet.put(group, 'imported with a whole core', 1_000 / cost.cpuMs, 'recordings/CPU s')
  sheet.put(group, 'CPU of the platform for a recording', cost.cpuMs, 'ms CPU')
  sheet.put(group, 'MongoDB commands for a recording', cost.mongoCommands, 'commands')
  sheet.put(group, 'size of the zip', bytes.length / 1024 ** 2, 'MB')
  sheet.put(group, 'memory at its highest, above that before', (peak - before.rssBytes) / 1024 ** 2, 'MB')
  sheet.put(group, 'memory after it, above that before', (after.rssBytes - before.rssBytes) / 1024 ** 2, 'MB')
  sheet.put(group, 'heap after it, above that before', (after.heapUsedBytes - before.heapUsedBytes) / 1024 ** 2, 'MB')
}
