import { joinTracks, type LiveTrack } from '@gruppetto/recordings'
import type { LivePositions } from './stores/live-positions.ts'

/** What was written while another read was under way is read again. */
const OVERLAP_MS = 60_000
/** Positions held at once, of all sessions: about 30 MB. */
const MAX_HELD = 500_000

interface Held {
  readonly revision: number
  readonly readAtMs: number
  readonly track: LiveTrack
}

/** The tracks of sessions that are watched: each is read once for all who watch, and from then on only what is new. */
export interface LiveTracks {
  /** Everything that was known when the session had this revision, at least. */
  read(session: { readonly _id: string; readonly revision: number }): Promise<LiveTrack>
}

export const openLiveTracks = (positions: Pick<LivePositions, 'read'>, now: () => number, maxHeld = MAX_HELD): LiveTracks => {
  const tracks = new Map<string, Held>()

  const hold = (id: string, held: Held): void => {
    tracks.delete(id)
    tracks.set(id, held)
    let total = [...tracks.values()].reduce((sum, { track }) => sum + track.timeSeconds.length, 0)
    for (const [oldest, { track }] of tracks) {
      if (total <= maxHeld) return
      total -= track.timeSeconds.length
      tracks.delete(oldest)
    }
  }

  return {
    async read({ _id, revision }) {
      const held = tracks.get(_id)
      if (held !== undefined && held.revision >= revision) return held.track
      const readAtMs = now()
      const since = await positions.read(_id, held === undefined ? 0 : held.readAtMs - OVERLAP_MS)
      const track = held === undefined ? since : joinTracks([held.track, since])
      hold(_id, { revision, readAtMs, track })
      return track
    },
  }
}
