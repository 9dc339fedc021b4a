import { joinTracks, type LiveTrack, type Span, without } from '@gruppetto/recordings'
import type { LiveSessionRow } from '../domain/live-session.ts'
import { type LiveViewFields, showLiveView } from '../domain/live-view.ts'
import type { ViewerPrivacy } from '../domain/viewer-privacy.ts'
import type { LivePositions } from '../stores/live-positions.ts'

/** Rows that were written while another read was under way are read again. */
const OVERLAP_MS = 60_000
/** The memory of a session beside its positions, in positions. */
const BASE_SIZE = 100
/** The most positions in memory, of all sessions: about 30 MB. */
const MAX_HELD = 500_000

interface Held {
  readonly revision: number
  readonly readAtMs: number
  readonly track: Promise<LiveTrack>
  /** What can be seen at this revision, by audience (the athlete, or others under one revision of the athlete's privacy) and span. */
  readonly views: Map<string, LiveViewFields>
  /** In positions. */
  size: number
}

/**
 * Keeps watched sessions in memory. The track of a session is read once for all watchers, and from then on only what is new. A
 * view is made once for all who see the same.
 */
export interface LiveViews {
  /** Returns what can be seen of a session, at this revision or a later one, with the metres within `span` if it is given. */
  view(row: LiveSessionRow, isOwn: boolean, privacy: PrivacyAt | undefined, span?: Span | null): Promise<LiveViewFields>
}

interface PrivacyAt extends ViewerPrivacy {
  readonly revision: number
}

export const openLiveViews = (positions: Pick<LivePositions, 'read'>, now: () => number, maxHeld = MAX_HELD): LiveViews => {
  const sessions = new Map<string, Held>()

  const letGo = (): void => {
    let total = [...sessions.values()].reduce((sum, { size }) => sum + size, 0)
    for (const [id, { size }] of sessions) {
      if (total <= maxHeld) return
      total -= size
      sessions.delete(id)
    }
  }

  const readOn = async (id: string, before: Held | undefined): Promise<LiveTrack> => {
    if (before === undefined) return positions.read(id)
    const track = await before.track
    const since = await positions.read(id, before.readAtMs - OVERLAP_MS)
    return joinTracks([track, without(since, track)])
  }

  const hold = ({ _id, revision }: LiveSessionRow): Held => {
    const before = sessions.get(_id)
    if (before !== undefined && before.revision >= revision) return before
    const held: Held = { revision, readAtMs: now(), track: readOn(_id, before), views: new Map(), size: BASE_SIZE }
    // The session that was read longest ago is evicted first.
    sessions.delete(_id)
    sessions.set(_id, held)
    held.track.then(
      (track) => {
        held.size = BASE_SIZE + track.timeSeconds.length
        letGo()
      },
      () => {
        if (sessions.get(_id) === held) sessions.delete(_id)
      },
    )
    return held
  }

  return {
    async view(row, isOwn, privacy, span = null) {
      const held = hold(row)
      const track = await held.track
      const who = `${isOwn ? 'own' : `others:${privacy?.revision ?? 0}`}${span ? `:${span.startSeconds}:${span.endSeconds}` : ''}`
      // The view of an older row is not cached.
      if (held.revision !== row.revision) return showLiveView(row, track, isOwn, privacy, span)
      const view = held.views.get(who) ?? showLiveView(row, track, isOwn, privacy, span)
      held.views.set(who, view)
      return view
    },
  }
}
