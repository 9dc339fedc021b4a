import { revocationKey } from '@gruppetto/events'
import type { Runtime } from '@gruppetto/runtime'

/** The ended sessions in Redis, where the gateway looks them up. */
export const openRevocations = ({ redis }: Pick<Runtime, 'redis'>) => ({
  /** Marks sessions as ended for `ttlMs`. It may be repeated. Throws when Redis does not answer. */
  async put(sessions: readonly { readonly id: string; readonly ttlMs: number }[]): Promise<void> {
    await Promise.all(
      sessions.filter(({ ttlMs }) => ttlMs > 0).map(({ id, ttlMs }) => redis.set(revocationKey(id), '1', 'PX', Math.ceil(ttlMs))),
    )
  },
})

export type Revocations = ReturnType<typeof openRevocations>
