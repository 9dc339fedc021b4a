import { type Client, createClient } from 'graphql-ws'
import { accessToken, OfflineError, renewInMs, SessionOverError } from './session.ts'

const COME_BACK = /^Come back in (\d+) s$/

const LOOK_AGAIN_MS = 2_000

/** A socket that does not answer within this time is a dead one: after a sleep or a change of the network nobody says so. */
const ANSWER_WITHIN_MS = 5_000

/** The access token. While the session can't be asked for, it waits: the client would take an error for the end of all subscriptions. */
const tokenInTime = async (session: number | null): Promise<string | null> => {
  for (;;) {
    try {
      return await accessToken(session)
    } catch (error) {
      if (!(error instanceof OfflineError) || error instanceof SessionOverError) throw error
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
    }
  }
}

const socketUrl = (): string => new URL('/graphql', location.origin.replace(/^http/, 'ws')).href

export interface Live {
  readonly client: Client
  /** Hears that pushes may have been missed: the socket was away and is back. Returns what ends it. */
  onReturn(hear: () => void): () => void
  close(): void
}

/** Opens the socket for subscriptions, when the first one is asked for. It comes back as docs/guides/clients.md says, with fresh tokens. */
export const openLive = (session: number | null): Live => {
  const hearers = new Set<() => void>()
  let waitSeconds = 0
  let renewal: ReturnType<typeof setTimeout> | undefined
  let wasOpen = false
  let dying: ReturnType<typeof setTimeout> | undefined
  const authorization = async (): Promise<Readonly<Record<string, string>>> => {
    const token = await tokenInTime(session)
    return token === null ? {} : { authorization: `Bearer ${token}` }
  }
  const client = createClient({
    url: socketUrl(),
    lazy: true,
    lazyCloseTimeout: 5_000,
    keepAlive: 30_000,
    retryAttempts: Number.POSITIVE_INFINITY,
    // Its messages must have a query; one that is sent by its hash has none (api/environment.ts gives it an empty one).
    jsonMessageReplacer: (key, value) => (key === 'query' && value === '' ? undefined : value),
    connectionParams: authorization,
    retryWait: async (retries) => {
      const waitMs = waitSeconds > 0 ? waitSeconds * 1_000 : Math.min(60_000, 1_000 * 2 ** retries)
      await new Promise((resolve) => setTimeout(resolve, waitMs * (1 + Math.random() / 4)))
    },
    on: {
      connected: (socket) => {
        if (wasOpen) for (const hear of hearers) hear()
        wasOpen = true
        const renew = () => {
          clearTimeout(renewal)
          renewal = setTimeout(async () => {
            const payload = await authorization().catch(() => null)
            const open = socket as WebSocket
            // It was closed meanwhile; another one begins with a token of its own.
            if (payload === null || open.readyState !== WebSocket.OPEN) return
            open.send(JSON.stringify({ type: 'ping', payload }))
            renew()
          }, renewInMs())
        }
        renew()
      },
      ping: (isReceived) => {
        if (isReceived) return
        clearTimeout(dying)
        dying = setTimeout(() => client.terminate(), ANSWER_WITHIN_MS)
      },
      pong: (isReceived) => {
        if (isReceived) clearTimeout(dying)
      },
      closed: (event) => {
        clearTimeout(renewal)
        clearTimeout(dying)
        const { code, reason } = event as CloseEvent
        waitSeconds = code === 1013 ? Number(COME_BACK.exec(reason)?.[1] ?? 0) : 0
      },
    },
  })
  return {
    client,
    onReturn(hear) {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
    close() {
      clearTimeout(renewal)
      clearTimeout(dying)
      void client.dispose()
    },
  }
}
