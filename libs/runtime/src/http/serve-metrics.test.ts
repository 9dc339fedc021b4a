import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { expect, it } from 'vitest'
import { ConfigError } from '../environment.ts'
import { hasMetrics } from '../metrics.ts'
import { serveMetrics } from './serve-metrics.ts'

const log = pino({ level: 'silent' })
const host = '127.0.0.1'

it('serves the metrics to whoever asks, and nothing else', async () => {
  const server = await serveMetrics({ port: 0, host, log })
  const answer = await fetch(server.url)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8'])
  expect(await answer.text()).toContain('# TYPE process_cpu_seconds_total counter')
  const head = await fetch(server.url, { method: 'HEAD' })
  expect([head.status, await head.text()]).toEqual([200, ''])
  expect((await fetch(server.url, { method: 'POST' })).status).toBe(405)
  expect((await fetch(new URL('/graphql', server.url))).status).toBe(404)
  await server.close()
  await expect(fetch(server.url)).rejects.toThrow()
  expect(hasMetrics()).toBe(false)
})

it('says which port is taken, and leaves the metrics off', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => {
    other.listen(0, host, resolve)
  })
  const { port } = other.address() as AddressInfo
  const failing = serveMetrics({ port, host, log })
  await expect(failing).rejects.toThrow(ConfigError)
  await expect(failing).rejects.toThrow(`METRICS_PORT=${port}`)
  expect(hasMetrics()).toBe(false)
  await new Promise((resolve) => other.close(resolve))
})
