import { type ChildProcess, execFileSync, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { composeServices } from '@apollo/composition'
import { freePort } from '@gruppetto/runtime'
import { parse } from 'graphql'
import { type BenchProgram, bundled } from '../bundled.ts'
import { rightAnswer } from './right-answer.ts'
import { type Operation, SUBGRAPHS, type SubgraphName } from './world.ts'

export interface Load {
  readonly port: number
  readonly body: string
  readonly connections: number
  readonly seconds: number
  /** How many bytes a right answer has. */
  readonly bytes: number
}

export interface LoadResult {
  readonly answers: number
  readonly seconds: number
  readonly wrong: readonly string[]
  /** Milliseconds. */
  readonly waits: readonly number[]
}

/** A gateway to compare: the command that serves the supergraph of a file at POST /graphql of a port. */
export interface Peer {
  readonly name: string
  readonly command: (supergraph: string, port: number) => readonly string[]
  readonly env?: (supergraph: string, port: number) => Readonly<Record<string, string>>
}

/** One round of one gateway. */
export interface Round {
  readonly answersPerCpuSecond: number
  readonly waits: readonly number[]
  readonly megabytes: number
  readonly subgraphRequests: number
}

const CONNECTIONS = 48
/** As in the public benchmark. */
const SUBGRAPH_DELAY_MS = 10

/** A gateway has one core to itself where there are several, and all else has the others. */
const cores = cpus().length
const canPin = cores > 1 && existsSync('/usr/bin/taskset')
const pinned = (on: 'gateway' | 'others', command: readonly string[]): readonly string[] =>
  canPin ? ['taskset', '-c', on === 'gateway' ? '1' : cores === 2 ? '0' : `0,2-${cores - 1}`, ...command] : command

const TICKS = (): number => Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))

/** CPU seconds and resident megabytes of a process and of those below it. */
const usageOf = (pid: number, ticks: number): { cpu: number; megabytes: number } => {
  const children = new Map<number, number[]>()
  const spent = new Map<number, number>()
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'latin1')
      const fields = stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .map(Number)
      const [parent = 0] = fields.slice(1)
      spent.set(
        Number(entry),
        fields.slice(11, 15).reduce((sum, value) => sum + value, 0),
      )
      children.set(parent, [...(children.get(parent) ?? []), Number(entry)])
    } catch {
      // It has ended meanwhile.
    }
  }
  let cpu = 0
  let kilobytes = 0
  const add = (process: number): void => {
    cpu += spent.get(process) ?? 0
    try {
      kilobytes += Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${process}/status`, 'utf8'))?.[1] ?? 0)
    } catch {
      // It has ended meanwhile.
    }
    for (const child of children.get(process) ?? []) add(child)
  }
  add(pid)
  return { cpu: cpu / ticks, megabytes: kilobytes / 1_024 }
}

interface Running {
  readonly peer: Peer
  readonly port: number
  readonly child: ChildProcess
}

const post = async (port: number, { query, variables }: Operation): Promise<string> => {
  const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', authorization: 'Bearer one' },
    body: JSON.stringify({ query, variables }),
  })
  return answer.text()
}

const START_MS = 60_000

const startPeer = async (peer: Peer, supergraph: string): Promise<Running> => {
  const port = await freePort()
  const [file = '', ...words] = pinned('gateway', peer.command(supergraph, port))
  const env = { ...process.env, NODE_ENV: 'production', ...peer.env?.(supergraph, port) }
  const child = spawn(file, words, { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (text: Buffer) => {
    said = (said + text).slice(-2_000)
  })
  for (const until = Date.now() + START_MS; Date.now() < until && child.exitCode === null; await sleep(100)) {
    try {
      if (JSON.parse(await post(port, { name: 'ready', query: '{ __typename }' })).data !== undefined)
        return { peer, port, child }
    } catch {
      // It does not listen yet.
    }
  }
  child.kill('SIGKILL')
  throw new Error(`${peer.name} did not start: ${said}`)
}

const stop = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  const ended = await Promise.race([once(child, 'exit').then(() => true), sleep(3_000, false)])
  if (!ended) child.kill('SIGKILL')
}

const forked = (source: BenchProgram, ...words: readonly string[]): ChildProcess => {
  const [command = '', ...rest] = pinned('others', [process.execPath])
  return fork(bundled(source), words, { execPath: command, execArgv: [...rest] })
}

const ask = async <T>(child: ChildProcess, message: object): Promise<T> => {
  child.send(message)
  const [reply] = await once(child, 'message')
  return reply as T
}

export interface Comparison {
  /** Runs each operation in rounds, in which the gateways take turns. A gateway that answers an operation wrongly is not in its map, and is said to be. */
  readonly compare: (operation: Operation, rounds: number, seconds: number) => Promise<ReadonlyMap<string, readonly Round[]>>
  readonly close: () => Promise<void>
}

/**
 * Starts the subgraphs, the gateways and the load. Each gateway answers an operation for `warmUpSeconds` before it is measured: until V8 has
 * compiled what is asked for again and again, which takes some thousand requests, one costs up to twice as much.
 */
export const openComparison = async (
  peers: readonly Peer[],
  warmUpSeconds: number,
  say: (line: string) => void,
): Promise<Comparison> => {
  const ticks = TICKS()
  const names = Object.keys(SUBGRAPHS) as SubgraphName[]
  const subgraphs = names.map((name) => forked('scripts/src/bench/gateways/subgraph-process.ts', name, String(SUBGRAPH_DELAY_MS)))
  const load = forked('scripts/src/bench/gateways/load-process.ts')
  const folder = mkdtempSync(join(tmpdir(), 'gateways-'))
  const running: Running[] = []
  const close = async (): Promise<void> => {
    for (const child of [...subgraphs, load]) child.disconnect()
    await Promise.all(running.map(({ child }) => stop(child)))
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const ports = await Promise.all(subgraphs.map(async (child) => ((await once(child, 'message'))[0] as { port: number }).port))
    const { supergraphSdl, errors } = composeServices(
      names.map((name, index) => ({
        name,
        url: `http://127.0.0.1:${ports[index]}/graphql`,
        typeDefs: parse(SUBGRAPHS[name].sdl),
      })),
    )
    if (supergraphSdl === undefined) throw new Error(`the world does not compose: ${errors?.[0]?.message}`)
    const supergraph = join(folder, 'supergraph.graphql')
    writeFileSync(supergraph, supergraphSdl)
    for (const peer of peers) running.push(await startPeer(peer, supergraph))
  } catch (error) {
    await close()
    throw error
  }
  const requestsOf = async (): Promise<{ requests: number; withoutAuthorization: number }> => {
    const counts = await Promise.all(subgraphs.map((child) => ask<{ requests: number; withoutAuthorization: number }>(child, {})))
    return counts.reduce((sum, { requests, withoutAuthorization }) => ({
      requests: sum.requests + requests,
      withoutAuthorization: sum.withoutAuthorization + withoutAuthorization,
    }))
  }

  const loaded = async (port: number, operation: Operation, bytes: number, seconds: number): Promise<LoadResult> => {
    const body = JSON.stringify({ query: operation.query, variables: operation.variables })
    const result = await ask<LoadResult>(load, { port, body, connections: CONNECTIONS, seconds, bytes } satisfies Load)
    if (result.wrong.length > 0) throw new Error(`${result.wrong.length} wrong answers to ${operation.name}: ${result.wrong[0]}`)
    return result
  }

  const compare = async (operation: Operation, rounds: number, seconds: number) => {
    const right = await rightAnswer(operation)
    const able: { gateway: Running; bytes: number; rounds: Round[] }[] = []
    for (const gateway of running) {
      const text = await post(gateway.port, operation)
      if (isDeepStrictEqual(JSON.parse(text), { data: right })) able.push({ gateway, bytes: Buffer.byteLength(text), rounds: [] })
      else say(`${gateway.peer.name} answers ${operation.name} wrongly and is left out: ${text.slice(0, 300)}`)
    }
    for (const { gateway, bytes } of able) await loaded(gateway.port, operation, bytes, warmUpSeconds)
    for (let round = 0; round < rounds; round += 1) {
      for (let turn = 0; turn < able.length; turn += 1) {
        // The order rotates, so that a disturbance affects all.
        const one = able[(turn + round) % able.length]
        const pid = one?.gateway.child.pid
        if (one === undefined || pid === undefined) continue
        const [requestsBefore, before] = [await requestsOf(), usageOf(pid, ticks)]
        const { answers, waits } = await loaded(one.gateway.port, operation, one.bytes, seconds)
        const [after, requestsAfter] = [usageOf(pid, ticks), await requestsOf()]
        if (requestsAfter.withoutAuthorization > requestsBefore.withoutAuthorization) {
          throw new Error(`${one.gateway.peer.name} does not pass the authorization on`)
        }
        one.rounds.push({
          answersPerCpuSecond: answers / (after.cpu - before.cpu),
          waits,
          megabytes: after.megabytes,
          subgraphRequests: (requestsAfter.requests - requestsBefore.requests) / answers,
        })
      }
    }
    return new Map(able.map(({ gateway, rounds: measured }) => [gateway.peer.name, measured]))
  }

  return { compare, close }
}
