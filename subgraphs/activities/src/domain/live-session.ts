import type { EventData } from '@gruppetto/events'
import type { Audience } from '@gruppetto/graph'
import type { LiveProgress, LiveTrack, Span } from '@gruppetto/recordings'
import type { LiveStatus, Sport } from '../generated/resolvers.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** A client's clock may be so much ahead of ours. */
export const FUTURE_SLACK_MS = MINUTE_MS
/** Silence after which nobody can say where the athlete is. */
const LOST_AFTER_MS = 5 * MINUTE_MS
/** Silence after which a session has ended with the last word that came: nobody has to press a button for that. */
const ABANDONED_AFTER_MS = 12 * HOUR_MS
/** What a phone still holds when the end is pressed has this long to come; then the session becomes an activity. */
const GRACE_MS = 3 * MINUTE_MS
/** What was to be seen of a session is to be seen for so long after its end, and no longer. */
const SHOWN_AFTER_END_MS = 24 * HOUR_MS
/** Nothing goes on for longer than an activity may. */
export const LONGEST_MS = 10 * 24 * HOUR_MS
/** Five days at one position a second. */
export const MAX_LIVE_POSITIONS = 432_000
/** No device says more often where it is and what it measures, and over so much of the time it may be ahead. */
export const MAX_POSITIONS_PER_SECOND = 10
/** A way of so many positions is measured again whenever something comes late; a longer one once in so long. */
const MEASURED_AT_ONCE = 5_000
const REST_MS = 15_000

export interface LivePause {
  readonly from: Date
  /** Null while it lasts. */
  readonly to: Date | null
}

/** A share link. Its token is stored nowhere: it is made of the session's id and `nonce` by a secret, and found by its hash. */
export interface LiveLink {
  readonly nonce: string
  readonly tokenHash: string
}

/** What came late and is not in the way so far yet. */
export interface LatePositions {
  readonly count: number
  /** The revision at which somebody last set out to measure the way again; 0 before anybody has. */
  readonly claim: number
  /** Not before this does the next one set out. */
  readonly againAt: Date
}

export interface LiveSessionRow {
  readonly _id: string
  readonly athleteId: string
  /** Rises with every change; travels in each event. */
  readonly revision: number
  readonly sport: Sport
  readonly visibility: Audience
  /** The club event it was started for, if any. */
  readonly eventId: string | null
  readonly status: LiveStatus
  readonly startedAt: Date
  readonly endedAt: Date | null
  /** When anything last came from the athlete. */
  readonly heardAt: Date
  readonly pauses: readonly LivePause[]
  readonly progress: LiveProgress | null
  /** At this revision the way so far was measured again from its start, since positions had come late; 0 while none have, null while some are not in it. */
  readonly wayRevision: number | null
  /** Absent, as null, where nothing ever came late. */
  readonly late?: LatePositions | null
  readonly link: LiveLink | null
  /** OPEN takes positions, CLOSED waits to be measured, SETTLED has become what it becomes. */
  readonly stage: 'OPEN' | 'CLOSED' | 'SETTLED'
  /** What it became: an activity of its own, or of a file of the same time. Null before that, and where there was nothing to make one of. */
  readonly activityId: string | null
  /** When the job looks at it next; null when there is nothing more to come. */
  readonly lookAt: Date | null
}

export const newLiveSession = (
  id: string,
  athleteId: string,
  { eventId = null, ...given }: Pick<LiveSessionRow, 'sport' | 'visibility'> & Partial<Pick<LiveSessionRow, 'eventId'>>,
  nowMs: number,
): LiveSessionRow => ({
  _id: id,
  athleteId,
  revision: 1,
  ...given,
  eventId,
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

/** When silence means something: a pause is quiet by nature, and what is lost already only waits to be given up. */
const silenceEndsAt = ({ startedAt }: Pick<LiveSessionRow, 'startedAt'>, status: LiveStatus, heardMs: number): Date =>
  new Date(Math.min(heardMs + (status === 'LIVE' ? LOST_AFTER_MS : ABANDONED_AFTER_MS), startedAt.getTime() + LONGEST_MS))

/** As it is, looked at once its silence means something, or once its way may be measured again where nobody is doing so before. */
const scheduleLook = (row: LiveSessionRow): LiveSessionRow => {
  if (row.status === 'ENDED') return row
  const silence = silenceEndsAt(row, row.status, row.heardAt.getTime())
  const isSooner = row.wayRevision === null && row.late != null && row.late.againAt < silence
  return { ...row, lookAt: isSooner ? row.late.againAt : silence }
}

const lateOf = ({ late }: LiveSessionRow): LatePositions => late ?? { count: 0, claim: 0, againAt: new Date(0) }

const addLate = (row: LiveSessionRow, count: number): LiveSessionRow =>
  count === 0 ? row : { ...row, wayRevision: null, late: { ...lateOf(row), count: lateOf(row).count + count } }

/** So many positions that come late are about to be written: until somebody has measured the way again, what is known of it leaves them out. */
export const expectLatePositions = (row: LiveSessionRow, count: number): LiveSessionRow => nextRevision(addLate(row, count), {})

/** How many positions were taken, those included that the way leaves out. */
export const positionCount = (row: LiveSessionRow): number => (row.progress?.count ?? 0) + lateOf(row).count

/** How many positions a session may have by now: what nobody's device can have recorded is not kept. */
export const maxPositionsSoFar = ({ startedAt, endedAt }: LiveSessionRow, nowMs: number): number => {
  const untilMs = Math.min(nowMs, endedAt?.getTime() ?? nowMs) + FUTURE_SLACK_MS
  const seconds = Math.max(0, untilMs - startedAt.getTime()) / 1000
  return Math.min(MAX_LIVE_POSITIONS, Math.floor(seconds * MAX_POSITIONS_PER_SECOND))
}

/** Whether the way is to be measured again: a long one is at most once in a while, however many positions come late. */
export const isRemeasureDue = (row: LiveSessionRow, nowMs: number): boolean =>
  row.wayRevision === null && row.stage === 'OPEN' && nowMs >= lateOf(row).againAt.getTime()

const setClaim = (row: LiveSessionRow, revision: number, nowMs: number): LiveSessionRow => {
  const restMs = positionCount(row) <= MEASURED_AT_ONCE ? 0 : REST_MS
  return { ...row, late: { ...lateOf(row), claim: revision, againAt: new Date(nowMs + restMs) } }
}

/** Somebody sets out to measure the way again; whoever had before is too late. */
export const claimRemeasure = (row: LiveSessionRow, nowMs: number): LiveSessionRow =>
  scheduleLook(nextRevision(setClaim(row, row.revision + 1, nowMs), {}))

/** Whether this very revision sets out to measure the way again. */
export const isRemeasureClaim = ({ late, revision }: LiveSessionRow): boolean => late?.claim === revision

/** Whether somebody has set out to measure the way again since a revision of the session. */
export const isRemeasureClaimedSince = (row: LiveSessionRow, revision: number): boolean => lateOf(row).claim > revision

/**
 * Positions came, so many of them late that nobody has expected: a lost session is live again, an ended one stays as it ended. Where the way
 * is to be measured again, and may be by now, this revision is the claim to do so.
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
 * The way has been measured again as of the row that was `claimed`. What came late since then it leaves out: it is measured again once more.
 * Null where somebody else has set out since.
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

/** More than a day of stopping at every light. */
export const MAX_LIVE_PAUSES = 2_000

/** Paused or going on; null when it is so already, or has ended. */
export const setPaused = (row: LiveSessionRow, isPaused: boolean, nowMs: number): LiveSessionRow | null => {
  if (row.status === 'ENDED' || isPaused === (row.status === 'PAUSED')) return null
  const now = new Date(nowMs)
  const status = isPaused ? 'PAUSED' : 'LIVE'
  // Going on after having been lost is no end of a pause.
  if (!isPaused && row.status === 'LOST') return null
  const pauses = isPaused ? [...row.pauses, { from: now, to: null }] : closePauses(row.pauses, now)
  return scheduleLook(nextRevision(row, { status, pauses, heardAt: now }))
}

const closePauses = (pauses: readonly LivePause[], at: Date): readonly LivePause[] =>
  pauses.map((pause) => (pause.to === null ? { ...pause, to: at } : pause))

/** Ended; null when it was already. */
export const endSession = (row: LiveSessionRow, endedAt: Date, nowMs: number): LiveSessionRow | null =>
  row.status === 'ENDED'
    ? null
    : nextRevision(row, {
        status: 'ENDED',
        endedAt,
        pauses: closePauses(row.pauses, endedAt),
        lookAt: new Date(nowMs + GRACE_MS),
      })

/** What silence makes of a session that is due for a look; null when it has not been silent for long enough. */
export const applySilence = (row: LiveSessionRow, nowMs: number): LiveSessionRow | null => {
  const silentMs = nowMs - row.heardAt.getTime()
  if (nowMs - row.startedAt.getTime() >= LONGEST_MS) return endSession(row, new Date(row.startedAt.getTime() + LONGEST_MS), nowMs)
  if (silentMs >= ABANDONED_AFTER_MS) return endSession(row, row.heardAt, nowMs)
  if (row.status === 'LIVE' && silentMs >= LOST_AFTER_MS)
    return nextRevision(row, { status: 'LOST', lookAt: silenceEndsAt(row, 'LOST', row.heardAt.getTime()) })
  return null
}

/** With a share link, or with none; null when it has none already. */
export const setLink = (row: LiveSessionRow, link: LiveLink | null): LiveSessionRow | null =>
  row.link === null && link === null ? null : nextRevision(row, { link })

/** Takes no more positions. */
export const closeSession = (row: LiveSessionRow, nowMs: number): LiveSessionRow =>
  nextRevision(row, { stage: 'CLOSED', lookAt: new Date(nowMs + SHOWN_AFTER_END_MS) })

/** Has become an activity, or nothing. */
export const settleSession = (row: LiveSessionRow, activityId: string | null): LiveSessionRow =>
  nextRevision(row, { stage: 'SETTLED', activityId })

/** Long ended: its positions are gone, and there is nothing more to look for. */
export const forgetSession = (row: LiveSessionRow): LiveSessionRow => nextRevision(row, { link: null, lookAt: null })

/** Whether its positions are still there. */
export const hasPositions = ({ lookAt }: LiveSessionRow): boolean => lookAt !== null

/** Whether a session's share link still leads to it. */
export const isLinkOpen = ({ link, endedAt }: LiveSessionRow, nowMs: number): boolean =>
  link !== null && (endedAt === null || nowMs < endedAt.getTime() + SHOWN_AFTER_END_MS)

/** When the last position may have been recorded, in seconds from the start. */
export const endSeconds = ({ startedAt, endedAt }: LiveSessionRow): number =>
  endedAt === null ? LONGEST_MS / 1000 : (endedAt.getTime() - startedAt.getTime()) / 1000

/** Positions of more than so many seconds have come at this moment at the earliest: a client's clock is only a little ahead. */
export const arrivedSince = ({ startedAt }: LiveSessionRow, seconds: number): number =>
  startedAt.getTime() + seconds * 1000 - FUTURE_SLACK_MS

/** Whether each of these positions is newer than all that came before them. */
export const isAllNew = ({ progress }: LiveSessionRow, track: LiveTrack): boolean =>
  progress === null || (track.timeSeconds[0] ?? Number.POSITIVE_INFINITY) > progress.seconds

/** The stops the athlete pressed, in seconds of the session. */
export const pauseSpans = ({ pauses, startedAt }: LiveSessionRow): readonly Span[] => {
  const seconds = (at: Date | null): number =>
    at === null ? Number.POSITIVE_INFINITY : (at.getTime() - startedAt.getTime()) / 1000
  return pauses.map(({ from, to }) => ({ startSeconds: seconds(from), endSeconds: seconds(to) }))
}

/** The whole state, as live-session.changed carries it. */
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
