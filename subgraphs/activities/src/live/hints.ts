import { type LiveHints, type Throttle, throttle } from '@gruppetto/runtime'

/** The fields of a session by which its watchers are reached. */
interface Watched {
  readonly _id: string
  readonly link: { readonly tokenHash: string } | null
  /** The club event that it was started for. */
  readonly eventId: string | null
}

/** Notifies those who watch a live session, or the event that it was started for, that it has changed. */
export type LiveSessionHints = Throttle<Watched>

export const openLiveSessionHints = (live: Pick<LiveHints, 'publish'>, everyMs = 1000): LiveSessionHints => {
  // A hundred sessions of one event are one change of its order.
  const events = throttle<string>(
    (eventId) => live.publish('clubEvent', eventId),
    (eventId) => eventId,
    everyMs,
  )
  const sessions = throttle<Watched>(
    ({ _id, link, eventId }) => {
      live.publish('liveSession', _id)
      if (link !== null) live.publish('liveLink', link.tokenHash)
      if (eventId !== null) events.call(eventId)
    },
    ({ _id }) => _id,
    everyMs,
  )
  return {
    call: sessions.call,
    close() {
      sessions.close()
      events.close()
    },
  }
}
