import { fragmentsOf } from '@gruppetto/federation'
import { buildSchema, getOperationAST, parse, print, validate } from 'graphql'
import { describe, expect, it } from 'vitest'
import { type EventQuery, makeEventQuery, readEventAnswer } from './event-query.ts'
import { liveFields } from './topics.ts'

const schema = buildSchema(`
  type Query { viewer: Viewer upload(id: ID!): Upload notification(id: ID!): Notification challenge(id: ID!): Challenge liveSession(id: ID, shareToken: String): LiveSession }
  type LiveSession { id: ID! }
  type Viewer { unreadNotificationCount: Int }
  type Upload { id: ID! status: String! labels(first: Int): [String!]! }
  type Notification { id: ID! text: String! upload: Upload }
  type Challenge { id: ID! title: String! }
  type Subscription {
    uploadProgressed(id: ID!): Upload! notificationReceived: Notification! unreadNotificationCountChanged: Int!
    challengeLeaderboardChanged(challengeId: ID!): Challenge! liveSessionUpdated(id: ID, shareToken: String): LiveSession!
  }
`)

const eventQueryFor = (query: string): EventQuery => {
  const document = parse(query)
  expect(validate(schema, document)).toEqual([])
  const operation = getOperationAST(document)
  const eventQuery = operation === null || operation === undefined ? null : makeEventQuery(operation, fragmentsOf(document))
  if (eventQuery === null) throw new Error('no event query')
  // The event query is itself a valid query: it has nothing unused and nothing unknown.
  expect(validate(schema, eventQuery.document)).toEqual([])
  return eventQuery
}
const text = (query: string) => print(eventQueryFor(query).document).replace(/\s+/g, ' ')

describe('makeEventQuery', () => {
  it('passes the argument, literal or variable, and keeps the alias', () => {
    expect(text('subscription { uploadProgressed(id: "upl_1") { status } }')).toBe(
      '{ uploadProgressed: upload(id: "upl_1") { status } }',
    )
    expect(text('subscription S($u: ID!) { up: uploadProgressed(id: $u) { status } }')).toBe(
      'query S($u: ID!) { up: upload(id: $u) { status } }',
    )
    expect(text('subscription ($c: ID!) { challengeLeaderboardChanged(challengeId: $c) { title } }')).toBe(
      'query ($c: ID!) { challengeLeaderboardChanged: challenge(id: $c) { title } }',
    )
  })

  it('passes a secret unchanged', () => {
    expect(text('subscription ($s: String) { liveSessionUpdated(shareToken: $s) { id } }')).toBe(
      'query ($s: String) { liveSessionUpdated: liveSession(shareToken: $s) { id } }',
    )
    expect(text('subscription { liveSessionUpdated(id: "live_1") { id } }')).toBe(
      '{ liveSessionUpdated: liveSession(id: "live_1") { id } }',
    )
  })

  it('queries by the id in the hint', () => {
    expect(text('subscription { notificationReceived { text } }')).toBe(
      'query ($__eventId: ID!) { notificationReceived: notification(id: $__eventId) { text } }',
    )
  })

  it('queries a field of viewer', () => {
    expect(text('subscription { n: unreadNotificationCountChanged }')).toBe('{ viewer { n: unreadNotificationCount } }')
  })

  it('keeps used variables, directives and fragments at any depth, and drops unused ones', () => {
    expect(
      text(`subscription ($n: Int, $yes: Boolean!) { ...R }
        fragment R on Subscription { notificationReceived { upload @include(if: $yes) { ...U } } }
        fragment U on Upload { ...V } fragment V on Upload { labels(first: $n) }`),
    ).toBe(
      'query ($n: Int, $yes: Boolean!, $__eventId: ID!) { ... { notificationReceived: notification(id: $__eventId) { upload @include(if: $yes) { ...U } } } } ' +
        'fragment U on Upload { ...V } fragment V on Upload { labels(first: $n) }',
    )
  })

  it('merges a field that is selected twice', () => {
    expect(text('subscription { notificationReceived { id } ... on Subscription { notificationReceived { text } } }')).toBe(
      'query ($__eventId: ID!) { notificationReceived: notification(id: $__eventId) { id } ... { notificationReceived: notification(id: $__eventId) { text } } }',
    )
  })

  it('is the same for the same text, so that plans are shared', () => {
    const query = 'subscription { notificationReceived { text } }'
    expect(eventQueryFor(query).documentHash).toBe(eventQueryFor(query).documentHash)
  })
})

describe('readEventAnswer', () => {
  const notification = eventQueryFor('subscription { bell: notificationReceived { text } }')
  const unread = eventQueryFor('subscription { unreadNotificationCountChanged }')

  it('returns a value with its errors', () => {
    const errors = [{ message: 'down', path: ['bell', 'upload'] }]
    expect(readEventAnswer(notification, { data: { bell: { text: 'x' } }, errors })).toEqual({
      kind: 'result',
      result: { data: { bell: { text: 'x' } }, errors },
    })
    expect(readEventAnswer(unread, { data: { viewer: { unreadNotificationCountChanged: 0 } } })).toEqual({
      kind: 'result',
      result: { data: { unreadNotificationCountChanged: 0 } },
    })
  })

  it('returns nothing for null without an error, and null data for null with an error', () => {
    expect(readEventAnswer(notification, { data: { bell: null } })).toEqual({ kind: 'nothing' })
    expect(readEventAnswer(unread, { data: { viewer: null } })).toEqual({ kind: 'nothing' })
    const errors = [{ message: 'down', path: ['viewer', 'unreadNotificationCountChanged'] }]
    expect(readEventAnswer(unread, { data: { viewer: { unreadNotificationCountChanged: null } }, errors })).toEqual({
      kind: 'result',
      result: { data: null, errors: [{ message: 'down', path: ['unreadNotificationCountChanged'] }] },
    })
  })
})

describe('liveFields', () => {
  it('has every subscription of the contract', async () => {
    const { readFile } = await import('node:fs/promises')
    const sdl = await readFile(new URL('../../../schema/supergraph.graphql', import.meta.url), 'utf8')
    const supergraph = buildSchema(sdl, { assumeValidSDL: true })
    const subscriptions = supergraph.getSubscriptionType()?.getFields() ?? {}
    expect(Object.keys(liveFields).sort()).toEqual(Object.keys(subscriptions).sort())
    for (const [name, { key, secret, query }] of Object.entries(liveFields)) {
      const field = subscriptions[name]
      if (secret !== undefined) expect(field?.args.map((argument) => argument.name)).toContain(secret.argument)
      if (key !== 'viewer') expect(field?.args.map((argument) => argument.name)).toContain(key.argument)
      const home = query.kind === 'of-viewer' ? supergraph.getType('Viewer') : supergraph.getQueryType()
      const fields = home !== undefined && home !== null && 'getFields' in home ? home.getFields() : {}
      expect(Object.keys(fields)).toContain(query.field)
    }
  })
})
