import { takenKey } from '@gruppetto/events'
import { graphqlClient, type LiveClient, liveClient } from '@gruppetto/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ClientOptions, WebSocket } from 'ws'
import { ids } from './world/subgraphs.ts'
import { openWorld, type World } from './world/world.ts'

let aheadMs = 0
let world: World
let me: string
let token: string
beforeAll(async () => {
  world = await openWorld({ now: () => Date.now() + aheadMs, config: { maxSubscriptionsPerSocket: 4, maxQueuedEvents: 10 } })
})
afterAll(() => world.close())
beforeEach(async () => {
  world.down.clear()
  me = ids.athlete()
  token = await world.token({ athleteId: me })
  world.data.handles.set(me, 'ana')
})

/** NATS starts a subscription a moment after the request. */
const listening = async (topics: number) => {
  await expect.poll(() => world.gateway.topics()).toBe(topics)
  await world.runtime.bus.connection.flush()
}

/** No message says that a subscription is open. It is when the socket has answered what was asked after it. */
const settled = async (client: LiveClient) => {
  for (let asked = 0; asked < 2; asked += 1) await client.subscribe('{ plans }').next()
}

const notify = (id: string, text: string, owner = me) => {
  const activityId = ids.activity()
  world.data.activities.set(activityId, { name: `Ride of ${text}`, athleteId: owner, hiddenFrom: new Set() })
  world.data.notifications.set(id, { owner, text, activityId })
}

describe('subscriptions', () => {
  it('answer across the subgraphs in one message, with fragments, aliases, directives and variables of any depth', async () => {
    const client = await liveClient(world.url, token)
    const subscription = client.subscribe(
      `subscription Bell($loud: Boolean!, $withActivity: Boolean!) { ...Root }
       fragment Root on Subscription { got: notificationReceived { id words: text(upper: $loud) ...More } }
       fragment More on Notification { activity @include(if: $withActivity) { title: name athlete { handle } } }`,
      { loud: true, withActivity: true },
    )
    await listening(1)
    notify('ntf_1', 'kudos')
    world.runtime.live.publish('notification', me, { id: 'ntf_1' })
    expect(await subscription.next()).toEqual({
      got: { id: 'ntf_1', words: 'KUDOS', activity: { title: 'Ride of kudos', athlete: { handle: 'ana' } } },
    })
    await client.close()
    await listening(0)
  })

  it('send each notification once and in order, and none that is deleted or for another athlete', async () => {
    const client = await liveClient(world.url, token)
    const subscription = client.subscribe('subscription { notificationReceived { text } }')
    await listening(1)
    for (const name of ['one', 'two', 'three']) notify(name, name)
    notify('other', 'secret', ids.athlete())
    world.runtime.live.publish('notification', me, { id: 'one' })
    world.runtime.live.publish('notification', me, { id: 'other' })
    world.runtime.live.publish('notification', me, { id: 'gone' })
    world.runtime.live.publish('notification', me, {} as never)
    world.runtime.live.publish('notification', me, { id: 'two' })
    world.runtime.live.publish('notification', me, { id: 'three' })
    const texts = [await subscription.next(), await subscription.next(), await subscription.next()]
    expect(texts.map((message) => message.notificationReceived.text)).toEqual(['one', 'two', 'three'])
    await subscription.none(200)
    const taken = (id: string) => world.runtime.redis.get(takenKey(me, id))
    await expect.poll(() => Promise.all(['one', 'two', 'three'].map(taken))).not.toContain(null)
    expect(await Promise.all(['other', 'gone'].map(taken))).toEqual([null, null])
    await client.close()
  })

  it('start with the present state of an upload and never miss its last one', async () => {
    world.data.uploads.set('upl_1', { owner: me, status: 'RECEIVED', progress: 0 })
    const client = await liveClient(world.url, token)
    const subscription = client.subscribe('subscription ($upload: ID!) { uploadProgressed(id: $upload) { status progress } }', {
      upload: 'upl_1',
    })
    expect(await subscription.next()).toEqual({ uploadProgressed: { status: 'RECEIVED', progress: 0 } })
    await listening(1)
    for (let step = 1; step <= 50; step += 1) {
      world.data.uploads.set('upl_1', { owner: me, status: step === 50 ? 'DONE' : 'PARSING', progress: step / 50 })
      world.runtime.live.publish('upload', 'upl_1')
    }
    let last = await subscription.next()
    let messages = 1
    while (last.uploadProgressed.status !== 'DONE') {
      last = await subscription.next()
      messages += 1
    }
    expect(messages).toBeLessThan(50)
    await client.close()
  })

  it('return the unread count from viewer', async () => {
    const client = await liveClient(world.url, token)
    const subscription = client.subscribe('subscription { unread: unreadNotificationCountChanged }')
    await listening(1)
    world.data.unread.set(me, 7)
    world.runtime.live.publish('unread', me)
    expect(await subscription.next()).toEqual({ unread: 7 })
    await client.close()
  })

  it('accept a literal as key, and feed items of every kind', async () => {
    world.data.challenges.set('chl_1', { title: 'November' })
    world.data.feed.set('feed_p', { owner: me, kind: 'POST', subjectId: 'post_1' })
    const client = await liveClient(world.url, token)
    const challenge = client.subscribe('subscription { challengeLeaderboardChanged(challengeId: "chl_1") { __typename title } }')
    const feed = client.subscribe('subscription { feedItemAdded { __typename id ... on PostFeedItem { text } } }')
    await listening(2)
    world.runtime.live.publish('challenge', 'chl_1')
    world.runtime.live.publish('feed', me, { id: 'feed_p' })
    expect(await challenge.next()).toEqual({ challengeLeaderboardChanged: { __typename: 'Challenge', title: 'November' } })
    expect(await feed.next()).toEqual({ feedItemAdded: { __typename: 'PostFeedItem', id: 'feed_p', text: 'a post' } })
    await client.close()
  })

  it('share one topic of the bus among all sockets', async () => {
    world.data.challenges.set('chl_2', { title: 'Shared' })
    const clients = await Promise.all(Array.from({ length: 5 }, async () => liveClient(world.url, await world.token())))
    const query = 'subscription { challengeLeaderboardChanged(challengeId: "chl_2") { title } }'
    const subscriptions = clients.map((client) => client.subscribe(query))
    await listening(1)
    // Each has read its challenge once, so it is listening.
    await expect.poll(() => world.data.calls.chl_2).toBe(5)
    world.runtime.live.publish('challenge', 'chl_2')
    await Promise.all(subscriptions.map((subscription) => subscription.next()))
    await Promise.all(clients.slice(1).map((client) => client.close()))
    expect(world.gateway.topics()).toBe(1)
    await clients[0]?.close()
    await listening(0)
  })

  it('read once for all sockets of one viewer, and for each viewer on its own', async () => {
    world.data.challenges.set('chl_3', { title: 'Before' })
    const query = 'subscription { challengeLeaderboardChanged(challengeId: "chl_3") { title } }'
    const other = await world.token()
    const sessions = [token, await world.token({ athleteId: me, sessionId: ids.session() }), token, other, undefined, undefined]
    const clients = await Promise.all(sessions.map((each) => liveClient(world.url, each)))
    const subscriptions = clients.map((client) => client.subscribe(query))
    await listening(1)
    await Promise.all(clients.map(settled))
    let reads = 0
    world.data.challenges.set('chl_3', {
      get title() {
        reads += 1
        return 'After'
      },
    })
    for (let index = 0; index < 5; index += 1) world.runtime.live.publish('challenge', 'chl_3')
    const messages = await Promise.all(subscriptions.map((subscription) => subscription.next()))
    expect(messages).toEqual(clients.map(() => ({ challengeLeaderboardChanged: { title: 'After' } })))
    // Three viewers: I, another athlete, and all who are signed out.
    expect(reads).toBe(3)
    await Promise.all(clients.map((client) => client.close()))
  })

  it('share nothing between other variables, other fields or other events', async () => {
    world.data.challenges.set('chl_4', { title: 'Four' })
    const client = await liveClient(world.url, token)
    const title = client.subscribe('subscription { challengeLeaderboardChanged(challengeId: "chl_4") { title } }')
    const id = client.subscribe('subscription { challengeLeaderboardChanged(challengeId: "chl_4") { id } }')
    const other = await liveClient(world.url, token)
    const calls = [true, false].map((loud) =>
      other.subscribe('subscription ($loud: Boolean!) { notificationReceived { text(upper: $loud) } }', { loud }),
    )
    await listening(2)
    await Promise.all([client, other].map(settled))
    notify('ntf_a', 'first')
    notify('ntf_b', 'second')
    world.runtime.live.publish('challenge', 'chl_4')
    for (const event of ['ntf_a', 'ntf_b']) world.runtime.live.publish('notification', me, { id: event })
    expect(await title.next()).toEqual({ challengeLeaderboardChanged: { title: 'Four' } })
    expect(await id.next()).toEqual({ challengeLeaderboardChanged: { id: 'chl_4' } })
    const texts = await Promise.all(calls.map(async (call) => [await call.next(), await call.next()]))
    expect(texts.map((pair) => pair.map((message) => message.notificationReceived.text))).toEqual([
      ['FIRST', 'SECOND'],
      ['first', 'second'],
    ])
    await Promise.all([client, other].map((each) => each.close()))
  })

  it('are refused for signed-out viewers, missing entities, wrong variables and unknown fields', async () => {
    const stranger = await liveClient(world.url)
    const mine = await liveClient(world.url, token)
    await expect(stranger.subscribe('subscription { notificationReceived { id } }').next()).rejects.toThrow(/UNAUTHENTICATED/)
    await expect(mine.subscribe('subscription { uploadProgressed(id: "nothing") { id } }').next()).rejects.toThrow(/NOT_FOUND/)
    await expect(mine.subscribe('subscription ($id: ID!) { uploadProgressed(id: $id) { id } }').next()).rejects.toThrow(
      /BAD_USER_INPUT/,
    )
    await expect(mine.subscribe('subscription { notificationReceived { nothing } }').next()).rejects.toThrow(
      /GRAPHQL_VALIDATION_FAILED/,
    )
    await expect(
      mine.subscribe('subscription { notificationReceived { id } unreadNotificationCountChanged }').next(),
    ).rejects.toThrow(/GRAPHQL_VALIDATION_FAILED/)
    await listening(0)
    await stranger.close()
    await mine.close()
  })

  it('report the missing fields when a subgraph is down, and continue when it is back', async () => {
    const client = await liveClient(world.url, token)
    const subscription = client.subscribe('subscription { notificationReceived { id activity { name } } }')
    await listening(1)
    notify('ntf_down', 'down')
    world.down.add('activities')
    world.runtime.live.publish('notification', me, { id: 'ntf_down' })
    await expect(subscription.next()).rejects.toThrow(/SERVICE_UNAVAILABLE.*activities/)
    world.down.clear()
    world.runtime.live.publish('notification', me, { id: 'ntf_down' })
    expect((await subscription.next()).notificationReceived.activity).toEqual({ name: 'Ride of down' })
    await client.close()
  })

  it('are limited in number for each socket', async () => {
    const client = await liveClient(world.url, token)
    const query = 'subscription { unreadNotificationCountChanged }'
    for (let index = 0; index < 4; index += 1) client.subscribe(query)
    await listening(1)
    await expect(client.subscribe(query).next()).rejects.toThrow(/QUERY_TOO_COMPLEX/)
    await client.close()
  })

  it('run beside queries and mutations, under the same rules', async () => {
    const client = await liveClient(world.url, token)
    expect(await client.subscribe('mutation { rename(handle: "bea") { handle } }').next()).toEqual({ rename: { handle: 'bea' } })
    expect(await client.subscribe('query ($id: ID!) { athlete(id: $id) { handle } }', { id: me }).next()).toEqual({
      athlete: { handle: 'bea' },
    })
    await expect(client.subscribe('{ broken }').next()).rejects.toThrow(/INTERNAL_SERVER_ERROR/)
    const deep = `{ ${'deep { '.repeat(20)} value ${'}'.repeat(21)}`
    await expect(client.subscribe(deep).next()).rejects.toThrow(/QUERY_TOO_COMPLEX/)
    await client.close()
  })
})

const rawSocket = async (params: Record<string, unknown>, options: ClientOptions = {}) => {
  const socket = new WebSocket(world.url.replace('http', 'ws'), 'graphql-transport-ws', options)
  const messages: { type: string; payload?: unknown }[] = []
  socket.on('message', (data) => messages.push(JSON.parse(String(data))))
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  await new Promise((resolve) => socket.once('open', resolve))
  const send = (message: object) => socket.send(JSON.stringify(message))
  send({ type: 'connection_init', payload: params })
  return { socket, messages, closed, send }
}

describe('a subscription whose client wants to know from when on it misses nothing', () => {
  const opened = async (query: string, extensions: object | undefined) => {
    const raw = await rawSocket({ authorization: `Bearer ${token}` })
    await expect.poll(() => raw.messages.length).toBe(1)
    raw.messages.length = 0
    raw.send({ id: 'one', type: 'subscribe', payload: { query, ...(extensions === undefined ? {} : { extensions }) } })
    return raw
  }
  const word = { type: 'pong', payload: { subscribed: 'one' } }

  it('is told so of events by a pong, and gets each event from then on', async () => {
    notify('ntf_first', 'first')
    for (let round = 0; round < 10; round += 1) {
      const { messages, socket } = await opened('subscription { notificationReceived { text } }', { acknowledge: true })
      await expect.poll(() => messages).toEqual([word])
      world.runtime.live.publish('notification', me, { id: 'ntf_first' })
      await expect.poll(() => messages[1]?.payload).toEqual({ data: { notificationReceived: { text: 'first' } } })
      socket.close()
    }
  })

  it('gets a state as it is then, and each change of it', async () => {
    world.data.challenges.set('chl_word', { title: 'Now' })
    world.data.unread.set(me, 3)
    const challenge = await opened('subscription { challengeLeaderboardChanged(challengeId: "chl_word") { title } }', {
      acknowledge: true,
    })
    const titles = () => challenge.messages.map(({ payload }) => payload)
    await expect.poll(titles).toEqual([{ data: { challengeLeaderboardChanged: { title: 'Now' } } }])
    world.data.challenges.set('chl_word', { title: 'Then' })
    world.runtime.live.publish('challenge', 'chl_word')
    await expect.poll(() => titles().at(-1)).toEqual({ data: { challengeLeaderboardChanged: { title: 'Then' } } })
    const unread = await opened('subscription { unreadNotificationCountChanged }', { acknowledge: true })
    await expect.poll(() => unread.messages[0]?.payload).toEqual({ data: { unreadNotificationCountChanged: 3 } })
    challenge.socket.close()
    unread.socket.close()
  })

  it('goes on where the state cannot be read at first, if it is the own', async () => {
    world.down.add('social')
    const { messages, socket } = await opened('subscription { unreadNotificationCountChanged }', { acknowledge: true })
    await listening(1)
    world.down.clear()
    world.data.unread.set(me, 4)
    world.runtime.live.publish('unread', me)
    await expect.poll(() => messages.at(-1)?.payload).toEqual({ data: { unreadNotificationCountChanged: 4 } })
    socket.close()
  })

  it('is told nothing where it does not ask, or is refused', async () => {
    for (const extensions of [undefined, {}, { acknowledge: 'yes' }]) {
      const quiet = await opened('subscription { notificationReceived { text } }', extensions)
      quiet.send({ id: 'two', type: 'subscribe', payload: { query: 'subscription { notificationReceived { text } }' } })
      await listening(1)
      quiet.send({ id: 'three', type: 'subscribe', payload: { query: '{ plans }' } })
      await expect.poll(() => quiet.messages.at(-1)?.type).toBe('complete')
      expect(quiet.messages.filter(({ type }) => type === 'pong')).toEqual([])
      quiet.socket.close()
      await listening(0)
    }
    const refused = await opened('subscription { challengeLeaderboardChanged(challengeId: "none") { title } }', {
      acknowledge: true,
    })
    await expect.poll(() => refused.messages.map(({ type }) => type)).toEqual(['error'])
    refused.socket.close()
  })
})

describe('a socket', () => {
  it('is closed with 4403 for an invalid token, and with 4401 when it subscribes before it is identified', async () => {
    expect(await (await rawSocket({ authorization: 'Bearer nonsense' })).closed).toBe(4403)
    const socket = new WebSocket(world.url.replace('http', 'ws'), 'graphql-transport-ws')
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.once('open', () => socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: '{ plans }' } })))
    expect(await closed).toBe(4401)
  })

  it('is closed with 4403 when its token expires', async () => {
    const client = await liveClient(world.url, await world.token({ athleteId: me, secondsLeft: 60 }))
    client.subscribe('subscription { unreadNotificationCountChanged }')
    await listening(1)
    aheadMs += 50_000
    expect(await client.subscribe('{ viewer { id } }').next()).toEqual({ viewer: { id: me } })
    aheadMs += 10_000
    expect((await client.closed).code).toBe(4403)
    await listening(0)
  })

  it('stays open when a fresh token arrived before, and never repeats the token', async () => {
    const stale = { authorization: `Bearer ${await world.token({ athleteId: me, secondsLeft: 60 })}` }
    const { messages, closed, send, socket } = await rawSocket(stale)
    await expect.poll(() => messages.length).toBe(1)
    send({ type: 'ping', payload: { authorization: `Bearer ${token}` } })
    await expect.poll(() => messages.at(-1)).toEqual({ type: 'pong' })
    const other = await rawSocket(stale)
    await expect.poll(() => other.messages.length).toBe(1)
    aheadMs += 60_000
    expect(await Promise.race([closed, other.closed.then(() => 'only the other')])).toBe('only the other')
    send({ id: '1', type: 'subscribe', payload: { query: '{ viewer { id } }' } })
    await expect.poll(() => messages.some((message) => message.type === 'next')).toBe(true)
    socket.close()
  })

  it('is closed with 4403 for a fresh token that is invalid or of another athlete', async () => {
    for (const authorization of [`Bearer ${await world.token()}`, 'Bearer nonsense']) {
      const { messages, closed, send } = await rawSocket({ authorization: `Bearer ${token}` })
      await expect.poll(() => messages.length).toBe(1)
      send({ type: 'ping', payload: { authorization } })
      expect(await closed).toBe(4403)
    }
  })

  it('is closed with 4403 and gets nothing when its session has ended', async () => {
    const sessionId = ids.session()
    const client = await liveClient(world.url, await world.token({ athleteId: me, sessionId }))
    const subscription = client.subscribe('subscription { notificationReceived { text } }')
    await listening(1)
    await world.runtime.redis.set(`revoked:${sessionId}`, '1', 'EX', 900)
    aheadMs += 1_050
    notify('late', 'late')
    world.runtime.live.publish('notification', me, { id: 'late' })
    await expect(subscription.next()).rejects.toThrow()
    expect((await client.closed).code).toBe(4403)
  })

  it('has not taken a notification until it answers the ping that follows it, and pongs that nobody asked for count nothing', async () => {
    const { messages, send, socket } = await rawSocket({ authorization: `Bearer ${token}` }, { autoPong: false })
    await expect.poll(() => messages.length).toBe(1)
    send({ id: '1', type: 'subscribe', payload: { query: 'subscription { notificationReceived { text } }' } })
    await listening(1)
    const pinged = new Promise<string>((resolve) => socket.once('ping', (data) => resolve(String(data))))
    notify('silent', 'silent')
    world.runtime.live.publish('notification', me, { id: 'silent' })
    expect(await pinged).toBe('silent')
    socket.pong('invented')
    const taken = (id: string) => world.runtime.redis.get(takenKey(me, id))
    expect(await taken('silent')).toBeNull()
    socket.pong('silent')
    await expect.poll(() => taken('silent')).not.toBeNull()
    expect(await taken('invented')).toBeNull()
    socket.close()
    await listening(0)
  })

  it('is closed with 1013 when too many events wait', async () => {
    const client = await liveClient(world.url, token)
    client.subscribe('subscription { notificationReceived { text } }')
    await listening(1)
    notify('many', 'many')
    for (let index = 0; index < 200; index += 1) world.runtime.live.publish('notification', me, { id: 'many' })
    expect((await client.closed).code).toBe(1013)
    await listening(0)
  })

  it('is closed with 4400 for an invalid message, and other sockets stay open', async () => {
    const { closed, socket, messages } = await rawSocket({})
    await expect.poll(() => messages.length).toBe(1)
    socket.send('{"type":"subscribe"')
    expect(await closed).toBe(4400)
    expect((await graphqlClient(world.url)('{ plans }')).data).toEqual({ plans: ['FREE'] })
  })

  it('accepts only graphql-transport-ws, and only on /graphql', async () => {
    const other = new WebSocket(world.url.replace('http', 'ws'), 'graphql-ws')
    expect(
      await new Promise((resolve) => other.once('error', (error) => resolve(String(error))).once('close', resolve)),
    ).toBeTruthy()
    const elsewhere = new WebSocket(`${world.origin.replace('http', 'ws')}/other`, 'graphql-transport-ws')
    expect(await new Promise((resolve) => elsewhere.once('error', (error) => resolve(error.message)))).toMatch(/404/)
  })
})

describe('closing', () => {
  it('closes sockets with 1001 and finishes the requests that have started', async () => {
    const other = await openWorld()
    const client = await liveClient(other.url, await other.token())
    client.subscribe('subscription { unreadNotificationCountChanged }')
    await expect.poll(() => other.gateway.topics()).toBe(1)
    const answer = graphqlClient(other.url)('{ plans }')
    await answer
    await other.gateway.close()
    expect((await client.closed).code).toBe(1001)
    expect(other.gateway.sockets()).toBe(0)
    expect(other.gateway.topics()).toBe(0)
    await expect(fetch(other.url)).rejects.toThrow()
    await other.close()
  })
})
