import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

/** Headers that belong to the offer alone (RFC 9110, 7.8; RFC 7540, 3.2.1). */
const ofTheOffer = new Set(['upgrade', 'http2-settings'])

/** `Connection` without what it said of the offer. */
const connectionLeft = (value: string): string =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && !ofTheOffer.has(part.toLowerCase()))
    .join(', ')

/** The head of a request as it came, without its offer to upgrade. */
const headWithoutOffer = ({ method, url, httpVersion, rawHeaders }: IncomingMessage): string => {
  const lines = [`${method} ${url} HTTP/${httpVersion}`]
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = rawHeaders.slice(index, index + 2)
    const kept = name.toLowerCase() === 'connection' ? connectionLeft(value) : value
    if (!ofTheOffer.has(name.toLowerCase()) && (kept !== '' || value === '')) lines.push(`${name}: ${kept}`)
  }
  return `${lines.join('\r\n')}\r\n\r\n`
}

const isWebsocket = (request: IncomingMessage): boolean => request.headers.upgrade?.toLowerCase() === 'websocket'

export type TakeWebsocket = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

/**
 * Takes up the offers of requests to become a websocket. Any other offer is ignored, and the request answered as if it had not been made, as
 * RFC 9110 (7.8) says. Node has given the connection away by then, so it is handed back with its first bytes put in front again, once what
 * was asked before on the same connection is answered.
 */
export const takeUpgrades = (server: Server, take: TakeWebsocket): void => {
  const answering = new WeakMap<Duplex, ServerResponse>()
  server.on('request', (request, response) => answering.set(request.socket, response))
  server.on('upgrade', (request, socket, head) => {
    if (isWebsocket(request)) {
      take(request, socket, head)
      return
    }
    const handBack = (): void => {
      if (socket.destroyed) return
      socket.unshift(Buffer.concat([Buffer.from(headWithoutOffer(request), 'latin1'), head]))
      server.emit('connection', socket)
    }
    const last = answering.get(socket)
    if (last === undefined || last.writableFinished) handBack()
    else last.once('finish', handBack)
  })
}
