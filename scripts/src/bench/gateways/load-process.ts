/**
 * Load in a process of its own, which the forking process tells what to send: a closed loop over some connections, bounded in time.
 * Each request bears an authorization that no other has, so that a gateway cannot share what it fetches.
 */
import { randomBytes } from 'node:crypto'
import { createConnection } from 'node:net'
import type { Load, LoadResult } from './gateways.ts'

const run = ({ port, body, connections, seconds, bytes }: Load): Promise<LoadResult> =>
  new Promise((resolve) => {
    const head = `POST /graphql HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\naccept: application/json\r\nauthorization: Bearer `
    const tail = `\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
    const salt = randomBytes(6).toString('hex')
    const from = performance.now()
    const until = from + seconds * 1_000
    const waits: number[] = []
    const wrong: string[] = []
    let asked = 0
    let open = connections
    const end = (why: string | null): void => {
      if (why !== null) wrong.push(why)
      open -= 1
      if (open === 0) resolve({ answers: waits.length, seconds: (performance.now() - from) / 1_000, wrong, waits })
    }
    for (let connection = 0; connection < connections; connection += 1) {
      const socket = createConnection({ port, host: '127.0.0.1', noDelay: true })
      socket.setEncoding('latin1')
      let text = ''
      let began = 0
      let isOver = false
      const over = (why: string | null): void => {
        if (isOver) return
        isOver = true
        socket.destroy()
        end(why)
      }
      const ask = (): void => {
        if (performance.now() >= until) {
          over(null)
          return
        }
        asked += 1
        text = ''
        began = performance.now()
        socket.write(`${head}${salt}${asked.toString(36)}${tail}`)
      }
      socket.on('connect', ask)
      socket.on('error', (error) => over(error.message))
      socket.on('close', () => over('the gateway ended a connection'))
      socket.on('data', (chunk: string) => {
        text += chunk
        if (!isWhole(text)) return
        waits.push(performance.now() - began)
        const size = bodyOf(text).length
        if (!text.startsWith('HTTP/1.1 200') || size !== bytes) wrong.push(`${size} bytes, not ${bytes}: ${text.slice(0, 300)}`)
        ask()
      })
    }
  })

const lengthOf = (text: string): number =>
  Number(/\r\ncontent-length: *(\d+)/i.exec(text.slice(0, text.indexOf('\r\n\r\n')))?.[1] ?? Number.NaN)

const isWhole = (text: string): boolean => {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return false
  const length = lengthOf(text)
  return Number.isNaN(length) ? text.endsWith('\r\n0\r\n\r\n') : text.length >= end + 4 + length
}

/** The body, with its chunks put together. */
const bodyOf = (text: string): string => {
  let rest = text.slice(text.indexOf('\r\n\r\n') + 4)
  if (!Number.isNaN(lengthOf(text))) return rest
  let body = ''
  for (;;) {
    const line = rest.indexOf('\r\n')
    const size = Number.parseInt(rest, 16)
    if (!(size > 0)) return body
    body += rest.slice(line + 2, line + 2 + size)
    rest = rest.slice(line + size + 4)
  }
}

process.on('message', (load: Load) => {
  run(load).then((result) => process.send?.(result))
})
process.on('disconnect', () => process.exit())
