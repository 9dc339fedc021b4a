import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../free-port.ts'
import type { ServerKind, ServerProgram } from './kinds.ts'
import { endProcess, isAlive, listProcesses, type ProcessRow } from './processes.ts'

const START_MS = 60_000
const ADOPT_MS = 5000

export interface ChildServer {
  readonly pid: number
  readonly port: number
  readonly url: string
  readonly adopted: boolean
}

interface Place {
  readonly folder: string
  readonly record: string
  readonly log: string
}

export const placeOf = (dataDir: string, kind: ServerKind): Place => ({
  folder: join(dataDir, kind.name),
  record: join(dataDir, 'servers', `${kind.name}.json`),
  log: join(dataDir, 'servers', `${kind.name}.log`),
})

const lastPort = (record: string): number | null => {
  try {
    const value: unknown = JSON.parse(readFileSync(record, 'utf8'))
    return typeof value === 'object' && value !== null && 'port' in value && typeof value.port === 'number' ? value.port : null
  } catch {
    return null
  }
}

const portIn = (args: readonly string[]): number | null => {
  const at = args.findIndex((word) => word === '--port' || word === '-p')
  const port = Number(args[at + 1])
  return at === -1 || !Number.isInteger(port) ? null : port
}

const runs = (row: ProcessRow, program: string, folder: string): boolean =>
  row.args.slice(0, 2).some((word) => basename(word) === program) && row.args.includes(folder)

const answersWithin = async (program: ServerProgram, port: number, ms: number, pid: number): Promise<boolean> => {
  for (const end = Date.now() + ms; Date.now() < end && isAlive(pid); await sleep(50))
    if (await program.answers(port)) return true
  return false
}

const writeRecord = (place: Place, pid: number, port: number, binary: string): void =>
  writeFileSync(place.record, JSON.stringify({ pid, port, binary, folder: place.folder }))

/**
 * Takes over a server on this folder whose parent process was killed. Ends any other server there that does not answer, so that
 * two never share the folder.
 */
const adopt = async (place: Place, programs: readonly ServerProgram[]): Promise<ChildServer | null> => {
  let adopted: ChildServer | null = null
  for (const program of programs) {
    for (const row of listProcesses().filter((candidate) => runs(candidate, program.program, place.folder))) {
      const port = portIn(row.args)
      if (adopted === null && port !== null && (await answersWithin(program, port, ADOPT_MS, row.pid))) {
        await program.prepare?.(port)
        writeRecord(place, row.pid, port, row.args[0] ?? program.program)
        adopted = { pid: row.pid, port, url: program.url(port), adopted: true }
      } else {
        await endProcess(row.pid, 5000)
      }
    }
  }
  return adopted
}

const tail = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').trim().split('\n').slice(-8).join('\n    ')
  } catch {
    return ''
  }
}

/**
 * Starts a program on the folder and waits until it answers. The program gets its own process group, so that Ctrl-C reaches only
 * us and we stop it last.
 */
export const startServer = async (place: Place, program: ServerProgram, binary: string): Promise<ChildServer> => {
  mkdirSync(place.folder, { recursive: true })
  mkdirSync(join(place.record, '..'), { recursive: true })
  const port = await freePort(lastPort(place.record))
  const output = openSync(place.log, 'a')
  const child = spawn(binary, program.args(port, place.folder), { detached: true, stdio: ['ignore', output, output] })
  closeSync(output)
  const failed = new Promise<never>((_, reject) => child.once('error', reject))
  if (child.pid === undefined) return failed
  failed.catch(() => undefined)
  const { pid } = child
  writeRecord(place, pid, port, binary)
  child.unref()
  if (!(await answersWithin(program, port, START_MS, pid))) {
    await endProcess(pid, 2000)
    throw new Error(`${basename(binary)} did not start; the end of ${place.log}:\n    ${tail(place.log)}`)
  }
  await program.prepare?.(port)
  return { pid, port, url: program.url(port), adopted: false }
}

/** Takes over a server on this folder whose parent process was killed, whichever program it is; null when there is none. */
export const adoptServer = (place: Place, kind: ServerKind): Promise<ChildServer | null> => {
  const programs = new Map([kind.wheel, ...kind.binaries].map((program) => [program.program, program]))
  return adopt(place, [...programs.values()])
}

/** Returns the URL of the server that runs on the folder now; undefined when none runs. Changes nothing. */
export const runningUrl = (dataDir: string, kind: ServerKind): string | undefined => {
  const { folder } = placeOf(dataDir, kind)
  for (const program of [kind.wheel, ...kind.binaries]) {
    const row = listProcesses().find((candidate) => runs(candidate, program.program, folder))
    const port = row === undefined ? null : portIn(row.args)
    if (port !== null) return program.url(port)
  }
  return undefined
}
