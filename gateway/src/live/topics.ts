import type { LiveTopic } from '@gruppetto/events'
import type { SubgraphName } from '@gruppetto/graph'

/** The source of a subscription field: the topic and key of its hints, and the query field of the same type that answers its events. */
export interface LiveField {
  readonly topic: LiveTopic
  /** The argument that holds the key of the hints, or the viewer's id. */
  readonly key: { readonly argument: string } | 'viewer'
  /** An argument that holds a secret instead, passed to the query unchanged. The key of its hints is its SHA-256 in hex, which hides it. */
  readonly secret?: { readonly topic: LiveTopic; readonly argument: string }
  readonly query:
    | { readonly kind: 'by-argument'; readonly field: string; readonly argument: string }
    /** The hint carries the id of the new entity. */
    | { readonly kind: 'by-hint'; readonly field: string }
    /** A field of `viewer`. The answer is taken out of `viewer`. */
    | { readonly kind: 'of-viewer'; readonly field: string }
  /** True when each hint is a separate event and is never merged with another one. False for a state: hints during a read are merged. */
  readonly isEvent: boolean
  readonly startsWithState: boolean
  /** Many may watch the same, and this subgraph says to whom of them it looks alike; see crowds.ts. */
  readonly crowdOf?: SubgraphName
}

/** All subscriptions of the contract. */
export const liveFields: Readonly<Record<string, LiveField>> = {
  uploadProgressed: {
    topic: 'upload',
    key: { argument: 'id' },
    query: { kind: 'by-argument', field: 'upload', argument: 'id' },
    isEvent: false,
    startsWithState: true,
  },
  liveSessionUpdated: {
    topic: 'liveSession',
    key: { argument: 'id' },
    secret: { topic: 'liveLink', argument: 'shareToken' },
    query: { kind: 'by-argument', field: 'liveSession', argument: 'id' },
    isEvent: false,
    startsWithState: true,
    crowdOf: 'activities',
  },
  notificationReceived: {
    topic: 'notification',
    key: 'viewer',
    query: { kind: 'by-hint', field: 'notification' },
    isEvent: true,
    startsWithState: false,
  },
  unreadNotificationCountChanged: {
    topic: 'unread',
    key: 'viewer',
    query: { kind: 'of-viewer', field: 'unreadNotificationCount' },
    isEvent: false,
    startsWithState: false,
  },
  feedItemAdded: {
    topic: 'feed',
    key: 'viewer',
    query: { kind: 'by-hint', field: 'feedItem' },
    isEvent: true,
    startsWithState: false,
  },
  commentAdded: {
    topic: 'comment',
    key: { argument: 'subjectId' },
    query: { kind: 'by-hint', field: 'comment' },
    isEvent: true,
    startsWithState: false,
  },
  segmentLeaderboardChanged: {
    topic: 'segment',
    key: { argument: 'segmentId' },
    query: { kind: 'by-argument', field: 'segment', argument: 'id' },
    isEvent: false,
    startsWithState: false,
  },
  challengeLeaderboardChanged: {
    topic: 'challenge',
    key: { argument: 'challengeId' },
    query: { kind: 'by-argument', field: 'challenge', argument: 'id' },
    isEvent: false,
    startsWithState: false,
    crowdOf: 'clubs',
  },
  clubEventUpdated: {
    topic: 'clubEvent',
    key: { argument: 'eventId' },
    query: { kind: 'by-argument', field: 'clubEvent', argument: 'id' },
    isEvent: false,
    startsWithState: false,
  },
}

const stateTopics: ReadonlySet<LiveTopic> = new Set(
  Object.values(liveFields).flatMap(({ isEvent, topic, secret }) =>
    isEvent ? [] : secret === undefined ? [topic] : [topic, secret.topic],
  ),
)

/** Whether hints of a topic say that a state has changed, so that one read answers several. Hints of the others each carry an id. */
export const isStateTopic = (topic: LiveTopic): boolean => stateTopics.has(topic)
