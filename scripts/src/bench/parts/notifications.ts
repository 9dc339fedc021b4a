import { setTimeout as sleep } from 'node:timers/promises'
import { type Athlete, signUp } from '../athletes.ts'
import type { Sheet } from '../figures.ts'
import { inLanes } from '../lanes.ts'
import { type BenchOptions, crowdOf } from '../options.ts'
import { type Subscribed, subscribed } from '../socket.ts'
import type { World } from '../world.ts'

const RECEIVED = 'subscription { notificationReceived { id text activity { id } } }'
const KUDOS = 'mutation ($id: ID!) { giveKudos(subjectId: $id) { id } }'
const NEWEST = '{ viewer { notifications(first: 1) { edges { node { actorCount } } } } }'
const DAY_MS = 86_400_000
const LANES = 8
const PATIENCE_MS = 1_800_000

interface Received {
  readonly notificationReceived: { readonly activity: { readonly id: string } | null }
}

interface Newest {
  readonly viewer: { readonly notifications: { readonly edges: readonly { readonly node: { readonly actorCount: number } }[] } }
}

const addRide = async (world: World, owner: Athlete): Promise<string> => {
  const query = 'mutation ($input: ManualActivityInput!) { createManualActivity(input: $input) { id } }'
  const startedAt = new Date(Date.now() - DAY_MS - world.next() * 60_000).toISOString()
  const input = { name: 'Ride', sport: 'RIDE', startedAt, timeZone: 'Europe/Zurich', elapsedSeconds: 60, distanceMeters: 500 }
  return (await owner.api.ask<{ createManualActivity: { id: string } }>(query, { input })).createManualActivity.id
}

/** From the answer of giveKudos to the message on the owner's websocket: one at a time, then several at once. */
const toSocket = async (world: World, sheet: Sheet, live: Subscribed<Received>, giver: Athlete, rides: readonly string[]) => {
  const [alone, together] = [rides.slice(0, rides.length / 2), rides.slice(rides.length / 2)]
  const times: number[] = []
  for (const id of alone) {
    await world.chill()
    await giver.api.ask(KUDOS, { id })
    const givenAt = performance.now()
    // The message may arrive before the answer of the mutation.
    times.push(Math.max(0, (await live.next()).at - givenAt))
  }
  sheet.durations('kudos, one after the other', 'answer to message', times)
  await world.chill()
  const startedAt = performance.now()
  const giving = inLanes(together, LANES, async (id) => void (await giver.api.ask(KUDOS, { id })))
  let lastAt = startedAt
  for (const _ of together) lastAt = (await live.next()).at
  await giving
  sheet.put(`kudos, ${LANES} at once`, 'from event to socket', (together.length * 1000) / (lastAt - startedAt), 'notifications/s')
}

const awaitActors = async (owner: Athlete, count: number): Promise<void> => {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(250)) {
    const { edges } = (await owner.api.ask<Newest>(NEWEST)).viewer.notifications
    if (edges[0]?.node.actorCount === count) return
  }
  throw new Error(`the flood was not over after ${PATIENCE_MS / 1000} s`)
}

/** Kudos of many athletes on one activity, all at the same time. */
const flood = async (world: World, sheet: Sheet, owner: Athlete, count: number): Promise<void> => {
  const id = await addRide(world, owner)
  await world.platform.rest()
  const live = await subscribed<Received>(world.url, owner.token, RECEIVED)
  await world.chill()
  const before = await world.platform.snapshot()
  const startedAt = performance.now()
  await world.platform.flood(id, owner.id, count)
  await awaitActors(owner, count)
  const seconds = (performance.now() - startedAt) / 1000
  const after = await world.platform.snapshot()
  const messages = live.arrived()
  await live.close()
  const group = `${count} kudos on one activity`
  sheet.put(group, 'until the notification counts them all', seconds, 's')
  sheet.put(group, 'messages on the websocket', messages, 'messages')
  sheet.put(group, 'CPU of the platform for one', (after.cpuMs - before.cpuMs) / count, 'ms CPU')
  sheet.put(group, 'MongoDB commands for one', (after.mongoCommands - before.mongoCommands) / count, 'commands')
}

/** Measures notifications from what caused them to the websocket, and a flood of them. */
export const notifications = async (world: World, sheet: Sheet, options: BenchOptions): Promise<void> => {
  const [owner, giver] = [await signUp(world.url), await signUp(world.url)]
  const rides: string[] = []
  for (let index = 0; index < (options.quick ? 4 : options.full ? 200 : 60); index += 1) rides.push(await addRide(world, owner))
  await world.platform.rest()
  const live = await subscribed<Received>(world.url, owner.token, RECEIVED)
  await toSocket(world, sheet, live, giver, rides)
  await live.close()
  await flood(world, sheet, owner, crowdOf('notifications', options))
}
