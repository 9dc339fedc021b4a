import type { LiveHints } from '@gruppetto/runtime'

/** What of a session its watchers are reached by. */
interface Watched {
  readonly _id: string
  readonly link: { readonly tokenHash: string } | null
}

/** Tells those who watch a live session that it has changed, at most once in `everyMs`: what comes sooner is told together at its end. */
export interface LiveSessionHints {
  changed(session: Watched): void
  close(): void
}

/** A class of its own would own the timers; a closure does. */
export const openLiveSessionHints = (live: Pick<LiveHints, 'publish'>, everyMs = 1000): LiveSessionHints => {
  const resting = new Map<string, { timer: NodeJS.Timeout; waiting: Watched | null }>()

  const publish = (session: Watched): void => {
    live.publish('liveSession', session._id)
    if (session.link !== null) live.publish('liveLink', session.link.tokenHash)
    const timer = setTimeout(() => {
      const waiting = resting.get(session._id)?.waiting ?? null
      resting.delete(session._id)
      if (waiting !== null) publish(waiting)
    }, everyMs)
    resting.set(session._id, { timer: timer.unref(), waiting: null })
  }

  return {
    changed(session) {
      const rest = resting.get(session._id)
      if (rest === undefined) publish(session)
      else rest.waiting = session
    },
    close() {
      for (const { timer, waiting } of resting.values()) {
        clearTimeout(timer)
        if (waiting !== null) live.publish('liveSession', waiting._id)
      }
      resting.clear()
    },
  }
}
