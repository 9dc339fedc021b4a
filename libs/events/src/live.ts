/** Topics whose hints say that a state has changed, by the key of what has it: whoever listens reads it again. */
export type StateTopic =
  /** By the upload's id. */
  | 'upload'
  /** By the live session's id. */
  | 'liveSession'
  /** A live session, by the SHA-256 in hex of its share token. */
  | 'liveLink'
  /** How much is unread, by the athlete's id. */
  | 'unread'
  /** A segment's leaderboard, by the segment's id. */
  | 'segment'
  /** A challenge's leaderboard, by the challenge's id. */
  | 'challenge'

/** Topics whose hints are events: each names what is new. */
export type EventTopic =
  /** A notification, by its athlete's id. */
  | 'notification'
  /** An item of a feed, by the id of the athlete whose feed it is. */
  | 'feed'
  /** A session that was ended, under SESSION_ENDED_KEY. */
  | 'session'

export type LiveTopic = StateTopic | EventTopic

/** What a hint says beside its topic and key: the id of what is new, where the topic is one of events. */
export interface LiveHint {
  readonly id?: string
}

export const SESSION_ENDED_KEY = 'ended'
