import { TAKEN_SECONDS, takenKey } from '@gruppetto/events'
import type { Runtime } from '@gruppetto/runtime'
import type { Session } from './session.ts'

/** More than a client can have on the way. One that never answers costs no more memory. */
const MOST_UNCONFIRMED = 100

/** Finds out which notifications have arrived, so that social sends no push about what an open socket shows already. */
export interface Confirmations {
  /** Pings the client with the id of a notification that was written to its socket. A dead connection takes bytes for minutes, but answers no ping. */
  ask(session: Session, notificationId: string): void
  onPong(session: Session, notificationId: string): void
}

export const openConfirmations = ({ redis, now, log }: Pick<Runtime, 'redis' | 'now' | 'log'>): Confirmations => ({
  ask(session, notificationId) {
    const { unconfirmed } = session
    if (!session.isOpen || (unconfirmed?.size ?? 0) >= MOST_UNCONFIRMED) return
    session.unconfirmed = (unconfirmed ?? new Set()).add(notificationId)
    session.ping(notificationId)
  },
  onPong(session, notificationId) {
    // A client may send any pong at any time. Only what was asked counts, and only for its own athlete.
    if (!session.unconfirmed?.delete(notificationId)) return
    if (session.unconfirmed.size === 0) session.unconfirmed = null
    const { caller } = session.identity
    if (caller.kind !== 'athlete') return
    redis
      .set(takenKey(caller.athleteId, notificationId), now(), 'EX', TAKEN_SECONDS)
      .catch((error: unknown) => log.debug({ err: error }, 'a shown notification was not noted; a push may repeat it'))
  },
})
