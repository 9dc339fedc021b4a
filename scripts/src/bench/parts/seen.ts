import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { freePort } from '@gruppetto/runtime'
import { type Athlete, uploaded } from '../athletes.ts'
import type { Sheet } from '../figures.ts'
import { inLanes } from '../lanes.ts'
import type { BenchOptions } from '../options.ts'
import { shortRide } from '../recordings.ts'
import { percentile } from '../statistics.ts'
import { openWorld, type World } from '../world.ts'
import { FEED, readerOf, SMALLEST } from './feed.ts'

/** The share of traces that is recorded by default. */
const RATIO = '0.01'
const WIDTH = 4
const FIRST_DAY_MS = Date.UTC(2021, 0, 1, 8)
const DAY_MS = 86_400_000

interface Sides {
  readonly seen: World
  readonly blind: World
  scrape(): Promise<void>
}

/** CPU of a platform's process for each of `count` pieces of work. */
const cpuOf = async ({ platform }: World, count: number, work: () => Promise<unknown>): Promise<number> => {
  const before = await platform.snapshot()
  await work()
  return ((await platform.snapshot()).cpuMs - before.cpuMs) / count
}

/** Prepares a kind of work on a platform. It does the work `count` times. */
type Kind = (world: World) => Promise<(count: number) => Promise<unknown>>

const pages =
  (readers: ReadonlyMap<World, Athlete>, query: string): Kind =>
  async (world) =>
  (count) =>
    inLanes(Array.from({ length: count }), WIDTH, async () => void (await readers.get(world)?.api.ask(query)))

const rides: Kind = async (world) => {
  const athletes = await world.athletes(WIDTH)
  return async (count) => {
    const files = Array.from({ length: count }, () => shortRide(FIRST_DAY_MS + world.next() * DAY_MS))
    await inLanes(files, WIDTH, async (bytes, lane) => {
      const who = athletes[lane]
      if (who !== undefined) await uploaded(who, 'short.gpx', bytes)
    })
    await world.platform.rest()
  }
}

/**
 * Compares two platforms side by side, one with metrics that are scraped and traces of one in a hundred, the other with neither: the same work on one
 * and then on the other, again and again, each beginning every second time. Each turn has its ratio, so what else the machine does is in both alike.
 */
const compare = async (
  sheet: Sheet,
  group: string,
  { seen, blind, scrape }: Sides,
  kind: Kind,
  [turns, count]: readonly [number, number],
) => {
  const works = new Map([
    [seen, await kind(seen)],
    [blind, await kind(blind)],
  ])
  const once = async (world: World) => cpuOf(world, count, async () => works.get(world)?.(count))
  for (const world of [seen, blind, seen, blind]) await once(world)
  const ratios: number[] = []
  const costs: number[] = []
  for (let turn = 0; turn < turns; turn += 1) {
    const order = turn % 2 === 0 ? [seen, blind] : [blind, seen]
    const cpu = new Map<World, number>()
    for (const world of order) {
      cpu.set(world, await once(world))
      await scrape()
    }
    const [on = Number.NaN, off = Number.NaN] = [cpu.get(seen), cpu.get(blind)]
    ratios.push(on / off)
    costs.push(off)
  }
  sheet.put(group, 'with neither metrics nor traces, median', percentile(costs, 0.5), 'ms CPU')
  sheet.put(group, 'with both to with neither, median of the turns', percentile(ratios, 0.5), 'times')
  sheet.put(group, 'of them the quarter at', percentile(ratios, 0.25), 'times')
  sheet.put(group, 'and the three quarters at', percentile(ratios, 0.75), 'times')
}

/** Measures what metrics and traces cost on a platform that works, as a ratio of CPU. */
export const seen = async (
  sheet: Sheet,
  options: BenchOptions,
  env: Readonly<Record<string, string | undefined>>,
  say: (line: string) => void,
): Promise<void> => {
  const collector = createServer((request, response) => request.resume().on('end', () => response.end()))
  await new Promise<void>((resolve) => {
    collector.listen(0, '127.0.0.1', resolve)
  })
  const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`
  const metricsPort = String(await freePort())
  const both = {
    METRICS_PORT: metricsPort,
    METRICS_HOST: '127.0.0.1',
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    OTEL_TRACES_SAMPLER_ARG: RATIO,
  }
  const worlds: World[] = []
  try {
    const [on, off] = [await openWorld(options, env, say, both), await openWorld(options, env, say)]
    worlds.push(on, off)
    const scrape = async () => {
      const answer = await fetch(`http://127.0.0.1:${metricsPort}/metrics`)
      if (!(await answer.text()).includes('gruppetto_')) throw new Error('the platform that is seen has no metrics')
    }
    const sides: Sides = { seen: on, blind: off, scrape }
    const readers = new Map<World, Athlete>()
    for (const world of worlds) readers.set(world, await readerOf(world, { followed: 8, itemsEach: 3 }))
    const [turns, small, large] = options.quick ? [2, 20, 4] : options.full ? [60, 400, 40] : [24, 200, 20]
    await compare(sheet, 'a page of the feed', sides, pages(readers, FEED), [turns, large])
    await compare(sheet, 'the smallest query', sides, pages(readers, SMALLEST), [turns, small])
    await compare(sheet, 'an upload of two minutes, until all rests', sides, rides, [Math.ceil(turns / 2), options.quick ? 2 : 8])
  } finally {
    for (const world of worlds) await world.close()
    collector.closeAllConnections()
    collector.close()
  }
}
