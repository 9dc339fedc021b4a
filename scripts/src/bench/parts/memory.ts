import { setTimeout as sleep } from 'node:timers/promises'
import WebSocket from 'ws'
import type { Athlete } from '../athletes.ts'
import type { Sheet } from '../figures.ts'
import { type BenchOptions, crowdOf } from '../options.ts'
import { subscribed } from '../socket.ts'
import { leastSlope, slope } from '../statistics.ts'
import type { World } from '../world.ts'

const MEGABYTE = 1024 ** 2
const SAMPLES = 40
/** A slope and its error need three points, and only those of the second half are taken. */
const LEAST_SAMPLES = 6
const HOUR_MS = 3_600_000
/** What is shorter ends while caches still fill. */
const LEAST_SECONDS_TO_JUDGE = 3_600
/** A heap that grows by less than this part of it in an hour is flat. */
const FLAT_SHARE = 0.02
const DAY_MS = 86_400_000

/** More than the gateway keeps of documents, of refused ones, and of operations in their own words. */
const FILLING = 8_000
const FILLING_AT_ONCE = 8

const FEED = '{ viewer { feed(first: 10) { edges { node { __typename id at athlete { handle } } } } } }'
const RECEIVED = 'subscription { notificationReceived { id text } }'
const UNREAD = 'subscription { unreadNotificationCountChanged }'
const ADD_RIDE = 'mutation ($input: ManualActivityInput!) { createManualActivity(input: $input) { id } }'
const GIVE = 'mutation ($id: ID!) { giveKudos(subjectId: $id) { id } }'
const TAKE = 'mutation ($id: ID!) { takeBackKudos(subjectId: $id) { id } }'
const COMMENT = 'mutation ($input: AddCommentInput!) { addComment(input: $input) { id } }'

interface Load {
  readonly world: World
  readonly athletes: readonly Athlete[]
  readonly rides: readonly string[]
}

const one = <Item>(items: readonly Item[]): Item => {
  const item = items[Math.floor(Math.random() * items.length)]
  if (item === undefined) throw new Error('there is none')
  return item
}

/** A query that nobody has sent before. */
const askAnew = async ({ athletes, world }: Load): Promise<void> => {
  await one(athletes).api.ask(`{ a${world.next()}: viewer { b${world.next()}: id athlete { handle } } }`)
}

/** Fills the caches of documents and operations, so that an hour does not show how they fill. */
const fill = async (load: Load): Promise<void> => {
  let left = FILLING
  const lane = async (): Promise<void> => {
    while (left > 0) {
      left -= 1
      // On a machine that is busy some get no answer in time. There are enough others.
      await (left % 4 === 0 ? mistakes(load) : askAnew(load)).catch(() => undefined)
    }
  }
  await Promise.all(Array.from({ length: FILLING_AT_ONCE }, lane))
}

/** Queries that all clients send, and some that nobody has sent before. */
const queries = async (load: Load): Promise<void> => {
  const { api } = one(load.athletes)
  await api.ask(FEED)
  await api.ask('{ viewer { id athlete { handle displayName } unreadNotificationCount } }')
  await askAnew(load)
}

const addRide = async (world: World, owner: Athlete): Promise<string> => {
  const startedAt = new Date(Date.now() - DAY_MS - world.next() * 60_000).toISOString()
  const input = { name: 'Ride', sport: 'RIDE', startedAt, timeZone: 'Europe/Zurich', elapsedSeconds: 60, distanceMeters: 500 }
  return (await owner.api.ask<{ createManualActivity: { id: string } }>(ADD_RIDE, { input })).createManualActivity.id
}

const mutations = async ({ athletes, rides, world }: Load): Promise<void> => {
  await addRide(world, one(athletes))
  const [{ api }, id] = [one(athletes), one(rides)]
  await api.ask(GIVE, { id })
  await api.ask(COMMENT, { input: { subjectId: id, text: 'Windy.' } })
  await api.ask(TAKE, { id })
}

/** Sockets that come and go: politely, and in the middle of something. */
const sockets = async ({ athletes, world }: Load): Promise<void> => {
  const socket = await subscribed<object>(world.url, one(athletes).token, RECEIVED)
  await sleep(200 * Math.random())
  await socket.close()
  const rude = new WebSocket(world.url.replace(/^http/, 'ws'), 'graphql-transport-ws')
  rude.on('error', () => undefined)
  await new Promise((resolve) => rude.once('open', resolve).once('close', resolve))
  rude.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${one(athletes).token}` } }))
  await sleep(20 * Math.random())
  rude.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query: UNREAD } }), () => rude.terminate())
  await new Promise((resolve) => rude.once('close', resolve))
}

/** Queries that are refused, each for another reason. */
const mistakes = async ({ world }: Load): Promise<void> => {
  const bodies = [
    '{',
    JSON.stringify({ query: `{ nothing${world.next()} }` }),
    JSON.stringify({ query: 'query ($n: Int!) { plans }' }),
  ]
  for (const body of bodies) {
    const headers = { 'content-type': 'application/json', authorization: `Bearer invalid${world.next()}` }
    await (await fetch(world.url, { method: 'POST', headers, body })).arrayBuffer()
  }
}

/**
 * Plays queries, mutations, sockets and mistakes side by side, and takes the memory of the platform after a garbage collection again and again. The
 * slopes are of the second half: in the first one, caches fill; before an hour, those of the gateway are filled. Throws where an hour has shown a heap that grows.
 */
export const memory = async (world: World, sheet: Sheet, options: BenchOptions): Promise<void> => {
  const seconds = crowdOf('memory', options)
  const athletes = await world.athletes(options.quick ? 4 : 20)
  const staying = await Promise.all(athletes.map(({ token }) => subscribed<object>(world.url, token, RECEIVED)))
  const rides: string[] = []
  for (const athlete of athletes) rides.push(await addRide(world, athlete))
  await world.platform.rest()
  let played = 0
  let failed = 0
  let isOver = false
  const load: Load = { world, athletes, rides }
  if (seconds >= LEAST_SECONDS_TO_JUDGE) await fill(load)
  const lane = async (work: (load: Load) => Promise<void>, pauseMs: number): Promise<void> => {
    while (!isOver) {
      // A machine that is busy with other things answers some requests too late, which is no reason to end.
      await work(load).then(
        () => {
          played += 1
        },
        () => {
          failed += 1
        },
      )
      await sleep(pauseMs * Math.random())
    }
  }
  const lanes = [
    lane(queries, 40),
    lane(queries, 40),
    lane(mutations, 400),
    lane(sockets, 40),
    lane(sockets, 40),
    lane(mistakes, 200),
  ]
  const samples: { readonly at: number; readonly heap: number; readonly rss: number; readonly external: number }[] = []
  const from = performance.now()
  const everyMs = (seconds * 1000) / SAMPLES
  while (samples.length < LEAST_SAMPLES || performance.now() - from < seconds * 1000) {
    await sleep(everyMs)
    const { heapUsedBytes, rssBytes, externalBytes } = await world.platform.snapshot(true)
    const sample = {
      at: performance.now() - from,
      heap: heapUsedBytes / MEGABYTE,
      rss: rssBytes / MEGABYTE,
      external: externalBytes / MEGABYTE,
    }
    samples.push(sample)
    world.say(`  ${Math.round(sample.at / 1000)} s: heap ${sample.heap.toFixed(1)} MiB, resident ${sample.rss.toFixed(0)} MiB`)
  }
  isOver = true
  await Promise.all(lanes)
  for (const socket of staying) await socket.close()
  const settled = samples.slice(Math.floor(samples.length / 2))
  const group = `${seconds} s of mixed load`
  sheet.put(group, 'pieces of work', played, 'pieces')
  sheet.put(group, 'pieces that failed', failed, 'pieces')
  for (const [name, key] of [
    ['heap', 'heap'],
    ['resident memory', 'rss'],
    ['buffers outside of the heap', 'external'],
  ] as const) {
    sheet.put(group, `${name}, first`, samples[0]?.[key] ?? Number.NaN, 'MiB')
    sheet.put(group, `${name}, half way`, settled[0]?.[key] ?? Number.NaN, 'MiB')
    sheet.put(group, `${name}, last`, samples.at(-1)?.[key] ?? Number.NaN, 'MiB')
    sheet.put(group, `${name}, second half`, slope(settled.map((sample) => [sample.at / HOUR_MS, sample[key]])), 'MiB an hour')
  }
  const growth = leastSlope(settled.map(({ at, heap }) => [at / HOUR_MS, heap]))
  sheet.put(group, 'heap, second half, grows by at least', growth, 'MiB an hour')
  const allowed = FLAT_SHARE * (settled[0]?.heap ?? Number.NaN)
  if (seconds >= LEAST_SECONDS_TO_JUDGE && growth > allowed) {
    throw new Error(
      `the heap is not flat: it grows by ${growth.toFixed(1)} MiB an hour or more, and ${allowed.toFixed(1)} are allowed`,
    )
  }
  if (failed > played) throw new Error(`${failed} of ${failed + played} pieces of work failed`)
}
