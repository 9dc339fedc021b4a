import { within } from '@gruppetto/runtime'
import { LRUCache } from 'lru-cache'
import type { ApiKeyRow } from '../domain/api-key.ts'
import type { Storage } from '../services.ts'

export interface KeyUses {
  /** Notes that a key is used now. Returns at once; a note that fails is made with the next use. */
  note(key: Pick<ApiKeyRow, '_id' | 'lastUsedAt'>): void
  /** Resolves when all notes are written or have failed, and after `deadlineMs` at the latest. */
  close(deadlineMs: number): Promise<void>
}

/** How exact `lastUsedAt` is: a key is written once in this time, however often it is used. */
const EVERY_MS = 60_000

export const openKeyUses = ({ stores: { apiKeys }, runtime: { log, now } }: Storage): KeyUses => {
  const noted = new LRUCache<string, number>({ max: 10_000 })
  const writing = new Set<Promise<void>>()
  return {
    note({ _id, lastUsedAt }) {
      const nowMs = now()
      const lastMs = Math.max(noted.get(_id) ?? 0, lastUsedAt?.getTime() ?? 0)
      if (nowMs - lastMs < EVERY_MS) return
      noted.set(_id, nowMs)
      const written = apiKeys
        .noteUse(_id, new Date(nowMs))
        .catch((error: unknown) => {
          noted.delete(_id)
          log.warn({ err: error, keyId: _id }, 'the use of an API key could not be noted')
        })
        .finally(() => writing.delete(written))
      writing.add(written)
    },
    async close(deadlineMs) {
      await within(deadlineMs, Promise.all(writing), () => undefined)
    },
  }
}
