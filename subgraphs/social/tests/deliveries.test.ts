import { takenKey } from '@gruppetto/events'
import { callRoute, openPushService, readVapid } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openVapidKeys } from '../src/stores/vapid-keys.ts'
import {
  type Answer,
  BLOCK,
  COMMENT,
  KUDOS,
  NOTIFICATIONS,
  noticesOf,
  openWorld,
  type Person,
  UNKUDOS,
  type World,
} from './world.ts'

const REGISTER = 'mutation ($input: WebPushInput!) { registerWebPush(input: $input) }'
const UNREGISTER = 'mutation ($endpoint: URL!) { unregisterWebPush(endpoint: $endpoint) }'
const DEVICES = '{ viewer { webPushPublicKey pushDevices { id endpointHost registeredAt lastDeliveredAt } } }'
const READ = 'mutation ($ids: [ID!]) { markNotificationsRead(ids: $ids) { id } }'
const QUIET = 'mutation ($from: String, $until: String) { setQuietHours(from: $from, until: $until) { id } }'
const PREFER = `mutation ($kind: NotificationKind!, $inApp: Boolean, $push: Boolean, $mail: Boolean) {
  setNotificationPreference(kind: $kind, inApp: $inApp, push: $push, mail: $mail) { id } }`

const SECOND_MS = 1_000
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** Longer than a push waits for a socket. */
const SOON_MS = 6 * SECOND_MS

let world: World
let service: Awaited<ReturnType<typeof openPushService>>
beforeAll(async () => {
  service = await openPushService()
  world = await openWorld({}, undefined, { HOST: '127.0.0.1', WEB_PUSH_TEST_ORIGIN: service.origin })
})
afterAll(async () => {
  await world.close()
  await service.close()
})

/** Lets time pass, and sends what is due then. */
const pass = async (ms: number): Promise<void> => {
  await world.settle()
  world.pass(ms)
  for (const job of world.subgraph.opened.jobs) await job.run()
  await world.settle()
}

let paths = 0
/** An athlete with a device, a ride, and somebody who likes it. */
const people = async () => {
  const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
  const path = `/device/${++paths}`
  const { input } = service.subscribe(path)
  await ana.ask(REGISTER, { input })
  const ride = await world.activity(ana, { name: 'Col du Galibier' })
  await world.settle()
  return { ana, ben, cleo, path, input, ride }
}
const devices = async (person: Person): Promise<readonly Answer[]> => (await person.ask(DEVICES)).viewer.pushDevices
const latest = async (person: Person): Promise<Answer> => noticesOf(await person.ask(NOTIFICATIONS))[0]
const bodies = (path: string): readonly string[] => service.take(path).map(({ payload }) => payload.body)

describe('a push', () => {
  it('is encrypted for the device, signed by the platform, and says all that is to be shown', async () => {
    const { ana, ben, path, ride } = await people()
    await ben.ask(KUDOS, { id: ride })
    await pass(SECOND_MS)
    expect(service.take(path)).toEqual([])
    await pass(SOON_MS)
    const [push, ...others] = service.take(path)
    expect(others).toEqual([])
    const { id } = await latest(ana)
    expect(push?.payload).toMatchObject({
      title: 'Gruppetto',
      body: 'Ben gave kudos to Col du Galibier',
      kind: 'KUDOS',
      notificationId: id,
      subjects: { activity: ride },
      unreadCount: 1,
      // What a sentence in another language is made of.
      actors: ['Ben'],
      actorCount: 1,
      names: { activity: 'Col du Galibier' },
      facts: {},
    })
    const { webPushPublicKey } = (await ana.ask(DEVICES)).viewer
    expect(readVapid(push?.headers.authorization ?? '', webPushPublicKey)).toMatchObject({
      aud: service.origin,
      sub: 'mailto:web-push@gruppetto.example',
    })
    expect(push?.headers).toMatchObject({
      'content-encoding': 'aes128gcm',
      ttl: '86400',
      urgency: 'low',
      topic: push?.payload.tag,
    })
    expect(push?.payload.tag).toMatch(/^[\w-]{32}$/)
    expect(await devices(ana)).toMatchObject([
      { lastDeliveredAt: expect.any(String), endpointHost: new URL(service.origin).host },
    ])
  })

  it('ends with the session that registered the device, and with no other', async () => {
    const { ana, ben, path, ride } = await people()
    await world.emit('sessions.ended', { athleteId: ana.id, sessionIds: ['ses_other'], at: world.runtime.now() })
    await world.settle()
    expect(await devices(ana)).toHaveLength(1)
    await world.emit('sessions.ended', { athleteId: ana.id, sessionIds: ['ses_other', 'ses'], at: world.runtime.now() })
    await world.settle()
    expect(await devices(ana)).toEqual([])
    await ben.ask(KUDOS, { id: ride })
    await pass(MINUTE_MS)
    expect(service.take(path)).toEqual([])
  })

  it('comes once for each group in five minutes, with the same topic', async () => {
    const { ben, cleo, path, ride } = await people()
    await ben.ask(KUDOS, { id: ride })
    await pass(SOON_MS)
    const [first] = service.take(path)
    await cleo.ask(KUDOS, { id: ride })
    await pass(MINUTE_MS)
    expect(service.take(path)).toEqual([])
    await pass(5 * MINUTE_MS)
    const [second] = service.take(path)
    expect(second?.payload.body).toBe('Cleo and Ben gave kudos to Col du Galibier')
    expect(second?.headers.topic).toBe(first?.headers.topic)
    await pass(HOUR_MS)
    expect(service.take(path)).toEqual([])
  })

  it('is not sent for what a socket took, was read, or is gone', async () => {
    const { ana, ben, path, ride } = await people()
    await ben.ask(COMMENT, { id: ride, text: 'Seen' })
    await world.settle()
    await world.runtime.redis.set(takenKey(ana.id, (await latest(ana)).id), world.runtime.now() + 1)
    await pass(SOON_MS)
    expect(service.take(path)).toEqual([])
    await ana.ask(READ, { ids: [(await latest(ana)).id] })
    await ben.ask(COMMENT, { id: ride, text: 'Read' })
    await world.settle()
    await ana.ask(READ, { ids: [(await latest(ana)).id] })
    await ben.ask(KUDOS, { id: ride })
    await world.settle()
    await ben.ask(UNKUDOS, { id: ride })
    await pass(SOON_MS)
    expect(service.take(path)).toEqual([])
    await ben.ask(COMMENT, { id: ride, text: 'Blocked' })
    await world.settle()
    await ana.ask(BLOCK, { id: ben.id })
    await pass(SOON_MS)
    expect(service.take(path)).toEqual([])
  })

  it('waits for the end of the quiet hours, and is one for each group then, unless it was read', async () => {
    const { ana, ben, cleo, path, ride } = await people()
    const other = await world.activity(ana, { name: 'Evening Ride' })
    // From an hour ago to two hours from now, on a clock in Zurich.
    const timeOf = (ms: number) =>
      new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Zurich', timeStyle: 'short' }).format(world.runtime.now() + ms)
    await ana.ask(QUIET, { from: timeOf(-HOUR_MS), until: timeOf(2 * HOUR_MS) })
    await world.settle()
    await ben.ask(KUDOS, { id: ride })
    await ben.ask(KUDOS, { id: other })
    await pass(SOON_MS)
    await cleo.ask(KUDOS, { id: ride })
    await world.settle()
    const read = noticesOf(await ana.ask(NOTIFICATIONS)).find((one) => one.activity.id === other)
    await ana.ask(READ, { ids: [read.id] })
    await pass(HOUR_MS)
    expect(service.take(path)).toEqual([])
    await pass(HOUR_MS)
    expect(bodies(path)).toEqual(['Cleo and Ben gave kudos to Col du Galibier'])
  })

  it('is left out when quiet hours end so late that it says nothing true any more', async () => {
    const { ana, path } = await people()
    const timeOf = (ms: number) =>
      new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Zurich', timeStyle: 'short' }).format(world.runtime.now() + ms)
    const remind = () => {
      const risk = { athleteId: ana.id, unit: 'DAYS' as const, count: 5, day: '2026-11-27' }
      return world.emit('streak.at-risk', { ...risk, at: world.runtime.now() })
    }
    await remind()
    await pass(SOON_MS)
    // Kept by the push service as long as the evening lasts.
    expect(service.take(path).map(({ headers }) => Number(headers.ttl) <= 6 * 3_600)).toEqual([true])
    await ana.ask(READ, { ids: noticesOf(await ana.ask(NOTIFICATIONS)).map(({ id }: Answer) => id) })
    await ana.ask(QUIET, { from: timeOf(-HOUR_MS), until: timeOf(8 * HOUR_MS) })
    await world.settle()
    await remind()
    await pass(SOON_MS)
    await pass(8 * HOUR_MS)
    expect(service.take(path)).toEqual([])
    expect(noticesOf(await ana.ask(NOTIFICATIONS))).toHaveLength(2)
  })

  it('goes out for what is off in app, and not for what is off for pushes', async () => {
    const { ana, ben, path, ride } = await people()
    await ana.ask(PREFER, { kind: 'KUDOS', inApp: false })
    await ana.ask(PREFER, { kind: 'COMMENT', push: false })
    await world.settle()
    await ben.ask(KUDOS, { id: ride })
    await ben.ask(COMMENT, { id: ride, text: 'Nice' })
    await pass(SOON_MS)
    expect(bodies(path)).toEqual(['Ben gave kudos to Col du Galibier'])
    expect(noticesOf(await ana.ask(NOTIFICATIONS)).map(({ kind }) => kind)).toEqual(['COMMENT'])
  })

  it('is tried again where the push service is busy or down, and ends with a device that is gone', async () => {
    const { ana, ben, path, ride } = await people()
    const second = service.subscribe(`${path}/second`)
    await ana.ask(REGISTER, { input: second.input })
    await world.settle()
    service.answers.set(path, { status: 429, headers: { 'retry-after': '600' } })
    service.answers.set(second.path, { status: 410 })
    await ben.ask(KUDOS, { id: ride })
    await pass(SOON_MS)
    expect([bodies(path).length, bodies(second.path).length]).toEqual([1, 1])
    expect(await devices(ana)).toHaveLength(1)
    await pass(5 * MINUTE_MS)
    expect(bodies(path)).toEqual([])
    service.answers.set(path, { status: 503 })
    await pass(6 * MINUTE_MS)
    expect(bodies(path)).toHaveLength(1)
    service.answers.delete(path)
    await pass(HOUR_MS)
    expect([bodies(path).length, bodies(second.path).length]).toEqual([1, 0])
    expect(await devices(ana)).toMatchObject([{ lastDeliveredAt: expect.any(String) }])
  })

  it('is given up in the end, with a device that was away for two weeks', async () => {
    const { ana, ben, cleo, path, ride } = await people()
    service.answers.set(path, { status: 500 })
    await ben.ask(KUDOS, { id: ride })
    for (let hour = 0; hour < 10; hour += 1) await pass(HOUR_MS)
    expect(bodies(path)).toHaveLength(6)
    await pass(15 * 24 * HOUR_MS)
    await cleo.ask(KUDOS, { id: ride })
    await pass(HOUR_MS)
    expect(await devices(ana)).toEqual([])
  })
})

describe('devices', () => {
  it('are registered by their owner, confirmed again, and go to the athlete who registers them last', async () => {
    const { ana, ben, input, path, ride } = await people()
    const [first] = await devices(ana)
    await ana.ask(REGISTER, { input })
    expect(await devices(ana)).toEqual([first])
    await ben.ask(REGISTER, { input })
    expect([await devices(ana), (await devices(ben)).length]).toEqual([[], 1])
    await ben.ask(COMMENT, { id: ride, text: 'Hello' })
    await pass(SOON_MS)
    expect(service.take(path)).toEqual([])
    await ana.ask(UNREGISTER, { endpoint: input.endpoint })
    expect(await devices(ben)).toHaveLength(1)
    await ben.ask(UNREGISTER, { endpoint: input.endpoint })
    expect(await devices(ben)).toEqual([])
    expect((await world.stranger.ask('{ viewer { pushDevices { id } } }')).viewer).toBeNull()
    expect(await world.stranger.codes(REGISTER, { input })).toEqual(['UNAUTHENTICATED'])
  })

  it('are at most twenty: the one confirmed longest ago makes room', async () => {
    const { ana, ben, path, ride } = await people()
    for (let index = 0; index < 20; index += 1) {
      world.pass(SECOND_MS)
      await ana.ask(REGISTER, { input: service.subscribe(`${path}/more/${index}`).input })
    }
    expect(await devices(ana)).toHaveLength(20)
    await ben.ask(KUDOS, { id: ride })
    await pass(SOON_MS)
    expect(service.take(path)).toEqual([])
    expect(service.pushes.filter((push) => push.path.startsWith(`${path}/more/`))).toHaveLength(20)
  })

  it('have an https address of the internet and keys that can be used', async () => {
    const { ana, input } = await people()
    const bad: readonly Answer[] = [
      { endpoint: 'http://push.example.org/x' },
      { endpoint: 'https://127.0.0.1/x' },
      { endpoint: 'https://[::1]/x' },
      { endpoint: 'https://2130706433/x' },
      { endpoint: 'https://localhost/x' },
      { endpoint: `https://push.example.org/${'x'.repeat(2_100)}` },
      { p256dh: 'abc' },
      { p256dh: Buffer.alloc(65, 4).toString('base64url') },
      { auth: 'abc' },
    ]
    for (const change of bad) expect(await ana.codes(REGISTER, { input: { ...input, ...change } })).toEqual(['BAD_USER_INPUT'])
    expect(await devices(ana)).toHaveLength(1)
  })
})

describe('a mail', () => {
  const mailsTo = (person: Person) => world.eventsOf('mail.requested').filter((mail) => mail.athleteId === person.id)

  it('names all that waits of a kind, comes once an hour, and not for what was read', async () => {
    const { ana, ben, cleo, ride } = await people()
    const other = await world.activity(ana, { name: 'Evening Ride' })
    await world.settle()
    await ben.ask(COMMENT, { id: ride, text: 'One' })
    await cleo.ask(COMMENT, { id: ride, text: 'Two' })
    await ben.ask(COMMENT, { id: other, text: 'Three' })
    await pass(10 * MINUTE_MS)
    expect(mailsTo(ana)).toEqual([])
    await pass(10 * MINUTE_MS)
    expect(mailsTo(ana)).toMatchObject([
      {
        kind: 'COMMENT',
        subject: 'Ben commented on Evening Ride, and 1 more',
        paragraphs: ['Ben commented on Evening Ride.', 'Cleo and Ben commented on Col du Galibier.'],
        unsubscribePath: expect.stringMatching(/^\/mail\/unsubscribe\/ath_\w+\.COMMENT\.[\w-]{22}$/),
      },
    ])
    await ana.ask(READ, { ids: noticesOf(await ana.ask(NOTIFICATIONS)).map(({ id }) => id) })
    await cleo.ask(COMMENT, { id: other, text: 'Four' })
    await pass(20 * MINUTE_MS)
    expect(mailsTo(ana)).toHaveLength(1)
    await pass(50 * MINUTE_MS)
    expect(mailsTo(ana).at(1)?.subject).toBe('Cleo commented on Evening Ride')
    await cleo.ask(COMMENT, { id: ride, text: 'Five' })
    await world.settle()
    await ana.ask(READ, { ids: noticesOf(await ana.ask(NOTIFICATIONS)).map(({ id }) => id) })
    await pass(2 * HOUR_MS)
    expect(mailsTo(ana)).toHaveLength(2)
  })

  it('is not sent to an athlete who is on the app', async () => {
    const { ana, ben, ride } = await people()
    const listening = world.runtime.live.subscribe('notification', ana.id, () => undefined)
    await ben.ask(COMMENT, { id: ride, text: 'One' })
    await pass(HOUR_MS)
    listening.unsubscribe()
    await pass(HOUR_MS)
    expect(mailsTo(ana)).toEqual([])
  })

  it('has a link that ends mails of its kind with one click, and that scanners may open', async () => {
    const { ana, ben, ride } = await people()
    await ben.ask(COMMENT, { id: ride, text: 'One' })
    await pass(HOUR_MS)
    const url = mailsTo(ana)[0]?.unsubscribePath ?? ''
    const routes = [world.subgraph.opened.publicRoutes ?? (() => undefined)]
    const mailPreference = async (): Promise<boolean> => {
      const { notificationPreferences } = (await ana.ask('{ viewer { notificationPreferences { kind mail } } }')).viewer
      return notificationPreferences.find((one: Answer) => one.kind === 'COMMENT').mail
    }
    const shown = await callRoute(routes, { url })
    expect([shown.statusCode, shown.headers['referrer-policy'], await mailPreference()]).toEqual([200, 'no-referrer', true])
    expect(shown.body).toContain('<form method="post">')
    const oneClick = { payload: 'List-Unsubscribe=One-Click', headers: { 'content-type': 'application/x-www-form-urlencoded' } }
    for (let time = 0; time < 2; time += 1)
      expect((await callRoute(routes, { method: 'POST', url, ...oneClick })).statusCode).toBe(200)
    expect(await mailPreference()).toBe(false)
    for (const bad of [`${url}x`, url.replace('COMMENT', 'MENTION'), '/mail/unsubscribe/x'])
      for (const method of ['GET', 'POST'] as const)
        expect((await callRoute(routes, { method, url: bad, ...(method === 'POST' ? oneClick : {}) })).statusCode).toBe(404)
  })
})

it('processes that start at once have the same keys', async () => {
  const database = await world.runtime.database('keys')
  const vapidKeys = openVapidKeys(database)
  await database.prepare()
  const made: string[] = []
  const make = () => {
    made.push(`public ${made.length}`)
    return { publicKey: `public ${made.length}`, privateKey: 'private' }
  }
  const kept = await Promise.all(Array.from({ length: 8 }, () => vapidKeys.getOrMake(make, new Date())))
  expect(new Set(kept.map(({ publicKey }) => publicKey)).size).toBe(1)
})
