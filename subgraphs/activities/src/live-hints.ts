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

  const tell = ({ _id, link }: Watched): void => {
    live.publish('liveSession', _id)
    if (link !== null) live.publish('liveLink', link.tokenHash)
  }
  const publish = (session: Watched): void => {
    tell(session)
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
        if (waiting !== null) tell(waiting)
      }
      resting.clear()
    },
  }
}
