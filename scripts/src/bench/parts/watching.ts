import { setTimeout as sleep } from 'node:timers/promises'
import WebSocket from 'ws'
import { type Athlete, signUp } from '../athletes.ts'
import type { Sheet } from '../figures.ts'
import { inLanes } from '../lanes.ts'
import { type BenchOptions, crowdOf } from '../options.ts'
import { percentile } from '../statistics.ts'
import type { World } from '../world.ts'
import { joinedChallenge } from './challenges.ts'

const JOIN = 'mutation ($id: ID!) { joinChallenge(id: $id) { id } }'
const BOARD = `subscription ($id: ID!) { challengeLeaderboardChanged(challengeId: $id) { title participantCount
  leaderboard(first: 20) { totalCount edges { node { rank score athlete { handle displayName avatarUrl } } } } } }`
const LANES = 20
const PATIENCE_MS = 120_000
/** Longer than a hint rests after another. */
const BETWEEN_MS = 1_500

/** The beginning of a push, and of one in which something is missing. */
const PUSHED = '{"id":"board","type":"next"'
const FAILED = '"payload":{"errors"'
/** Where each socket has a read of its own, the database holds up far fewer of them. What a socket costs there hardly depends on how many there are. */
const SHARE_ALONE = 0.1

interface Watcher {
  /** Resolves to the time (performance.now) at which the next push is there. */
  next(): Promise<number>
  close(): void
}

const words = (type: string, payload: unknown, id?: string): string => JSON.stringify({ type, payload, id })

/**
 * Opens a socket that watches a board and only notes when something arrives: in thousands of sockets, reading what arrives would take longer
 * than the platform does.
 */
const watch = (url: string, who: Athlete, variables: Readonly<Record<string, unknown>>): Promise<Watcher> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url.replace(/^http/, 'ws'), 'graphql-transport-ws')
    let pushed: (at: number) => void = () => undefined
    let failed: (error: Error) => void = () => undefined
    let answers = 0
    const ask = (): void => socket.send(words('subscribe', { query: '{ __typename }' }, `ask ${answers}`))
    const watcher: Watcher = {
      next: () =>
        new Promise((found, fail) => {
          const timer = setTimeout(() => fail(new Error('a watcher was not told')), PATIENCE_MS)
          pushed = (at) => {
            clearTimeout(timer)
            found(at)
          }
          failed = (error) => {
            clearTimeout(timer)
            fail(error)
          }
        }),
      close: () => socket.close(1000),
    }
    socket.on('error', reject)
    socket.on('open', () => socket.send(words('connection_init', { authorization: `Bearer ${who.token}` })))
    socket.on('message', (bytes: Buffer) => {
      const at = performance.now()
      const start = bytes.subarray(0, 40).toString('latin1')
      if (start.startsWith(PUSHED)) return bytes.includes(FAILED) ? failed(new Error(`a push failed: ${bytes}`)) : pushed(at)
      if (start.includes('"ping"')) return socket.send('{"type":"pong"}')
      if (start.includes('"connection_ack"')) {
        socket.send(words('subscribe', { query: BOARD, variables }, 'board'))
        return ask()
      }
      if (start.includes('"error"')) return reject(new Error(`a watcher was refused: ${bytes}`))
      if (!start.includes('"complete"')) return
      // The protocol has no message for "subscribed". The answers to two later questions on the same socket show it.
      answers += 1
      if (answers < 2) ask()
      else if (answers === 2) resolve(watcher)
    })
  })

interface Group {
  readonly name: string
  readonly challengeId: string
  readonly watchers: readonly Watcher[]
}

interface Round {
  readonly times: readonly number[]
  readonly cpuMs: number
  readonly calls: number
}

/** Tells of one change, and waits until each watcher has it. */
const change = async (world: World, { challengeId, watchers }: Group): Promise<Round> => {
  const arrivals = watchers.map((watcher) => watcher.next())
  const before = await world.platform.snapshot()
  const from = performance.now()
  await world.platform.hint('challenge', challengeId)
  const times = (await Promise.all(arrivals)).map((at) => at - from)
  const after = await world.platform.snapshot()
  return { times, cpuMs: after.cpuMs - before.cpuMs, calls: after.subgraphCalls - before.subgraphCalls }
}

/**
 * Measures one change of a board until each of the sockets that watch it has the new one: where all ask the same, and where each asks
 * otherwise, so that nothing is shared, in turns. The time includes what the machine's other processes take, and the watchers' own.
 */
export const watching = async (world: World, sheet: Sheet, options: BenchOptions): Promise<void> => {
  const count = crowdOf('watching', options)
  const viewers = await world.athletes(options.quick ? 4 : options.full ? 200 : 50)
  const rider = await signUp(world.url)
  const boardOf = async (): Promise<string> => {
    const id = await joinedChallenge(world, rider)
    for (const athlete of viewers.slice(0, 20)) await athlete.api.ask(JOIN, { id })
    return id
  }
  const open = async (name: string, sockets: number, variablesOf: (index: number) => object): Promise<Group> => {
    const challengeId = await boardOf()
    const watchers: Watcher[] = []
    const numbers = Array.from({ length: sockets }, (_, index) => index)
    await inLanes(numbers, LANES, async (index) => {
      const who = viewers[index % viewers.length]
      if (who !== undefined) watchers.push(await watch(world.url, who, { id: challengeId, ...variablesOf(index) }))
    })
    return { name, challengeId, watchers }
  }
  const groups = [
    await open('all ask the same', count, () => ({})),
    // A variable that the operation does not have makes no other plan, but another question.
    await open('each asks otherwise', Math.max(10, Math.round(count * SHARE_ALONE)), (index) => ({ unused: index })),
  ]
  await world.platform.rest()
  const rounds = new Map(groups.map((group) => [group, [] as Round[]]))
  for (let round = 0; round < (options.quick ? 2 : 6); round += 1) {
    // Each board has hints of its own.
    await sleep(BETWEEN_MS)
    for (const group of groups) {
      await world.platform.rest()
      rounds.get(group)?.push(await change(world, group))
    }
  }
  const costs = groups.map((group) => {
    // The first round of each warms up.
    const measured = rounds.get(group)?.slice(1) ?? []
    const sockets = group.watchers.length
    const about = `${sockets} sockets of ${Math.min(sockets, viewers.length)} athletes, ${group.name}`
    const of = (value: (round: Round) => number): number => percentile(measured.map(value), 0.5)
    sheet.put(
      about,
      'until half of them have it',
      of(({ times }) => percentile(times, 0.5)),
      'ms',
    )
    sheet.put(
      about,
      'until 99 of 100 have it',
      of(({ times }) => percentile(times, 0.99)),
      'ms',
    )
    sheet.put(
      about,
      'until the last has it',
      of(({ times }) => percentile(times, 1)),
      'ms',
    )
    const cpuMs = of((round) => round.cpuMs) / sockets
    sheet.put(about, 'CPU of the platform for a socket', cpuMs, 'ms CPU')
    sheet.put(
      about,
      'calls of subgraphs',
      of(({ calls }) => calls),
      'calls',
    )
    return cpuMs
  })
  const [same = Number.NaN, otherwise = Number.NaN] = costs
  sheet.put('of these', 'CPU for a socket where nothing is shared to where all is', otherwise / same, 'times')
  for (const { watchers } of groups) for (const watcher of watchers) watcher.close()
}
