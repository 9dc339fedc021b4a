import {
  API_KEY_PATH,
  addressOf,
  baseContext,
  type Caller,
  crowdRoute,
  forbidden,
  KEY_SET_PATH,
  newId,
  type OpenModule,
  openSubgraph,
  requireAthlete,
  SESSIONS_PATH,
  type Subgraph,
  type SubgraphModule,
  withLoaders,
} from '@gruppetto/graph'
import type { Runtime } from '@gruppetto/runtime'

/** The data of the small subgraphs. Tests change it. */
export interface Data {
  readonly uploads: Map<string, { owner: string; status: string; progress: number }>
  readonly activities: Map<string, { name: string; athleteId: string; hiddenFrom: Set<string> }>
  readonly notifications: Map<string, { owner: string; text: string; activityId: string }>
  readonly feed: Map<string, { owner: string; kind: 'ACTIVITY' | 'POST'; subjectId: string }>
  readonly challenges: Map<string, { title: string; isForMembers?: boolean }>
  /** The athletes in the crowd of every challenge. With 'not known' among them, the question fails. */
  readonly crowd: Set<string>
  readonly unread: Map<string, number>
  readonly handles: Map<string, string>
  readonly apiKeys: Map<string, { keyId: string; brandId: string; scopes: string[]; expiresAtMs?: number }>
  readonly endedSessions: Set<string>
  readonly products: Map<string, { name: string }>
  /** Products whose reading waits for this. */
  readonly waits: Map<string, Promise<void>>
  readonly calls: Record<string, number>
}

export const emptyData = (): Data => ({
  uploads: new Map(),
  activities: new Map(),
  notifications: new Map(),
  feed: new Map(),
  challenges: new Map(),
  crowd: new Set(),
  unread: new Map(),
  handles: new Map(),
  apiKeys: new Map(),
  endedSessions: new Set(),
  products: new Map(),
  waits: new Map(),
  calls: {},
})

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@inaccessible"])`

const cacheLink = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective"])
  @link(url: "https://gruppetto.example/cache/v1.0", import: ["@cacheControl"])
  @composeDirective(name: "@cacheControl")
  directive @cacheControl(maxAge: Int, scope: String, inheritMaxAge: Boolean) on FIELD_DEFINITION | OBJECT`

export const typeDefs = {
  athletes: `${link}
    scalar EmailAddress
    type Query {
      viewer: Viewer @shareable
      athlete(id: ID!): Athlete
      byEmail(email: EmailAddress!): Athlete
      deep: Deep
      broken: String
      leaky: String
      page(size: Int! = 3): Int
      near(degrees: Float): Float
      node(id: ID!): Node
      nodes(ids: [ID!]!): [Node]!
    }
    type Deep { deep: Deep, many(first: Int = 20): [Deep!]!, value: Int!, text(length: Int = 10): String! }
    type Viewer @key(fields: "id") { id: ID! handle: String! }
    type Athlete implements Node @key(fields: "id") { id: ID! handle: String! }
    interface Node { id: ID! }
    type Activity implements Node @key(fields: "ref", resolvable: false) { id: ID! @external ref: ID! @inaccessible }
    input Credentials { email: EmailAddress!, password: String! }
    type Mutation { signIn(input: Credentials!): String! secret: String rename(handle: String!): Athlete! }`,
  activities: `${link}
    type Query { viewer: Viewer @shareable activity(id: ID!): Activity upload(id: ID!): Upload newest: Activity! }
    type Viewer @key(fields: "id") { id: ID! uploadCount: Int }
    interface Node { id: ID! }
    type Activity implements Node @key(fields: "id") @key(fields: "ref") { id: ID! ref: ID! @inaccessible name: String! effort: Int athlete: Athlete }
    type Athlete @key(fields: "id", resolvable: false) { id: ID! }
    type Upload { id: ID! status: String! progress: Float! labels(first: Int = 10): [String!]! }
    type Subscription { uploadProgressed(id: ID!): Upload! }`,
  social: `${link}
    type Query { viewer: Viewer @shareable feedItem(id: ID!): FeedItem notification(id: ID!): Notification }
    type Viewer @key(fields: "id") { id: ID! unreadNotificationCount: Int feed(first: Int = 20): [FeedItem!] }
    interface FeedItem { id: ID! at: String! }
    type ActivityFeedItem implements FeedItem { id: ID! at: String! activity: Activity }
    type PostFeedItem implements FeedItem { id: ID! at: String! text: String! }
    type Activity @key(fields: "id") { id: ID! kudosCount: Int viewerHasGivenKudos: Boolean }
    type Notification { id: ID! text(upper: Boolean = false): String! activity: Activity }
    type Subscription {
      notificationReceived: Notification!
      unreadNotificationCountChanged: Int!
      feedItemAdded: FeedItem!
    }`,
  clubs: `${link.replace('"@inaccessible"', '"@inaccessible", "@composeDirective"')}
    extend schema
      @link(url: "https://gruppetto.example/live/v1.0", import: ["@sameForCrowd"])
      @composeDirective(name: "@sameForCrowd")
    directive @sameForCrowd(argument: String, values: [String!]) on FIELD_DEFINITION
    type Query { challenge(id: ID!): Challenge }
    type Challenge @key(fields: "id") {
      id: ID! @sameForCrowd
      title: String! @sameForCrowd
      own: String
      board(scope: String = "EVERYONE"): Board! @sameForCrowd(argument: "scope", values: ["EVERYONE"])
    }
    type Board { readBy: String! @sameForCrowd scope: String! @sameForCrowd }
    type Subscription { challengeLeaderboardChanged(challengeId: ID!): Challenge! }`,
  commerce: `${cacheLink}
    type Query {
      partner: Partner @cacheControl(maxAge: 1, scope: "PRIVATE")
      plans: [String!]!
      product(id: ID!): Product
      products(first: Int = 20): ProductConnection! @cacheControl(maxAge: 60)
    }
    type Partner { brandId: ID! reads: Int! }
    type Product @key(fields: "id") @cacheControl(maxAge: 60) {
      id: ID!
      name: String!
      text(length: Int = 10): String!
      offers: [Offer!]! @cacheControl(inheritMaxAge: true)
      likedBy: String @cacheControl(maxAge: 1, scope: "PRIVATE")
      stock: String
    }
    type Offer { price: Int! }
    type ProductConnection { edges: [ProductEdge!]! }
    type ProductEdge { node: Product! }`,
} as const

type Name = keyof typeof typeDefs
interface Context {
  readonly caller: { readonly kind: string; readonly athleteId?: string; readonly brandId?: string }
}
type Resolver = (source: never, args: never, context: Context) => unknown

const viewerOf = (context: Context): string | null =>
  context.caller.kind === 'athlete' ? (context.caller.athleteId ?? null) : null
const viewer = (_source: unknown, _args: unknown, context: Context) => {
  const id = viewerOf(context)
  return id === null ? null : { id }
}

/** Resolves a node as athletes does: the id of an activity tells only its type. */
const nodeOf = (data: Data, id: string) => {
  if (id.startsWith('act_')) return { __typename: 'Activity', ref: id }
  return data.handles.has(id) ? { __typename: 'Athlete', id } : null
}

const resolversOf = (data: Data): Record<Name, Record<string, Record<string, Resolver>>> => ({
  athletes: {
    Query: {
      viewer,
      athlete: (_s, { id }: { id: string }) => (data.handles.has(id) ? { id } : null),
      byEmail: () => null,
      deep: () => ({ value: 1 }),
      broken: () => {
        throw new Error('connect ECONNREFUSED mongodb://root:secret@10.0.0.1')
      },
      leaky: () => null,
      node: (_s, { id }: { id: string }) => nodeOf(data, id),
      nodes: (_s, { ids: all }: { ids: string[] }) => all.map((id) => nodeOf(data, id)),
      page: (_s, { size }: { size: number }) => size,
      near: (_s, { degrees }: { degrees: number }) => degrees,
    },
    Deep: {
      deep: () => ({ value: 1 }),
      many: (_s, { first }: { first: number }) => Array.from({ length: first }, () => ({ value: 1 })),
      text: (_s, { length }: { length: number }) => {
        data.calls.text = (data.calls.text ?? 0) + 1
        return 'x'.repeat(length)
      },
    },
    Viewer: { handle: ({ id }: { id: string }) => data.handles.get(id) ?? 'nobody' },
    Athlete: {
      __resolveReference: ({ id }: { id: string }) => (data.handles.has(id) ? { id } : null),
      handle: ({ id }: { id: string }) => data.handles.get(id),
    } as Record<string, Resolver>,
    Mutation: {
      signIn: () => 'token',
      secret: (_s, _a, context) => requireAthlete(context.caller as Caller).athleteId,
      rename: (_s, { handle }: { handle: string }, context) => {
        const id = viewerOf(context) ?? ''
        data.handles.set(id, handle)
        return { id }
      },
    },
  },
  activities: {
    Query: {
      viewer,
      upload: (_s, { id }: { id: string }, context) => {
        const upload = data.uploads.get(id)
        return upload !== undefined && upload.owner === viewerOf(context) ? { id, ...upload, labels: ['a', 'b'] } : null
      },
      activity: (_s, { id }: { id: string }) => (data.activities.has(id) ? { id } : null),
      newest: () => [...data.activities.keys()].map((id) => ({ id })).at(-1),
    },
    Viewer: { uploadCount: () => data.uploads.size },
    Activity: {
      __resolveReference: ({ id: known, ref }: { id?: string; ref?: string }, context: Context) => {
        const id = known ?? ref ?? ''
        const activity = data.activities.get(id)
        return activity === undefined || activity.hiddenFrom.has(viewerOf(context) ?? '') ? null : { id }
      },
      name: ({ id }: { id: string }) => data.activities.get(id)?.name,
      effort: ({ id }: { id: string }) => {
        if (data.activities.get(id)?.name === 'bad') throw forbidden()
        return null
      },
      athlete: ({ id }: { id: string }) => ({ id: data.activities.get(id)?.athleteId }),
    },
  },
  social: {
    Query: {
      viewer,
      feedItem: (_s, { id }: { id: string }, context) => (data.feed.get(id)?.owner === viewerOf(context) ? { id } : null),
      notification: (_s, { id }: { id: string }, context) => {
        data.calls.notification = (data.calls.notification ?? 0) + 1
        return data.notifications.get(id)?.owner === viewerOf(context) ? { id } : null
      },
    },
    Viewer: {
      unreadNotificationCount: ({ id }: { id: string }) => data.unread.get(id) ?? 0,
      feed: ({ id }: { id: string }) => [...data.feed].filter(([, item]) => item.owner === id).map(([item]) => ({ id: item })),
    },
    FeedItem: {
      __resolveType: ({ id }: { id: string }) => (data.feed.get(id)?.kind === 'POST' ? 'PostFeedItem' : 'ActivityFeedItem'),
    } as Record<string, Resolver>,
    ActivityFeedItem: { at: () => 'now', activity: ({ id }: { id: string }) => ({ id: data.feed.get(id)?.subjectId }) },
    PostFeedItem: { at: () => 'now', text: () => 'a post' },
    Activity: { kudosCount: () => 3, viewerHasGivenKudos: () => false },
    Notification: {
      text: ({ id }: { id: string }, { upper }: { upper: boolean }) => {
        const text = data.notifications.get(id)?.text ?? ''
        return upper ? text.toUpperCase() : text
      },
      activity: ({ id }: { id: string }) => ({ id: data.notifications.get(id)?.activityId }),
    },
  },
  clubs: {
    Query: {
      challenge: (_s, { id }: { id: string }) => {
        data.calls[id] = (data.calls[id] ?? 0) + 1
        const challenge = data.challenges.get(id)
        return challenge === undefined ? null : { id, ...challenge }
      },
    },
    Challenge: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      own: (_s: unknown, _a: unknown, context: Context) => viewerOf(context) ?? 'nobody',
      board: ({ isForMembers }: { isForMembers?: boolean }, { scope }: { scope: string }, context: Context) => {
        if (isForMembers === true) requireAthlete(context.caller as Caller)
        // A field that declares itself the same for the crowd and is not: what the crowd gets shows as whom it was read.
        return { scope, readBy: viewerOf(context) ?? 'nobody' }
      },
    } as Record<string, Resolver>,
  },
  commerce: {
    Query: {
      partner: (_s, _a, context) => (context.caller.kind === 'partner' ? { brandId: context.caller.brandId } : null),
      plans: () => ['FREE'],
      product: async (_s, { id }: { id: string }) => {
        data.calls[id] = (data.calls[id] ?? 0) + 1
        const product = data.products.get(id)
        await data.waits.get(id)
        return product === undefined ? null : { id, ...product, offers: [{ price: 1 }] }
      },
      products: () => {
        data.calls.products = (data.calls.products ?? 0) + 1
        return { edges: [...data.products].map(([id, product]) => ({ node: { id, ...product, offers: [] } })) }
      },
    },
    Partner: {
      reads: () => {
        data.calls.partner = (data.calls.partner ?? 0) + 1
        return data.calls.partner
      },
    },
    Product: {
      text: ({ id }: { id: string }, { length }: { length: number }) => `${id} `.repeat(length).slice(0, length),
      likedBy: (_s, _a, context) => viewerOf(context) ?? 'nobody',
      stock: ({ name }: { name: string }) => {
        if (name === 'broken') throw new Error('connect ECONNREFUSED 10.0.0.1')
        return 'IN_STOCK'
      },
    },
  },
})

type RoutesOf = (data: Data, jwks: () => object) => Pick<OpenModule, 'publicRoutes' | 'internalRoutes'>

const routesOf: Partial<Record<Name, RoutesOf>> = {
  athletes: (data, jwks) => ({
    publicRoutes: (app) => {
      app.get(KEY_SET_PATH, () => {
        data.calls.jwks = (data.calls.jwks ?? 0) + 1
        return jwks()
      })
    },
    internalRoutes: (app) => {
      app.post<{ Body: { sessionIds: string[] } }>(SESSIONS_PATH, ({ body }) => {
        data.calls.session = (data.calls.session ?? 0) + 1
        return { ended: body.sessionIds.filter((id) => data.endedSessions.has(id)) }
      })
    },
  }),
  activities: () => ({
    publicRoutes: (app) => {
      app.removeAllContentTypeParsers()
      app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
      app.put<{ Params: { '*': string }; Querystring: { signature?: string } }>('/objects/*', async (request, reply) => {
        let bytes = 0
        for await (const chunk of request.raw) bytes += (chunk as Buffer).length
        const { params, query, headers } = request
        return reply.code(201).send({ bytes, key: params['*'], signature: query.signature, type: headers['content-type'] })
      })
    },
  }),
  clubs: (data) => ({
    internalRoutes: crowdRoute(async ({ athleteIds }) => {
      data.calls.crowd = (data.calls.crowd ?? 0) + 1
      if (data.crowd.has('not known')) throw new Error('the crowd is not known')
      return athleteIds.filter((athleteId) => data.crowd.has(athleteId))
    }),
  }),
  commerce: (data) => ({
    publicRoutes: (app) => {
      app.get<{ Params: { id: string } }>('/go/:id', ({ params, caller }, reply) =>
        reply
          .code(302)
          .headers({ location: `https://shop.example/${params.id}`, 'x-seen-address': addressOf(caller) ?? '' })
          .send(''),
      )
    },
    internalRoutes: (app) => {
      app.post<{ Body: { sha256: string } }>(API_KEY_PATH, ({ body }, reply) => {
        data.calls.apiKey = (data.calls.apiKey ?? 0) + 1
        const owner = data.apiKeys.get(body.sha256)
        return owner === undefined ? reply.code(404).send({}) : reply.send(owner)
      })
    },
  }),
}

const publicPaths: Partial<Record<Name, readonly string[]>> = {
  athletes: ['/.well-known/jwks.json'],
  activities: ['/objects/*'],
  commerce: ['/go/:id'],
}

/** Makes five small subgraphs: real schemas over maps. */
export const openSubgraphs = async (runtime: Runtime, data: Data, jwks: () => object): Promise<Subgraph[]> => {
  const database = await runtime.database('gateway')
  const resolvers = resolversOf(data)
  const names = Object.keys(typeDefs) as Name[]
  return Promise.all(
    names.map((name) => {
      const module: SubgraphModule = {
        name,
        typeDefs: typeDefs[name],
        resolvers: resolvers[name],
        partnerMayRead: ['Query.partner', 'Partner.*'],
        publicPaths: publicPaths[name] ?? [],
        open: async (): Promise<OpenModule> => ({
          database,
          workers: [],
          jobs: [],
          ...routesOf[name]?.(data, jwks),
          suspendedUntilMs: async () => null,
          context: (caller, traceparent) => withLoaders(baseContext(runtime, caller, traceparent), () => ({})),
          close: async () => {},
        }),
      }
      return openSubgraph(module, runtime)
    }),
  )
}

export const ids = { athlete: () => newId('Athlete'), activity: () => newId('Activity'), session: () => newId('Session') }
