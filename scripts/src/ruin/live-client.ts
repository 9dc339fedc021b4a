import WebSocket from 'ws'

/** A client of subscriptions over a websocket (graphql-transport-ws). */
export interface LiveClient {
  subscribe(query: string, onMessage: () => void): void
  /** Resolves when the socket is closed, by whomever. */
  readonly closed: Promise<void>
  /** Leaves what comes in the buffers of the kernel from now on. */
  stopReading(): void
  close(): void
}

const ACCEPTED_WITHIN_MS = 10_000

interface Message {
  readonly type: string
  readonly id?: string
}

/** Connects. Throws when the socket is not accepted within ten seconds. */
export const openLiveClient = async (endpoint: string, token: string): Promise<LiveClient> => {
  const socket = new WebSocket(endpoint.replace(/^http/, 'ws'), 'graphql-transport-ws')
  const listeners = new Map<string, () => void>()
  // What goes wrong closes the socket too.
  socket.on('error', () => undefined)
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  const send = (message: object) => socket.send(JSON.stringify(message))
  const accepted = new Promise<void>((resolve) => {
    socket.on('message', (data) => {
      const { type, id = '' } = JSON.parse(String(data)) as Message
      if (type === 'connection_ack') resolve()
      else if (type === 'ping') send({ type: 'pong' })
      else if (type === 'next') listeners.get(id)?.()
    })
  })
  socket.once('open', () => send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }))
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'LATE'>((resolve) => {
    timer = setTimeout(resolve, ACCEPTED_WITHIN_MS, 'LATE')
  })
  const outcome = await Promise.race([accepted.then(() => 'ACCEPTED'), closed.then(() => 'CLOSED'), late])
  clearTimeout(timer)
  if (outcome !== 'ACCEPTED') {
    socket.terminate()
    throw new Error(`the socket was not accepted: ${outcome}`)
  }
  return {
    subscribe(query, onMessage) {
      const id = String(listeners.size + 1)
      listeners.set(id, onMessage)
      send({ id, type: 'subscribe', payload: { query } })
    },
    closed,
    stopReading: () => socket.pause(),
    close: () => socket.terminate(),
  }
}
