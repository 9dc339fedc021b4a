import { type LiveHints, type Throttle, throttle } from '@gruppetto/runtime'

/** The fields of a session by which its watchers are reached. */
interface Watched {
  readonly _id: string
  readonly link: { readonly tokenHash: string } | null
}

/** Notifies those who watch a live session that it has changed. */
export type LiveSessionHints = Throttle<Watched>

export const openLiveSessionHints = (live: Pick<LiveHints, 'publish'>, everyMs = 1000): LiveSessionHints =>
  throttle(
    ({ _id, link }) => {
      live.publish('liveSession', _id)
      if (link !== null) live.publish('liveLink', link.tokenHash)
    },
    ({ _id }) => _id,
    everyMs,
  )
