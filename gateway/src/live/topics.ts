import type { LiveTopic } from '@gruppetto/events'

/** How a subscription field is fed: the topic and key whose hints concern it, and the query that answers the same type. */
export interface LiveField {
  readonly topic: LiveTopic
  /** The argument that is the hint's key, or the viewer's own id. */
  readonly key: { readonly argument: string } | 'viewer'
  /** Another way in, for who has a secret: an argument that goes to the twin as it is. Its hints have a key that does not tell it: its SHA-256 in hex. */
  readonly secret?: { readonly topic: LiveTopic; readonly argument: string }
  readonly twin:
    | { readonly kind: 'by-argument'; readonly field: string; readonly argument: string }
    /** The hint carries the id of what is new. */
    | { readonly kind: 'by-hint'; readonly field: string }
    /** A field of `viewer`; the answer is taken out of it. */
    | { readonly kind: 'of-viewer'; readonly field: string }
  /** Each hint is an event of its own and is never merged with another. False for a state: while it is read, many hints are one. */
  readonly isEvent: boolean
  readonly startsWithState: boolean
}

/** The one table of the contract's subscriptions. */
export const liveFields: Readonly<Record<string, LiveField>> = {
  uploadProgressed: {
    topic: 'upload',
    key: { argument: 'id' },
    twin: { kind: 'by-argument', field: 'upload', argument: 'id' },
    isEvent: false,
    startsWithState: true,
  },
  liveSessionUpdated: {
    topic: 'liveSession',
    key: { argument: 'id' },
    secret: { topic: 'liveLink', argument: 'shareToken' },
    twin: { kind: 'by-argument', field: 'liveSession', argument: 'id' },
    isEvent: false,
    startsWithState: true,
  },
  notificationReceived: {
    topic: 'notification',
    key: 'viewer',
    twin: { kind: 'by-hint', field: 'notification' },
    isEvent: true,
    startsWithState: false,
  },
  unreadNotificationCountChanged: {
    topic: 'unread',
    key: 'viewer',
    twin: { kind: 'of-viewer', field: 'unreadNotificationCount' },
    isEvent: false,
    startsWithState: false,
  },
  feedItemAdded: {
    topic: 'feed',
    key: 'viewer',
    twin: { kind: 'by-hint', field: 'feedItem' },
    isEvent: true,
    startsWithState: false,
  },
  segmentLeaderboardChanged: {
    topic: 'segment',
    key: { argument: 'segmentId' },
    twin: { kind: 'by-argument', field: 'segment', argument: 'id' },
    isEvent: false,
    startsWithState: false,
  },
  challengeLeaderboardChanged: {
    topic: 'challenge',
    key: { argument: 'challengeId' },
    twin: { kind: 'by-argument', field: 'challenge', argument: 'id' },
    isEvent: false,
    startsWithState: false,
  },
}
