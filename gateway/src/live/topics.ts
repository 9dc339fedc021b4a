/** How a subscription field is fed: the topic and key whose hints concern it, and the query that answers the same type. */
export interface LiveField {
  readonly topic: string
  /** The argument that is the hint's key, or the viewer's own id. */
  readonly key: { readonly argument: string } | 'viewer'
  /** Another way in, for who has a secret: an argument that goes to the twin as it is. Its hints have a key that does not tell it: its SHA-256 in hex. */
  readonly secret?: { readonly topic: string; readonly argument: string }
  readonly twin:
    | { readonly kind: 'by-argument'; readonly field: string; readonly argument: string }
    /** The hint's payload says which. */
    | { readonly kind: 'by-payload'; readonly field: string; readonly payload: string }
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
    twin: { kind: 'by-payload', field: 'notification', payload: 'id' },
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
    twin: { kind: 'by-payload', field: 'feedItem', payload: 'id' },
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
