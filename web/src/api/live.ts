import { createClient } from 'graphql-ws'
import { type GraphqlError, isAway } from './graphql-error.ts'
import { pauseMs } from './pause.ts'
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

/** What is heard of a subscription. */
export interface Hearer {
  next(answer: unknown): void
  /** The platform has refused it, or the session has ended: no more comes. */
  error(error: Error): void
  complete(): void
  /** No event is missed from now on. What was before has to be asked for. It comes again whenever the socket was away; a state is sent in its place. */
  opened(): void
}

export interface Live {
  /** Subscribes, and does so again when the socket was away. Returns what ends it. */
  subscribe(asked: object, hearer: Hearer): () => void
  close(): void
}

/** Opens the socket for subscriptions, when the first one is asked for. It comes back as docs/guides/clients.md says, with fresh tokens. */
export const openLive = (session: number | null): Live => {
  const opened = new Map<string, () => void>()
  let ids = 0
  let waitSeconds = 0
  let renewal: ReturnType<typeof setTimeout> | undefined
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
    generateID: () => String(++ids),
    retryWait: async (retries) => {
      const waitMs = waitSeconds > 0 ? waitSeconds * 1_000 * (1 + Math.random() / 4) : pauseMs(retries)
      await new Promise((resolve) => setTimeout(resolve, waitMs))
    },
    on: {
      connected: (socket) => {
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
      pong: (isReceived, payload) => {
        if (!isReceived) return
        clearTimeout(dying)
        opened.get(String(payload?.subscribed))?.()
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
    subscribe(asked, hearer) {
      let timer: ReturnType<typeof setTimeout> | undefined
      let leave = () => {}
      let tries = 0
      const begin = () => {
        const end = client.subscribe<never>(
          // Relay's operations are sent by their hash. The platform says when no event is missed any more, and begins with the state where it is one.
          { query: '', ...asked, extensions: { acknowledge: true } },
          {
            next: (answer) => {
              tries = 0
              hearer.next(answer)
            },
            error: (error) => {
              opened.delete(id)
              if (Array.isArray(error) && isAway(error as readonly GraphqlError[])) timer = setTimeout(begin, pauseMs(tries++))
              else hearer.error(error instanceof Error ? error : new OfflineError('The subscription ended', { cause: error }))
            },
            complete: () => {
              opened.delete(id)
              hearer.complete()
            },
          },
        )
        const id = String(ids)
        opened.set(id, () => hearer.opened())
        leave = () => {
          opened.delete(id)
          end()
        }
      }
      begin()
      return () => {
        clearTimeout(timer)
        leave()
      }
    },
    close() {
      clearTimeout(renewal)
      clearTimeout(dying)
      // A socket that is on its way is waited for, and is not opened any more.
      void Promise.resolve(client.dispose()).catch(() => undefined)
    },
  }
}
