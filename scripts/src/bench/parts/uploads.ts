import { setTimeout as sleep } from 'node:timers/promises'
import { writeZip } from '@gruppetto/testing/zip-file'
import { segmentFrom } from '../../demo/training.ts'
import { type Athlete, createUpload, uploaded } from '../athletes.ts'
import type { Sheet } from '../figures.ts'
import { inLanes, timed } from '../lanes.ts'
import type { BenchOptions } from '../options.ts'
import { hourOfRide, shortRide, tenStretches } from '../recordings.ts'
import { type Subscribed, subscribed } from '../socket.ts'
import { cpuMs, mean } from '../statistics.ts'
import type { World } from '../world.ts'
import { readByGarmin, threadWorkMs } from './stages.ts'

/** Enough athletes to keep the platform busy, though each waits until its upload has ended. */
const lanesOf = ({ quick }: BenchOptions): number => (quick ? 3 : 24)
/** The uploads before the measured ones: after them V8 has compiled the code. */
const warmUpOf = ({ quick, full }: BenchOptions): number => (quick ? 1 : full ? 96 : 24)
const DAY_MS = 86_400_000
/** After this number of uploads Garmin's SDK reads the ride once: other load on the machine slows both equally. */
const BETWEEN_YARDSTICKS = 8
const yardsticksOf = ({ quick }: BenchOptions): number => (quick ? 2 : 10)
const FIRST_DAY_MS = Date.UTC(2020, 0, 1, 8)
/**
 * After this time the past activities have been matched with a new segment a second time, which would match every ride of the
 * part again.
 */
const LOOKED_AGAIN_MS = 95_000

interface Load {
  readonly group: string
  readonly fileName: string
  readonly files: readonly Uint8Array[]
}

const TOLD = 'subscription { notificationReceived { kind upload { status activities { id name } } } }'

interface Told {
  readonly notificationReceived: { readonly kind: string; readonly upload: { readonly status: string } | null }
}

/** Waits as an open app does: its websocket receives the end of the upload and everything else that is pushed. */
const untilDone = async (live: Subscribed<Told>): Promise<void> => {
  for (;;) {
    const { kind, upload } = (await live.next()).data.notificationReceived
    if (kind === 'UPLOAD_FAILED') throw new Error('an upload failed')
    if (kind === 'UPLOAD_DONE' && upload?.status === 'DONE') return
  }
}

/** Returns the uploads in a second. */
const run = async (world: World, sheet: Sheet, { group, fileName, files }: Load, options: BenchOptions): Promise<number> => {
  const { platform, databaseCpuMs } = world
  const lanes = lanesOf(options)
  const warmYardsticks = yardsticksOf(options)
  const athletes = await world.athletes(lanes)
  const sockets = await Promise.all(athletes.map(({ token }) => subscribed<Told>(world.url, token, TOLD)))
  const ride = hourOfRide()
  const yardstick = () => cpuMs(() => readByGarmin(ride))
  const yardsticks: number[] = []
  const durations: number[] = []
  const send = async (bytes: Uint8Array, lane: number) => {
    const [who, live] = [athletes[lane], sockets[lane]]
    if (who === undefined || live === undefined) throw new Error('no athlete has this lane')
    durations.push(
      await timed(async () => {
        await (await createUpload(who, fileName, bytes)).put()
        await untilDone(live)
      }),
    )
    if (durations.length % BETWEEN_YARDSTICKS === 0) yardsticks.push(yardstick())
  }
  const [warmUp, measured] = [files.slice(0, warmUpOf(options)), files.slice(warmUpOf(options))]
  await inLanes(warmUp, lanes, send)
  while (yardsticks.length < warmYardsticks) yardsticks.push(yardstick())
  yardsticks.length = 0
  durations.length = 0
  await platform.rest()
  const before = await platform.snapshot()
  const databaseBefore = databaseCpuMs()
  const ms = await platform.profiled(`uploads ${group}`, () => timed(() => inLanes(measured, lanes, send)))
  const databaseAfter = databaseCpuMs()
  const sending = await platform.snapshot()
  await platform.rest()
  const after = await platform.snapshot()
  await Promise.all(sockets.map((live) => live.close()))
  const count = measured.length
  const platformMs = (after.cpuMs - before.cpuMs) / count
  const aloneMs = mean(Array.from({ length: warmYardsticks }, yardstick))
  const meanwhileMs = yardsticks.length > 0 ? mean(yardsticks) : aloneMs
  const threadMs = threadWorkMs(measured[0] ?? new Uint8Array(), options.quick)
  sheet.put(group, 'athletes at once', lanes, 'athletes')
  sheet.put(group, 'sustained', (count * 1000) / ms, 'uploads/s')
  sheet.durations(group, 'from createUpload to DONE', durations)
  sheet.put(group, 'CPU of the platform for an upload', platformMs, 'ms CPU')
  sheet.put(group, 'of it reading, measuring, encoding (alone, warm)', threadMs, 'ms CPU')
  sheet.put(group, 'the rest: HTTP, resolvers, events, stores', platformMs - threadMs, 'ms CPU')
  sheet.put(group, 'what two cores carry, the database excluded', 2000 / platformMs, 'uploads/s')
  sheet.put(group, "Garmin's SDK reading the hour, alone afterwards", aloneMs, 'ms CPU')
  sheet.put(group, 'an upload to that', platformMs / aloneMs, 'times')
  sheet.put(group, "Garmin's SDK reading the hour meanwhile", meanwhileMs, 'ms CPU')
  sheet.put(group, 'an upload to that one', platformMs / meanwhileMs, 'times')
  sheet.put(group, 'MongoDB commands for an upload', (after.mongoCommands - before.mongoCommands) / count, 'commands')
  sheet.put(group, 'platform busy meanwhile', ((sending.cpuMs - before.cpuMs) / ms) * 100, '% of a core')
  if (databaseBefore !== null && databaseAfter !== null) {
    sheet.put(group, 'database busy meanwhile', ((databaseAfter - databaseBefore) / ms) * 100, '% of a core')
  }
  return (count * 1000) / ms
}

/** Imports a zip of the files that were sent one by one, by an athlete who has none of them. `single` is how many of those ended in a second. */
const importAll = async (
  world: World,
  sheet: Sheet,
  { group, fileName, files }: Load,
  single: number,
  options: BenchOptions,
): Promise<void> => {
  const { platform } = world
  const who = (await world.athletes(lanesOf(options) + 2)).at(-1)
  if (who === undefined) throw new Error('nobody signed up')
  const bytes = writeZip(files.map((file, index) => ({ name: `${index}-${fileName}`, bytes: file })))
  await platform.rest()
  const before = await platform.snapshot()
  const ms = await timed(() => uploaded(who, 'rides.zip', bytes))
  await platform.rest()
  const after = await platform.snapshot()
  const perSecond = (files.length * 1000) / ms
  sheet.put(group, 'one archive of the same files', perSecond, 'recordings/s')
  sheet.put(group, 'an archive to single uploads by several athletes', perSecond / single, 'times')
  sheet.put(group, 'CPU of the platform for a recording of an archive', (after.cpuMs - before.cpuMs) / files.length, 'ms CPU')
}

const segmentsOf = ({ quick }: BenchOptions): number => (quick ? 2 : 10)

/** Creates the segments of the one-hour ride before it is uploaded. The ride contains some of them twice. */
const segmentsOfHour = async (world: World, options: BenchOptions): Promise<void> => {
  const maker = (await world.athletes(lanesOf(options) + 1)).at(-1)
  if (maker === undefined) throw new Error('nobody signed up')
  const activityId = await uploaded(maker, 'first.fit', hourOfRide())
  for (const [index, [from, to]] of tenStretches(3600).slice(0, segmentsOf(options)).entries())
    await segmentFrom(maker.api, activityId, `Segment ${index}`, Math.round(from), Math.round(to))
  await world.platform.rest()
}

/**
 * Measures complete uploads by several athletes at once until all are DONE. The CPU is that of the platform's process until its
 * workers are idle.
 */
export const uploads = async (world: World, sheet: Sheet, options: BenchOptions): Promise<void> => {
  const { quick, full } = options
  const warmUp = warmUpOf(options)
  const [long, short] = quick ? [3, 4] : full ? [warmUp + 96, warmUp + 168] : [warmUp + 36, warmUp + 48]
  const shortRides = Array.from({ length: short }, (_, index) => shortRide(FIRST_DAY_MS + index * DAY_MS))
  const hours = Array.from({ length: long }, (_, index) => hourOfRide(index + 1))
  await segmentsOfHour(world, options)
  const madeAt = Date.now()
  const rides = { group: 'GPX of 2 min', fileName: 'short.gpx', files: shortRides }
  await importAll(world, sheet, rides, await run(world, sheet, rides, options), options)
  // The few of the usual size are through before that.
  if (full) await sleep(madeAt + LOOKED_AGAIN_MS - Date.now())
  await run(world, sheet, { group: `FIT of 1 h, ${segmentsOf(options)} segments`, fileName: 'ride.fit', files: hours }, options)
}

/** Uploads a recording and returns its activity, for the parts that need one. */
export const shortActivity = (world: World, who: Athlete): Promise<string> =>
  uploaded(who, 'short.gpx', shortRide(FIRST_DAY_MS - world.next() * DAY_MS))
