import type { EventData } from '@gruppetto/events'
import type { Audience } from '@gruppetto/graph'
import type { LiveProgress, LiveTrack, Span } from '@gruppetto/recordings'
import type { LiveStatus, Sport } from '../generated/resolvers.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** How far the clock of a client may be ahead of ours. */
export const FUTURE_SLACK_MS = MINUTE_MS
/** After this long without a word, nobody can say where the athlete is. */
const LOST_AFTER_MS = 5 * MINUTE_MS
/** After this long without a word, the session has ended at the last word that came. The athlete does not have to end it. */
const ABANDONED_AFTER_MS = 12 * HOUR_MS
/** How long positions that the phone still holds are taken after the end. After that the session becomes an activity. */
const GRACE_MS = 3 * MINUTE_MS
/** How long after its end a session can still be seen as it could before. */
const SHOWN_AFTER_END_MS = 24 * HOUR_MS
/** A session is no longer than an activity may be. */
export const LONGEST_MS = 10 * 24 * HOUR_MS
/** Five days at one position a second. */
export const MAX_LIVE_POSITIONS = 432_000
/** No device records more often. The limit also covers the time by which the device's clock may be ahead. */
export const MAX_POSITIONS_PER_SECOND = 10
/**
 * A track of at most so many positions is measured again whenever positions come late; a longer one is measured at most once per
 * rest.
 */
const MEASURED_AT_ONCE = 5_000
const REST_MS = 15_000

export interface LivePause {
  readonly from: Date
  /** Null while the pause lasts. */
  readonly to: Date | null
}

/**
 * A share link. Its token is not stored: it is derived from the session's id and `nonce` with a secret, and found by its hash.
 */
export interface LiveLink {
  readonly nonce: string
  readonly tokenHash: string
}

/** The positions that came late and are not in `progress` yet. */
export interface LatePositions {
  readonly count: number
  /** The revision at which somebody last claimed to measure the track again; 0 before the first claim. */
  readonly claim: number
  /** The next claim is possible from this time on. */
  readonly againAt: Date
}

export interface LiveSessionRow {
  readonly _id: string
  readonly athleteId: string
  /** Rises with every change and is part of each event. */
  readonly revision: number
  readonly sport: Sport
  readonly visibility: Audience
  /** Who could see it before the staff removed it. Absent or null where it has not. */
  readonly removedFrom?: Audience | null
  /** The club event for which the session was started, if any. */
  readonly eventId: string | null
  /** When the date that it was started for was to begin: the progress marks its metres there. Absent or null without an event. */
  readonly eventStartsAt?: Date | null
  readonly status: LiveStatus
  readonly startedAt: Date
  readonly endedAt: Date | null
  /** When anything last came from the athlete. */
  readonly heardAt: Date
  readonly pauses: readonly LivePause[]
  readonly progress: LiveProgress | null
  /**
   * The revision at which the progress was last measured again from the start, because positions had come late. It is 0 while
   * none came late, and null while some are missing from the progress.
   */
  readonly wayRevision: number | null
  /** Absent or null where nothing ever came late. */
  readonly late?: LatePositions | null
  readonly link: LiveLink | null
  /** OPEN takes positions, CLOSED waits to be measured, SETTLED has become an activity, or has turned out to be none. */
  readonly stage: 'OPEN' | 'CLOSED' | 'SETTLED'
  /**
   * The activity that the session became, either one of its own or that of a file of the same time. Null before that, and where
   * there was nothing to make one of.
   */
  readonly activityId: string | null
  /** When the job looks at the session next; null when there is nothing left to do. */
  readonly lookAt: Date | null
}

export const newLiveSession = (
  id: string,
  athleteId: string,
  {
    eventId = null,
    eventStartsAt = null,
    ...given
  }: Pick<LiveSessionRow, 'sport' | 'visibility'> & Partial<Pick<LiveSessionRow, 'eventId' | 'eventStartsAt'>>,
  nowMs: number,
): LiveSessionRow => ({
  _id: id,
  athleteId,
  revision: 1,
  ...given,
  eventId,
  eventStartsAt,
  status: 'LIVE',
  startedAt: new Date(nowMs),
  endedAt: null,
  heardAt: new Date(nowMs),
  pauses: [],
  progress: null,
  wayRevision: 0,
  late: null,
  link: null,
  stage: 'OPEN',
  activityId: null,
  lookAt: new Date(nowMs + LOST_AFTER_MS),
})

const nextRevision = (row: LiveSessionRow, change: Partial<LiveSessionRow>): LiveSessionRow => ({
  ...row,
  ...change,
  revision: row.revision + 1,
})

/**
 * When the silence of a session changes its status. A pause may be quiet for longer, and a lost session can only be abandoned.
 */
const silenceEndsAt = ({ startedAt }: Pick<LiveSessionRow, 'startedAt'>, status: LiveStatus, heardMs: number): Date =>
  new Date(Math.min(heardMs + (status === 'LIVE' ? LOST_AFTER_MS : ABANDONED_AFTER_MS), startedAt.getTime() + LONGEST_MS))

/**
 * Sets the next look of the job: when the silence changes the status, or earlier, when the track may be measured again and no
 * call may have done it.
 */
const scheduleLook = (row: LiveSessionRow): LiveSessionRow => {
  if (row.status === 'ENDED') return row
  const silence = silenceEndsAt(row, row.status, row.heardAt.getTime())
  const isSooner = row.wayRevision === null && row.late != null && row.late.againAt < silence
  return { ...row, lookAt: isSooner ? row.late.againAt : silence }
}

const lateOf = ({ late }: LiveSessionRow): LatePositions => late ?? { count: 0, claim: 0, againAt: new Date(0) }

const addLate = (row: LiveSessionRow, count: number): LiveSessionRow =>
  count === 0 ? row : { ...row, wayRevision: null, late: { ...lateOf(row), count: lateOf(row).count + count } }

/**
 * Notes that so many late positions are about to be written. Until the track is measured again, the progress does not contain
 * them.
 */
export const expectLatePositions = (row: LiveSessionRow, count: number): LiveSessionRow => nextRevision(addLate(row, count), {})

/** How many positions were taken, including the late ones that are not in the progress yet. */
export const positionCount = (row: LiveSessionRow): number => (row.progress?.count ?? 0) + lateOf(row).count

/** How many positions a session can have by now. More than any device can have recorded is refused. */
export const maxPositionsSoFar = ({ startedAt, endedAt }: LiveSessionRow, nowMs: number): number => {
  const untilMs = Math.min(nowMs, endedAt?.getTime() ?? nowMs) + FUTURE_SLACK_MS
  const seconds = Math.max(0, untilMs - startedAt.getTime()) / 1000
  return Math.min(MAX_LIVE_POSITIONS, Math.floor(seconds * MAX_POSITIONS_PER_SECOND))
}

/**
 * Tells whether the track is to be measured again now. A long track is measured only once in a while, however many positions come
 * late.
 */
export const isRemeasureDue = (row: LiveSessionRow, nowMs: number): boolean =>
  row.wayRevision === null && row.stage === 'OPEN' && nowMs >= lateOf(row).againAt.getTime()

const setClaim = (row: LiveSessionRow, revision: number, nowMs: number): LiveSessionRow => {
  const restMs = positionCount(row) <= MEASURED_AT_ONCE ? 0 : REST_MS
  return { ...row, late: { ...lateOf(row), claim: revision, againAt: new Date(nowMs + restMs) } }
}

/** Claims to measure the track again. An earlier claim that has not been finished is void. */
export const claimRemeasure = (row: LiveSessionRow, nowMs: number): LiveSessionRow =>
  scheduleLook(nextRevision(setClaim(row, row.revision + 1, nowMs), {}))

/** Tells whether this revision is itself the claim to measure the track again. */
export const isRemeasureClaim = ({ late, revision }: LiveSessionRow): boolean => late?.claim === revision

/** Tells whether somebody has claimed to measure the track again since a revision of the session. */
export const isRemeasureClaimedSince = (row: LiveSessionRow, revision: number): boolean => lateOf(row).claim > revision

/**
 * Adds the progress of new positions, `late` of which are late and were not noted before. A lost session is live again; an ended
 * one stays ended. Where the track is to be measured again and may be by now, this revision is also the claim to do so.
 */
export const takePositions = (
  row: LiveSessionRow,
  progress: LiveProgress | null,
  late: number,
  nowMs: number,
): LiveSessionRow => {
  const going = addLate({ ...row, progress }, late)
  const way = isRemeasureDue(going, nowMs) ? setClaim(going, row.revision + 1, nowMs) : going
  if (row.status === 'ENDED') return nextRevision(way, {})
  return scheduleLook(nextRevision(way, { status: row.status === 'LOST' ? 'LIVE' : row.status, heardAt: new Date(nowMs) }))
}

/**
 * Stores the progress that was measured again for the claim `before`. Positions that came late since the claim are not in it, so
 * the track stays due to be measured once more. Returns null when somebody else has claimed since.
 */
export const finishRemeasure = (
  row: LiveSessionRow,
  before: LiveSessionRow,
  progress: LiveProgress | null,
): LiveSessionRow | null => {
  const late = lateOf(row)
  if (late.claim !== lateOf(before).claim || row.stage !== 'OPEN') return null
  const count = late.count - lateOf(before).count
  return scheduleLook(
    nextRevision(row, {
      progress,
      wayRevision: count === 0 ? row.revision + 1 : null,
      late: { ...late, count: Math.max(0, count) },
    }),
  )
}

/** More than a day of stopping at every traffic light. */
export const MAX_LIVE_PAUSES = 2_000

/** Pauses or resumes a session. Returns null when it is already so, or has ended. */
export const setPaused = (row: LiveSessionRow, isPaused: boolean, nowMs: number): LiveSessionRow | null => {
  if (row.status === 'ENDED' || isPaused === (row.status === 'PAUSED')) return null
  const now = new Date(nowMs)
  const status = isPaused ? 'PAUSED' : 'LIVE'
  // A lost session that goes on was not paused, so no pause ends.
  if (!isPaused && row.status === 'LOST') return null
  const pauses = isPaused ? [...row.pauses, { from: now, to: null }] : closePauses(row.pauses, now)
  return scheduleLook(nextRevision(row, { status, pauses, heardAt: now }))
}

const closePauses = (pauses: readonly LivePause[], at: Date): readonly LivePause[] =>
  pauses.map((pause) => (pause.to === null ? { ...pause, to: at } : pause))

/** Ends a session. Returns null when it has already ended. */
export const endSession = (row: LiveSessionRow, endedAt: Date, nowMs: number): LiveSessionRow | null =>
  row.status === 'ENDED'
    ? null
    : nextRevision(row, {
        status: 'ENDED',
        endedAt,
        pauses: closePauses(row.pauses, endedAt),
        lookAt: new Date(nowMs + GRACE_MS),
      })

/**
 * Applies what a long silence means to a session that is due for a look. Returns null when it has not been silent for long
 * enough.
 */
export const applySilence = (row: LiveSessionRow, nowMs: number): LiveSessionRow | null => {
  const silentMs = nowMs - row.heardAt.getTime()
  if (nowMs - row.startedAt.getTime() >= LONGEST_MS) return endSession(row, new Date(row.startedAt.getTime() + LONGEST_MS), nowMs)
  if (silentMs >= ABANDONED_AFTER_MS) return endSession(row, row.heardAt, nowMs)
  if (row.status === 'LIVE' && silentMs >= LOST_AFTER_MS)
    return nextRevision(row, { status: 'LOST', lookAt: silenceEndsAt(row, 'LOST', row.heardAt.getTime()) })
  return null
}

/** Sets the share link or removes it. Returns null when there is none to remove. */
export const setLink = (row: LiveSessionRow, link: LiveLink | null): LiveSessionRow | null =>
  row.link === null && link === null ? null : nextRevision(row, { link })

/**
 * Returns a session that the staff keeps from everybody but its athlete, without its share link, or gives free again. Null when nothing
 * changes.
 */
export const holdBackSession = (row: LiveSessionRow, isHeldBack: boolean): LiveSessionRow | null => {
  const { removedFrom = null } = row
  if ((removedFrom !== null) === isHeldBack) return null
  if (removedFrom !== null) return nextRevision(row, { visibility: removedFrom, removedFrom: null })
  return nextRevision(row, { visibility: 'ONLY_ME', removedFrom: row.visibility, link: null })
}

export const isHeldBack = ({ removedFrom }: LiveSessionRow): boolean => removedFrom != null

/** Closes a session: it takes no more positions. */
export const closeSession = (row: LiveSessionRow, nowMs: number): LiveSessionRow =>
  nextRevision(row, { stage: 'CLOSED', lookAt: new Date(nowMs + SHOWN_AFTER_END_MS) })

/** Notes which activity a session has become; null for none. */
export const settleSession = (row: LiveSessionRow, activityId: string | null): LiveSessionRow =>
  nextRevision(row, { stage: 'SETTLED', activityId })

/** Forgets what is left of a session that ended long ago: its positions are deleted, and the job looks at it no more. */
export const forgetSession = (row: LiveSessionRow): LiveSessionRow => nextRevision(row, { link: null, lookAt: null })

/** The moment whose metres the progress marks, in seconds from the start of the session; null where nothing came before it. */
export const markSeconds = ({ startedAt, eventStartsAt }: LiveSessionRow): number | null =>
  eventStartsAt != null && eventStartsAt > startedAt ? (eventStartsAt.getTime() - startedAt.getTime()) / 1000 : null

/** Tells whether the positions of a session are still stored. */
export const hasPositions = ({ lookAt }: LiveSessionRow): boolean => lookAt !== null

/** Tells whether a session's share link still works. */
export const isLinkOpen = ({ link, endedAt }: LiveSessionRow, nowMs: number): boolean =>
  link !== null && (endedAt === null || nowMs < endedAt.getTime() + SHOWN_AFTER_END_MS)

/** The time of the last position that the session can have, in seconds from its start. */
export const endSeconds = ({ startedAt, endedAt }: LiveSessionRow): number =>
  endedAt === null ? LONGEST_MS / 1000 : (endedAt.getTime() - startedAt.getTime()) / 1000

/**
 * The earliest time, in milliseconds, at which positions recorded later than `seconds` can have arrived: the clock of a client is
 * only a little ahead.
 */
export const arrivedSince = ({ startedAt }: LiveSessionRow, seconds: number): number =>
  startedAt.getTime() + seconds * 1000 - FUTURE_SLACK_MS

/** Tells whether each of these positions is newer than all that came before. */
export const isAllNew = ({ progress }: LiveSessionRow, track: LiveTrack): boolean =>
  progress === null || (track.timeSeconds[0] ?? Number.POSITIVE_INFINITY) > progress.seconds

/** The pauses that the athlete set, in seconds from the start of the session. */
export const pauseSpans = ({ pauses, startedAt }: LiveSessionRow): readonly Span[] => {
  const seconds = (at: Date | null): number =>
    at === null ? Number.POSITIVE_INFINITY : (at.getTime() - startedAt.getTime()) / 1000
  return pauses.map(({ from, to }) => ({ startSeconds: seconds(from), endSeconds: seconds(to) }))
}

/** The whole state of a session, as live-session.changed carries it. */
export const liveSessionState = (row: LiveSessionRow, nowMs: number): EventData<'live-session.changed'> => ({
  liveSessionId: row._id,
  athleteId: row.athleteId,
  revision: row.revision,
  sport: row.sport,
  visibility: row.visibility,
  status: row.status,
  startedAtMs: row.startedAt.getTime(),
  endedAtMs: row.endedAt?.getTime() ?? null,
  activityId: row.activityId,
  eventId: row.eventId,
  at: nowMs,
})
