import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** The end of every key, by which a server shows that it speaks the protocol (RFC 6455, 1.3). */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
/** 16 bytes in base64. */
const KEY = /^[+/0-9A-Za-z]{22}==$/

const emptyAnswer = (status: string, headers: readonly string[] = []): string =>
  [`HTTP/1.1 ${status}`, 'Connection: close', 'Content-Length: 0', ...headers, '', ''].join('\r\n')

/** The refusal of a request for a websocket. */
export const refusal = {
  notFound: emptyAnswer('404 Not Found'),
  tooMany: (seconds: number) => emptyAnswer('429 Too Many Requests', [`Retry-After: ${seconds}`]),
  unavailable: (seconds: number) => emptyAnswer('503 Service Unavailable', [`Retry-After: ${seconds}`]),
}

/** What is written in answer to a request for a websocket. */
export interface Handshake {
  readonly answer: string
  /** Whether the connection is a websocket now. Otherwise it ends. */
  readonly isAccepted: boolean
  /** The sub-protocol that was agreed on, or '' when the client offers none that is spoken here. */
  readonly protocol: string
}

/** Answers the opening handshake of RFC 6455 (4.2), whose `Upgrade` header says `websocket`. No extension is accepted. */
export const handshakeOf = (request: IncomingMessage, spoken: string): Handshake => {
  const { headers, method } = request
  const refused = (answer: string): Handshake => ({ answer, isAccepted: false, protocol: '' })
  if (method !== 'GET') return refused(emptyAnswer('405 Method Not Allowed', ['Allow: GET']))
  const key = headers['sec-websocket-key']
  if (key === undefined || !KEY.test(key)) return refused(emptyAnswer('400 Bad Request'))
  if (headers['sec-websocket-version'] !== '13') {
    return refused(emptyAnswer('426 Upgrade Required', ['Upgrade: websocket', 'Sec-WebSocket-Version: 13']))
  }
  const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((word) => word.trim())
  const protocol = offered.includes(spoken) ? spoken : ''
  const accept = createHash('sha1').update(`${key}${GUID}`).digest('base64')
  const lines = [
    'HTTP/1.1 101 Switching Protocols',
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Accept: ${accept}`,
    ...(protocol === '' ? [] : [`Sec-WebSocket-Protocol: ${protocol}`]),
    '',
    '',
  ]
  return { answer: lines.join('\r\n'), isAccepted: true, protocol }
}
