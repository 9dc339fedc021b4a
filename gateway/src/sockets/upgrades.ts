import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Http2SecureServer } from 'node:http2'
import type { Duplex } from 'node:stream'

/** The headers that only offer an upgrade (RFC 9110, 7.8; RFC 7540, 3.2.1). */
const upgradeHeaders = new Set(['upgrade', 'http2-settings'])

/** Removes the names of these headers from a `Connection` header. */
const withoutUpgradeHeaders = (value: string): string =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && !upgradeHeaders.has(part.toLowerCase()))
    .join(', ')

/** Writes the head of a request as it arrived, but without the offer to upgrade. */
const headWithoutUpgrade = ({ method, url, httpVersion, rawHeaders }: IncomingMessage): string => {
  const lines = [`${method} ${url} HTTP/${httpVersion}`]
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = rawHeaders.slice(index, index + 2)
    const kept = name.toLowerCase() === 'connection' ? withoutUpgradeHeaders(value) : value
    if (!upgradeHeaders.has(name.toLowerCase()) && (kept !== '' || value === '')) lines.push(`${name}: ${kept}`)
  }
  return `${lines.join('\r\n')}\r\n\r\n`
}

const isWebsocket = (request: IncomingMessage): boolean => request.headers.upgrade?.toLowerCase() === 'websocket'

/** A server whose connections speak HTTP/1.1, all or some of them. */
export type UpgradingServer = Server | Http2SecureServer

export type TakeWebsocket = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

/**
 * Passes requests for a websocket to `take`. An offer to upgrade to any other protocol is ignored, and the request is answered as if it
 * had no such offer, as RFC 9110 (7.8) says. Node has already released the connection, so the bytes of the request are put back and the
 * connection is returned to the server, after the previous request on it has been answered.
 */
export const takeUpgrades = (server: UpgradingServer, take: TakeWebsocket): void => {
  const answering = new WeakMap<Duplex, ServerResponse>()
  server.on('request', (request, response) => answering.set(request.socket, response))
  server.on('upgrade', (request, socket, head) => {
    if (isWebsocket(request)) {
      // The connection may live for days, and an earlier answer on it need not.
      answering.delete(socket)
      take(request, socket, head)
      return
    }
    const handBack = (): void => {
      if (socket.destroyed) return
      socket.unshift(Buffer.concat([Buffer.from(headWithoutUpgrade(request), 'latin1'), head]))
      server.emit('connection', socket)
    }
    const last = answering.get(socket)
    if (last === undefined || last.writableFinished) handBack()
    else last.once('finish', handBack)
  })
}
