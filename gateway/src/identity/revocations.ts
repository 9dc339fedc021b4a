import { revocationKey, SESSION_ENDED_KEY } from '@gruppetto/events'
import { MOST_SESSIONS_ASKED, SESSIONS_PATH } from '@gruppetto/graph'
import { type Runtime, within } from '@gruppetto/runtime'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { SubgraphTransport } from '../transports/transport.ts'

/** How long an answer is cached. An ended session is refused everywhere within this time. */
const REVOCATION_SEEN_WITHIN_MS = 1_000
const ANSWER_WITHIN_MS = 250

export type IsRevoked = (sessionId: string) => Promise<boolean>

const answerSchema = z.object({ ended: z.array(z.string()) })

/** How long questions for athletes are collected. Without Redis, sockets that come back at once are a few calls and not one each. */
const COLLECTED_MS = 10

interface Question {
  readonly sessionId: string
  answer(isEnded: boolean): void
  fail(error: unknown): void
}

/** Asks athletes, which owns the sessions. What is asked within some milliseconds is one call. */
export const sessionOwner = (subgraphs: SubgraphTransport): IsRevoked => {
  let questions: Question[] = []
  const askTogether = async (asked: readonly Question[]): Promise<void> => {
    try {
      const sessionIds = asked.map(({ sessionId }) => sessionId)
      const answer = await subgraphs.callRoute('athletes', { method: 'POST', path: SESSIONS_PATH, body: { sessionIds } })
      if (answer.status !== 200) throw new Error(`the sessions' route answered ${answer.status}`)
      const ended = new Set(answerSchema.parse(answer.body).ended)
      for (const question of asked) question.answer(ended.has(question.sessionId))
    } catch (error) {
      for (const question of asked) question.fail(error)
    }
  }
  const askAll = (): void => {
    const all = questions
    questions = []
    for (let at = 0; at < all.length; at += MOST_SESSIONS_ASKED) void askTogether(all.slice(at, at + MOST_SESSIONS_ASKED))
  }
  return (sessionId) =>
    new Promise((resolve, reject) => {
      if (questions.length === 0) setTimeout(askAll, COLLECTED_MS)
      questions.push({ sessionId, answer: resolve, fail: reject })
    })
}

export interface Revocations {
  readonly isRevoked: IsRevoked
  /** Calls back with each session that ends in any process. It relies on hints; a session that it misses is found by `isRevoked`. */
  onEnded(callback: (sessionId: string) => void): void
  close(): void
}

/**
 * Checks whether a session has ended. Answers are cached for a second, or until a hint says that the session has ended. The requests to
 * Redis are pipelined with the others of this process. When Redis does not answer, athletes is asked; when athletes does not answer
 * either, the check rejects, so that an outage never lets an ended session pass.
 */
export const sessionRevocations = (
  runtime: Pick<Runtime, 'redis' | 'live' | 'log' | 'now'>,
  askOwner: IsRevoked,
): Revocations => {
  const orOwner = async (asked: Promise<number | null>, sessionId: string): Promise<boolean> => {
    const found = await asked.catch((error: unknown) => {
      runtime.log.warn({ err: error }, 'Redis does not say whether a session has ended: athletes is asked')
      return null
    })
    return found === null ? askOwner(sessionId) : found === 1
  }

  const kept = new LRUCache<string, { readonly isRevoked: boolean; readonly atMs: number }>({ max: 100_000 })
  const asking = new Map<string, Promise<boolean>>()

  const ask = async (sessionId: string): Promise<boolean> => {
    try {
      const asked = within(ANSWER_WITHIN_MS, runtime.redis.exists(revocationKey(sessionId)), () => null)
      const isRevoked = await orOwner(asked, sessionId)
      // The hint that it ended may have arrived before this answer.
      if (kept.get(sessionId)?.isRevoked === true) return true
      kept.set(sessionId, { isRevoked, atMs: runtime.now() })
      return isRevoked
    } finally {
      asking.delete(sessionId)
    }
  }

  const callbacks: ((sessionId: string) => void)[] = []
  const hints = runtime.live.subscribe('session', SESSION_ENDED_KEY, ({ id }) => {
    if (id === undefined) return
    kept.set(id, { isRevoked: true, atMs: runtime.now() })
    for (const callback of callbacks) callback(id)
  })

  return {
    isRevoked(sessionId) {
      const known = kept.get(sessionId)
      // An ended session stays ended.
      if (known?.isRevoked === true) return Promise.resolve(true)
      if (known !== undefined && runtime.now() - known.atMs < REVOCATION_SEEN_WITHIN_MS) return Promise.resolve(false)
      const running = asking.get(sessionId) ?? ask(sessionId)
      asking.set(sessionId, running)
      return running
    },
    onEnded(callback) {
      callbacks.push(callback)
    },
    close: () => hints.unsubscribe(),
  }
}
