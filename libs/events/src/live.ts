/** Topics that say that a state has changed. The key names whose state it is; listeners read it again. */
export type StateTopic =
  /** Key: the id of the upload. */
  | 'upload'
  /** Key: the id of the live session. */
  | 'liveSession'
  /** A live session. Key: the SHA-256 of its share token, in hex. */
  | 'liveLink'
  /** The number of unread notifications. Key: the id of the athlete. */
  | 'unread'
  /** The leaderboard of a segment. Key: the id of the segment. */
  | 'segment'
  /** The leaderboard of a challenge. Key: the id of the challenge. */
  | 'challenge'
  /** An event of a club, its dates and their answers. Key: the id of the event. */
  | 'clubEvent'

/** Topics that announce something new; the hint carries its id. */
export type EventTopic =
  /** A new notification. Key: the id of its athlete. */
  | 'notification'
  /** A new item in a feed. Key: the id of the athlete who owns the feed. */
  | 'feed'
  /** A new comment. Key: the id of what it stands under. */
  | 'comment'
  /** A session was ended. Key: SESSION_ENDED_KEY. */
  | 'session'
  /** An API key was revoked or got another secret. Key: API_KEY_CHANGED_KEY. */
  | 'apiKey'
  /** What others see of a thing has changed, so that answers that were kept of it are out of date. Key: SHOWN_CHANGED_KEY. */
  | 'shown'
  /** A transaction wants a row that others keep writing; the id says which. Key: the name of the database. */
  | 'wanted'

export type LiveTopic = StateTopic | EventTopic

/** The content of a hint beside its topic and key: the id of what is new, for an EventTopic, and what caused it. */
export interface LiveHint {
  readonly id?: string
  /** When that was committed of which it tells, in epoch milliseconds. Absent in hints of older processes. */
  readonly atMs?: number
  /** The trace that it belongs to, where it is recorded. */
  readonly traceparent?: string
}

export const SESSION_ENDED_KEY = 'ended'
export const API_KEY_CHANGED_KEY = 'changed'
export const SHOWN_CHANGED_KEY = 'changed'
