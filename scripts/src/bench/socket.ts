import WebSocket from 'ws'

// Speaks graphql-transport-ws without a client library, whose memory and time would be measured too.

interface Message {
  readonly type: string
  readonly id?: string
  readonly payload?: unknown
}

export interface Subscribed<Data> {
  /** Resolves to the data of the next message and the time at which it arrived (performance.now). */
  next(): Promise<{ readonly data: Data; readonly at: number }>
  /** Returns how many messages have arrived that `next` did not return yet. */
  arrived(): number
  close(): Promise<void>
}

/** A database that stops for a minute is slow, and the figures show it. */
const PATIENCE_MS = 180_000

const parsed = (text: string): Message => JSON.parse(text) as Message

/** Opens a socket with a token and starts one subscription. Resolves when the subscription is active. */
export const subscribed = async <Data>(
  url: string,
  token: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Subscribed<Data>> => {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), 'graphql-transport-ws')
  const arrived: { data: Data; at: number }[] = []
  let failure: Error | null = null
  let onChange: () => void = () => undefined
  let onAnswer: (id: string) => void = () => undefined
  const fail = (message: string) => {
    failure ??= new Error(message)
    onChange()
    onAnswer('')
  }
  const send = (message: Message) => socket.send(JSON.stringify(message))
  const asked = (id: string): Promise<void> =>
    new Promise((resolve, reject) => {
      onAnswer = (answered) => {
        if (failure !== null) reject(failure)
        else if (answered === id) resolve()
      }
      onAnswer('')
    })
  socket.on('message', (bytes) => {
    const at = performance.now()
    const message = parsed(String(bytes))
    if (message.type === 'ping') send({ type: 'pong' })
    else if (message.type === 'connection_ack') onAnswer('ack')
    else if (message.type === 'error') fail(`a subscription was refused: ${JSON.stringify(message.payload)}`)
    else if (message.type === 'complete' && message.id !== undefined) onAnswer(message.id)
    else if (message.type === 'next' && message.id === 'live') {
      const { data, errors } = message.payload as { data?: Data | null; errors?: unknown }
      if (data === null || data === undefined || errors !== undefined) return fail(`a push failed: ${JSON.stringify(errors)}`)
      arrived.push({ data, at })
      onChange()
    }
  })
  socket.on('error', (error) => fail(error.message))
  socket.on('close', (code, reason) => fail(`the socket was closed: ${code} ${String(reason)}`))
  const acknowledged = asked('ack')
  socket.on('open', () => send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }))
  await acknowledged
  send({ type: 'subscribe', id: 'live', payload: { query, variables } })
  // The protocol has no message for "subscribed". An answer to a later query on the same socket shows it.
  for (const id of ['first', 'second']) {
    const answered = asked(id)
    send({ type: 'subscribe', id, payload: { query: '{ viewer { id } }' } })
    await answered
  }
  return {
    next: () =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => fail(`no message came in ${PATIENCE_MS / 1000} s`), PATIENCE_MS)
        onChange = () => {
          const message = arrived.shift()
          if (message === undefined && failure === null) return
          clearTimeout(timer)
          onChange = () => undefined
          if (message !== undefined) resolve(message)
          else reject(failure)
        }
        onChange()
      }),
    arrived: () => arrived.length,
    close: () =>
      new Promise((resolve) => {
        socket.removeAllListeners('close')
        socket.on('close', () => resolve())
        socket.close(1000)
      }),
  }
}

/** A socket on which one asks queries. */
export interface Asking {
  /** Resolves when the answer has arrived. */
  ask(query: string): Promise<void>
  close(): Promise<void>
}

/** Opens a socket with a token. Resolves when it is acknowledged. */
export const openAsking = async (url: string, token: string): Promise<Asking> => {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), 'graphql-transport-ws')
  let last = 0
  let onAnswer: (message: Message) => void = () => undefined
  const answered = (id: string | undefined) =>
    new Promise<void>((resolve, reject) => {
      socket.once('close', (code) => reject(new Error(`the socket was closed: ${code}`)))
      onAnswer = (message) => {
        if (message.id !== id || message.type === 'next') return
        socket.removeAllListeners('close')
        if (message.type === 'error') reject(new Error(JSON.stringify(message.payload)))
        else resolve()
      }
    })
  socket.on('message', (bytes) => {
    const message = parsed(String(bytes))
    if (message.type === 'connection_ack' || message.id !== undefined) onAnswer(message)
  })
  const acknowledged = answered(undefined)
  socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } })))
  await acknowledged
  return {
    ask(query) {
      last += 1
      const id = String(last)
      const answer = answered(id)
      socket.send(JSON.stringify({ type: 'subscribe', id, payload: { query } }))
      return answer
    },
    close: () =>
      new Promise((resolve) => {
        socket.removeAllListeners('close')
        socket.on('close', () => resolve())
        socket.close(1000)
      }),
  }
}
