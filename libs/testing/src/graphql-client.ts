import { type Client, createClient } from 'graphql-ws'
import WebSocket from 'ws'

export interface GraphqlError {
  readonly message: string
  readonly path?: ReadonlyArray<string | number>
  readonly extensions?: Readonly<Record<string, unknown>> & { readonly code?: string }
}

export interface GraphqlAnswer<Data> {
  readonly status: number
  readonly data: Data | null
  readonly errors: readonly GraphqlError[]
}

// Tests assert what they read, so they may name the expected shape or access it without types.
// biome-ignore lint/suspicious/noExplicitAny: the answer of any query a test may write
export type AnyData = any

/** Creates a client that queries over HTTP. `token` is an access token, without "Bearer". */
export const graphqlClient = (url: string, token?: string) => {
  return async <Data = AnyData>(
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
    more: { operationName?: string; headers?: Readonly<Record<string, string>> } = {},
  ): Promise<GraphqlAnswer<Data>> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...more.headers,
      },
      body: JSON.stringify({ query, variables, operationName: more.operationName }),
    })
    const text = await response.text()
    let body: { data?: Data | null; errors?: GraphqlError[] }
    try {
      body = JSON.parse(text)
    } catch {
      throw new Error(`status ${response.status}, and no JSON: ${text.slice(0, 300)}`)
    }
    return { status: response.status, data: body.data ?? null, errors: body.errors ?? [] }
  }
}

export interface LiveSubscription<Data> {
  /** Resolves to the next message. Throws when none arrives in time or the subscription ends. */
  next(timeoutMs?: number): Promise<Data>
  /** Throws when a message arrives within `ms`. */
  none(ms: number): Promise<void>
  /** Returns how many messages have arrived but were not read. */
  waiting(): number
  close(): void
}

interface Waiter {
  give(): void
}

const queueOf = <Data>(client: Client, query: string, variables: Readonly<Record<string, unknown>>): LiveSubscription<Data> => {
  const messages: Array<{ data: Data } | { error: Error }> = []
  const waiters = new Set<Waiter>()
  const put = (message: { data: Data } | { error: Error }) => {
    messages.push(message)
    for (const waiter of waiters) waiter.give()
  }
  const dispose = client.subscribe<Data>(
    { query, variables: { ...variables } },
    {
      next: ({ data, errors }) => {
        if (errors !== undefined && errors.length > 0) put({ error: new Error(JSON.stringify(errors)) })
        else if (data !== null && data !== undefined) put({ data })
      },
      error: (error) => put({ error: error instanceof Error ? error : new Error(JSON.stringify(error)) }),
      complete: () => put({ error: new Error('the subscription is complete') }),
    },
  )
  const arrived = (ms: number): Promise<boolean> =>
    messages.length > 0
      ? Promise.resolve(true)
      : new Promise((resolve) => {
          const end = (answer: boolean) => {
            clearTimeout(timer)
            waiters.delete(waiter)
            resolve(answer)
          }
          const waiter: Waiter = { give: () => end(true) }
          const timer = setTimeout(() => end(false), ms)
          waiters.add(waiter)
        })
  return {
    async next(timeoutMs = 30_000) {
      await arrived(timeoutMs)
      const message = messages.shift()
      if (message === undefined) throw new Error(`no message came within ${timeoutMs} ms`)
      if ('error' in message) throw message.error
      return message.data
    },
    async none(ms) {
      if (await arrived(ms)) throw new Error(`a message came: ${JSON.stringify(messages[0])}`)
    },
    waiting: () => messages.length,
    close: dispose,
  }
}

export interface LiveClient {
  subscribe<Data = AnyData>(query: string, variables?: Readonly<Record<string, unknown>>): LiveSubscription<Data>
  /** Resolves to the code and reason when the socket is closed. */
  readonly closed: Promise<{ code: number; reason: string }>
  close(): Promise<void>
}

/** Creates a graphql-ws client. Resolves when the server has accepted the connection. `url` may be http(s) or ws(s). */
export const liveClient = async (url: string, token?: string): Promise<LiveClient> => {
  let tellClosed: (event: { code: number; reason: string }) => void = () => undefined
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    tellClosed = resolve
  })
  const client = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    lazy: false,
    retryAttempts: 0,
    ...(token === undefined ? {} : { connectionParams: { authorization: `Bearer ${token}` } }),
    onNonLazyError: () => undefined,
  })
  const closing = (event: unknown) => {
    const { code, reason } = event as { code?: number; reason?: string }
    tellClosed({ code: code ?? 0, reason: reason ?? '' })
  }
  client.on('closed', closing)
  await new Promise<void>((resolve, reject) => {
    client.on('connected', () => resolve())
    void closed.then(({ code, reason }) => reject(new Error(`the socket was closed: ${code} ${reason}`)))
  })
  return {
    subscribe: (query, variables = {}) => queueOf(client, query, variables),
    closed,
    async close() {
      await client.dispose()
      await closed
    },
  }
}
