import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { afterEach, describe, expect, it } from 'vitest'
import { scrape, switchMetricsOn } from './metrics.ts'
import { beginSpan, beginTrace, hasTraces, openTraces, recordedTraceparent } from './traces.ts'

const RECORDED = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
const NOT_RECORDED = RECORDED.replace(/01$/, '00')
const MALFORMED = ['', 'x', `${RECORDED}0`, RECORDED.replace('4bf9', '4BF9'), `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`]

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** A collector that answers each request with this status. */
const collector = async (status: number): Promise<{ readonly endpoint: string; requests(): number }> => {
  let requests = 0
  const server: Server = createServer((request, response) => {
    requests += 1
    request.resume().on('end', () => response.writeHead(status).end())
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  ends.push(async () => {
    server.closeAllConnections()
    server.close()
  })
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests: () => requests }
}

const open = async (endpoint: string, ratio: number, lines: string[] = []) => {
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) })
  const close = await openTraces({ endpoint, ratio, run: 'all', log })
  ends.push(close)
  return close
}

describe('traces that are off', () => {
  it('hand on what a client sends, begin nothing, and make up a context that is not recorded', () => {
    expect(hasTraces()).toBe(false)
    expect(beginTrace('x', RECORDED)).toEqual({ traceparent: RECORDED, span: null })
    expect(beginSpan('x', 'client', RECORDED)).toBeNull()
    for (const header of [undefined, ...MALFORMED]) {
      const { traceparent, span } = beginTrace('x', header)
      expect(traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/)
      expect(span).toBeNull()
    }
  })
})

describe('traces that are on', () => {
  it('continue that of a client, and hand on the span and not its parent', async () => {
    await open((await collector(200)).endpoint, 1)
    const { traceparent, span } = beginTrace('x', RECORDED)
    expect(span?.traceparent).toBe(traceparent)
    expect(traceparent.slice(0, 36)).toBe(RECORDED.slice(0, 36))
    expect(traceparent).not.toBe(RECORDED)
    expect(traceparent).toMatch(/-01$/)
    const below = beginSpan('y', 'client', traceparent)
    expect(below?.traceparent.slice(0, 36)).toBe(RECORDED.slice(0, 36))
    expect(below?.traceparent).not.toBe(traceparent)
    below?.end()
    span?.end()
  })

  it('begin one of their own without a client, or with one that sends something else', async () => {
    await open((await collector(200)).endpoint, 1)
    for (const header of [undefined, ...MALFORMED]) {
      const { traceparent, span } = beginTrace('x', header)
      expect(traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)
      expect(span).not.toBeNull()
      span?.end()
    }
  })

  it('obey a client that asks not to be recorded', async () => {
    await open((await collector(200)).endpoint, 1)
    expect(beginTrace('x', NOT_RECORDED)).toEqual({ traceparent: NOT_RECORDED, span: null })
    expect(beginSpan('x', 'client', NOT_RECORDED)).toBeNull()
    expect(beginSpan('x', 'client', null)).toBeNull()
  })

  it('do not obey a client that asks to be recorded, but go on with what another process records', async () => {
    await open((await collector(200)).endpoint, 0)
    expect(beginTrace('x', RECORDED)).toEqual({ traceparent: NOT_RECORDED, span: null })
    const below = beginSpan('x', 'consumer', RECORDED)
    expect(below).not.toBeNull()
    below?.end()
  })

  it('send what is left when they end, and are off afterwards', async () => {
    const taking = await collector(200)
    const close = await open(taking.endpoint, 1)
    beginTrace('x', undefined).span?.end()
    expect(taking.requests()).toBe(0)
    await close()
    expect(taking.requests()).toBe(1)
    expect(hasTraces()).toBe(false)
  })

  it('lose what the collector refuses, count it, and say so once', async () => {
    const off = await switchMetricsOn()
    ends.push(async () => off())
    const lines: string[] = []
    const close = await open((await collector(400)).endpoint, 1, lines)
    beginTrace('x', undefined).span?.end('SERVICE_UNAVAILABLE')
    await close()
    expect(await scrape()).toContain('gruppetto_spans_total{outcome="lost"} 1')
    expect(lines.filter((line) => line.includes('cannot be sent'))).toHaveLength(1)
  })
})

it('only a context that is recorded is handed on where nothing else is', () => {
  expect([RECORDED, NOT_RECORDED, null, 'x'].map(recordedTraceparent)).toEqual([RECORDED, null, null, null])
})
