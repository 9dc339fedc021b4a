import { type Caller, newId } from '@gruppetto/graph'
import { openReceiver, type ReceivedDelivery, type Receiver, randomWord, silence, status } from '@gruppetto/testing'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WebhookRow } from '../src/domain/webhook.ts'
import { openWebhooks } from '../src/stores/webhooks.ts'
import {
  anonymous,
  athleteCaller,
  athleteChanged,
  challengeChanged,
  event,
  makeBrand,
  openWorld,
  participation,
  partnerOf,
  sponsored,
  staff,
  type World,
} from './world.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

let offsetMs = 0
let world: World
let receiver: Receiver
beforeAll(async () => {
  receiver = await openReceiver()
  world = await openWorld({
    now: () => Date.now() + offsetMs,
    env: { HOST: '127.0.0.1', WEBHOOK_TEST_ORIGIN: receiver.origin },
  })
})
afterAll(async () => {
  await world.close()
  await receiver.close()
})

const SCOPES = ['KEYS_MANAGE', 'CAMPAIGN_READ']
const FIELDS = 'id url events enabled disabledReason noticeEmail lastDeliveryAt failures secret'
const SET = `mutation($input: WebhookInput!) { setWebhook(input: $input) { ${FIELDS} } }`
const LIST = `{ partner { webhooks { ${FIELDS} deliveries(first: 50) { edges { cursor node { id event at attempts deliveredAt responseStatus error } } pageInfo { hasNextPage } } } } }`

/** A brand with a webhook at a path of its own, and an active challenge that it sponsors. */
const scene = async (events: readonly string[] = ['CHALLENGE_JOINED', 'CHALLENGE_COMPLETED', 'CHALLENGE_ENDED']) => {
  const brand = await makeBrand(world)
  const partner = partnerOf(brand.id, SCOPES)
  const path = `/hooks/${randomWord()}`
  const url = `${receiver.origin}${path}`
  const { data, errors } = await world.ask(SET, { input: { url, events } }, partner)
  expect(errors).toEqual([])
  const challengeId = await sponsored(world, brand.id, { endsAtMs: Date.now() + 365 * DAY })
  return { brand, partner, path, url, webhook: data.setWebhook, challengeId }
}
const run = async (): Promise<void> => {
  for (const job of world.subgraph.opened.jobs) await job.run()
}
/** Runs the deliveries that are due until the path has got so many. */
const arrived = async (path: string, count: number) => {
  await expect
    .poll(async () => {
      await run()
      return receiver.got(path).length
    })
    .toBe(count)
  return receiver.got(path)
}
const webhooksOf = async (partner: Caller) => (await world.ask(LIST, {}, partner)).data.partner.webhooks
const deliveriesOf = async (partner: Caller) => {
  const [{ deliveries }] = await webhooksOf(partner)
  return deliveries.edges.map(({ node }: { node: Record<string, unknown> }) => node)
}
/** Waits until the last try of the only webhook is noted. */
const noted = async (partner: Caller, expected: Record<string, unknown>): Promise<void> => {
  await expect.poll(async () => (await deliveriesOf(partner))[0]).toMatchObject(expected)
}
const join = (challengeId: string, athleteId: string, sharesWithBrand = true): Promise<void> =>
  world.happen(
    athleteChanged(athleteId, { displayName: 'Ana Kovač', country: 'SI' }),
    participation(challengeId, athleteId, { sharesWithBrand, at: world.runtime.now() }),
  )
const signatureOf = (secret: string, { headers, text }: ReceivedDelivery): string => {
  const at = new Date(Number(headers['webhook-timestamp']) * 1000)
  return new Webhook(secret).sign(String(headers['webhook-id']), at, text)
}

describe('a delivery', () => {
  it('is signed as Standard Webhooks has it, and names who agreed', async () => {
    const { path, challengeId, webhook, partner } = await scene()
    const [ana, ben] = [newId('Athlete'), newId('Athlete')]
    await join(challengeId, ana)
    await join(challengeId, ben, false)
    const got = await arrived(path, 2)
    const verified = got.map(({ text, headers }) => new Webhook(webhook.secret).verify(text, headers as Record<string, string>))
    const challenge = { id: challengeId, title: 'November hundred' }
    expect(verified).toEqual(
      expect.arrayContaining([
        {
          type: 'challenge.joined',
          timestamp: expect.any(String),
          data: { challenge, athlete: { id: ana, name: 'Ana Kovač', country: 'SI' } },
        },
        { type: 'challenge.joined', timestamp: expect.any(String), data: { challenge, athlete: null } },
      ]),
    )
    expect(got[0]?.headers['content-type']).toBe('application/json')
    await noted(partner, { event: 'CHALLENGE_JOINED', attempts: 1, responseStatus: 204, error: null })
    const ids = (await deliveriesOf(partner)).map(({ id }: { id: string }) => id)
    expect(got.map(({ headers }) => headers['webhook-id']).sort()).toEqual([...ids].sort())
    expect(JSON.stringify(got)).not.toContain(ben)
  })

  it('of a forged body or another secret does not verify', async () => {
    const { path, challengeId, webhook } = await scene()
    const other = await scene()
    await join(challengeId, newId('Athlete'))
    const [got] = await arrived(path, 1)
    const headers = got?.headers as Record<string, string>
    expect(() => new Webhook(webhook.secret).verify(`${got?.text} `, headers)).toThrow()
    expect(() => new Webhook(other.webhook.secret).verify(got?.text ?? '', headers)).toThrow()
  })

  it('tells of completions and of the end too, each thing once', async () => {
    const { path, challengeId } = await scene()
    const ana = newId('Athlete')
    const at = world.runtime.now()
    await join(challengeId, ana)
    const results = [{ athleteId: ana, rank: 1, score: 5, completed: true }]
    await world.happen(
      event('challenge.completed', { challengeId, athleteId: ana, at }),
      event('challenge.completed', { challengeId, athleteId: ana, at }),
      participation(challengeId, ana, { revision: 2, participating: false, at }),
      participation(challengeId, ana, { revision: 3, at }),
      event('challenge.settled', { challengeId, participants: 900, results, at }),
      event('challenge.settled', { challengeId, participants: 900, results, at }),
    )
    const got = await arrived(path, 3)
    const types = got.map(({ body }) => body.type)
    expect(types.sort()).toEqual(['challenge.completed', 'challenge.ended', 'challenge.joined'])
    const ended = got.find(({ body }) => body.type === 'challenge.ended')
    expect(ended?.body.data).toEqual({ challenge: { id: challengeId, title: 'November hundred' }, participants: 900 })
  })

  it('is for the events that were asked for, since the webhook was made, and for the challenges of the brand alone', async () => {
    const { path, challengeId, partner } = await scene(['CHALLENGE_COMPLETED'])
    const elsewhere = newId('Challenge')
    await world.happen(challengeChanged(elsewhere))
    const [ana, ben] = [newId('Athlete'), newId('Athlete')]
    await join(challengeId, ana)
    await join(elsewhere, ben)
    await world.happen(
      event('challenge.completed', { challengeId, athleteId: ana, at: world.runtime.now() - DAY }),
      event('challenge.completed', { challengeId: elsewhere, athleteId: ben, at: world.runtime.now() }),
    )
    expect(await deliveriesOf(partner)).toEqual([])
    await run()
    expect(receiver.got(path)).toEqual([])
  })

  it('that failed names nobody who has withdrawn the consent since', async () => {
    const { path, challengeId, partner } = await scene()
    const ana = newId('Athlete')
    receiver.respond(path, status(500))
    await join(challengeId, ana)
    await arrived(path, 1)
    await noted(partner, { attempts: 1, responseStatus: 500, error: 'The answer was 500.', deliveredAt: null })
    await world.happen(participation(challengeId, ana, { revision: 2, sharesWithBrand: false, at: world.runtime.now() }))
    receiver.respond(path, status(200))
    offsetMs += 6_000
    const [first, second] = await arrived(path, 2)
    expect(first?.body.data.athlete).toMatchObject({ id: ana })
    expect(second?.body.data.athlete).toBeNull()
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
    await noted(partner, { attempts: 2, responseStatus: 200, error: null, deliveredAt: expect.any(String) })
  })

  it('waits as long as its receiver wishes', async () => {
    const { path, challengeId, partner } = await scene()
    receiver.respond(path, status(429, { 'retry-after': '3600' }))
    await join(challengeId, newId('Athlete'))
    await arrived(path, 1)
    await noted(partner, { attempts: 1 })
    offsetMs += 30 * MINUTE
    await run()
    await noted(partner, { attempts: 1 })
    offsetMs += 31 * MINUTE
    await arrived(path, 2)
  })

  it('follows no redirect', async () => {
    const { path, challengeId, partner } = await scene()
    receiver.respond(path, status(307, { location: `${receiver.origin}/stolen` }))
    await join(challengeId, newId('Athlete'))
    await arrived(path, 1)
    await noted(partner, { error: 'The answer was 307; redirects are not followed.', responseStatus: 307 })
    expect(receiver.got('/stolen')).toEqual([])
  })

  it('to a receiver that does not answer delays no other', async () => {
    const slow = await scene()
    const quick = await scene()
    receiver.respond(slow.path, silence)
    await join(slow.challengeId, newId('Athlete'))
    await arrived(slow.path, 1)
    await join(quick.challengeId, newId('Athlete'))
    await arrived(quick.path, 1)
    expect((await deliveriesOf(slow.partner))[0]).toMatchObject({ attempts: 0, deliveredAt: null })
  })

  it('that a dead process had taken is taken by another one', async () => {
    const { path, challengeId, webhook } = await scene()
    await join(challengeId, newId('Athlete'))
    const rows = world.database.connection.collection<{ _id: string; takenUntil: Date }>('webhooks')
    await rows.updateOne({ _id: webhook.id }, { $set: { takenUntil: new Date(Date.now() + offsetMs + 30_000) } })
    await run()
    expect(receiver.got(path)).toEqual([])
    offsetMs += 31_000
    await arrived(path, 1)
  })

  it.each([true, false])(
    'left while the webhook is let go of is not left lying, where it was woken before: %s',
    async (wokenBefore) => {
      const { webhook } = await scene()
      const webhooks = openWebhooks(world.database)
      const now = new Date(Date.now() + offsetMs)
      const until = new Date(now.getTime() + 30_000)
      const isDue = async () => (await webhooks.dueIds(now, 1_000)).includes(webhook.id)
      await webhooks.wake(webhook.id, now)
      if (!wokenBefore) {
        const first = await webhooks.take(webhook.id, now, until)
        await webhooks.release(first?.webhook as WebhookRow, now)
      }
      const taken = await webhooks.take(webhook.id, now, until)
      expect(taken?.wasWoken).toBe(wokenBefore)
      await webhooks.wake(webhook.id, now)
      await webhooks.release(taken?.webhook as WebhookRow, null)
      expect(await isDue()).toBe(true)
      const again = await webhooks.take(webhook.id, now, until)
      expect(await isDue()).toBe(false)
      await webhooks.release(again?.webhook as WebhookRow, null)
      expect(await isDue()).toBe(false)
    },
  )
})

describe('a webhook', () => {
  it('shows its secret once', async () => {
    const { partner, webhook, url } = await scene()
    expect(webhook).toMatchObject({ url, enabled: true, failures: 0, disabledReason: null, lastDeliveryAt: null })
    expect(webhook.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(await webhooksOf(partner)).toMatchObject([{ id: webhook.id, secret: null }])
    const stored = await world.database.connection.collection('webhooks').find().toArray()
    expect(JSON.stringify(stored)).not.toContain(webhook.secret.slice('whsec_'.length))
  })

  it('signs with the old and the new secret for a day after a rotation', async () => {
    const { partner, webhook, challengeId, path } = await scene()
    const rotate = 'mutation($id: ID!) { rotateWebhookSecret(id: $id) { secret } }'
    const { secret } = (await world.ask(rotate, { id: webhook.id }, partner)).data.rotateWebhookSecret
    expect(secret).not.toBe(webhook.secret)
    await join(challengeId, newId('Athlete'))
    const [during] = await arrived(path, 1)
    const signatures = String(during?.headers['webhook-signature']).split(' ')
    expect(signatures).toHaveLength(2)
    expect(signatures).toEqual([secret, webhook.secret].map((key) => signatureOf(key, during as ReceivedDelivery)))
    offsetMs += DAY + MINUTE
    await join(challengeId, newId('Athlete'))
    const [, after] = await arrived(path, 2)
    expect(after?.headers['webhook-signature']).toBe(signatureOf(secret, after as ReceivedDelivery))
  })

  it('keeps events while it is disabled, and delivers them when it is enabled', async () => {
    const { partner, webhook, challengeId, path, url } = await scene()
    const set = (enabled: boolean) =>
      world.ask(SET, { input: { id: webhook.id, url, events: ['CHALLENGE_JOINED'], enabled } }, partner)
    expect((await set(false)).data.setWebhook).toMatchObject({ enabled: false, disabledReason: null, secret: null })
    await join(challengeId, newId('Athlete'))
    await join(challengeId, newId('Athlete'))
    await run()
    expect(receiver.got(path)).toEqual([])
    const [kept] = await deliveriesOf(partner)
    const replay = await world.ask('mutation($id: ID!) { replayWebhookDelivery(id: $id) { id } }', { id: kept.id }, partner)
    expect(replay.codes).toEqual(['CONFLICT'])
    await set(true)
    await arrived(path, 2)
  })

  it('is disabled when its address is gone, and its person is told', async () => {
    const { partner, webhook, challengeId, path, url } = await scene()
    await world.ask(
      SET,
      { input: { id: webhook.id, url, events: ['CHALLENGE_JOINED'], noticeEmail: 'ops@partner.example' } },
      partner,
    )
    receiver.respond(path, status(410))
    await join(challengeId, newId('Athlete'))
    await arrived(path, 1)
    await expect.poll(() => webhooksOf(partner)).toMatchObject([{ enabled: false, disabledReason: 'GONE', failures: 1 }])
    await join(challengeId, newId('Athlete'))
    await run()
    expect(receiver.got(path)).toHaveLength(1)
  })

  it('is disabled after days of failures, and begins anew when it is enabled', async () => {
    const { partner, webhook, challengeId, path, url } = await scene()
    receiver.respond(path, status(503))
    for (let attempts = 1; attempts <= 7; attempts++) {
      if (attempts === 1) for (const _ of [1, 2, 3]) await join(challengeId, newId('Athlete'))
      await arrived(path, attempts * 3)
      await expect.poll(async () => (await webhooksOf(partner))[0].failures).toBe(attempts * 3)
      offsetMs += 13 * 60 * MINUTE
    }
    expect(await webhooksOf(partner)).toMatchObject([{ enabled: false, disabledReason: 'FAILURES' }])
    receiver.respond(path, status(200))
    await world.ask(SET, { input: { id: webhook.id, url, events: ['CHALLENGE_JOINED'] } }, partner)
    expect(await webhooksOf(partner)).toMatchObject([{ enabled: true, disabledReason: null, failures: 0 }])
  })

  it('sends a delivery again by hand, with the same id', async () => {
    const { partner, challengeId, path } = await scene()
    await join(challengeId, newId('Athlete'))
    await arrived(path, 1)
    await noted(partner, { attempts: 1 })
    const [{ id }] = await deliveriesOf(partner)
    const replay = 'mutation($id: ID!) { replayWebhookDelivery(id: $id) { id attempts } }'
    expect((await world.ask(replay, { id }, partner)).data.replayWebhookDelivery).toEqual({ id, attempts: 1 })
    const [first, second] = await arrived(path, 2)
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
    await noted(partner, { attempts: 2 })
  })

  it('that is deleted gets nothing more', async () => {
    const { partner, webhook, challengeId, path } = await scene()
    await join(challengeId, newId('Athlete'))
    const deleted = await world.ask(
      'mutation($id: ID!) { deleteWebhook(id: $id) { webhooks { id } } }',
      { id: webhook.id },
      partner,
    )
    expect(deleted).toMatchObject({ errors: [], data: { deleteWebhook: { webhooks: [] } } })
    await run()
    expect(receiver.got(path)).toEqual([])
  })

  it.each([
    'http://partner.example/hooks',
    'https://localhost/hooks',
    'https://127.0.0.1/hooks',
    'https://[::1]/hooks',
    'https://[::ffff:10.0.0.1]/hooks',
    'https://169.254.169.254/latest/meta-data',
    'https://intranet/hooks',
    'https://partner.example:8443/hooks',
    'https://user:pass@partner.example/hooks',
    'ftp://partner.example/hooks',
    'not an address',
  ])('does not point to %s', async (url) => {
    const brand = await makeBrand(world)
    const { errors } = await world.ask(SET, { input: { url, events: ['CHALLENGE_JOINED'] } }, partnerOf(brand.id, SCOPES))
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'input.url' }] })
  })

  it('is one of at most ten of a brand', async () => {
    const brand = await makeBrand(world)
    const partner = partnerOf(brand.id, SCOPES)
    const make = () => world.ask(SET, { input: { url: `${receiver.origin}/x`, events: ['CHALLENGE_JOINED'] } }, partner)
    for (let count = 0; count < 10; count++) expect((await make()).codes).toEqual([])
    expect((await make()).codes).toEqual(['CONFLICT'])
  })
})

describe('who may manage a webhook', () => {
  const calls = (webhookId: string, deliveryId: string): readonly (readonly [string, Record<string, unknown>])[] => [
    [SET, { input: { id: webhookId, url: 'https://thief.example/', events: ['CHALLENGE_JOINED'] } }],
    ['mutation($id: ID!) { rotateWebhookSecret(id: $id) { secret } }', { id: webhookId }],
    ['mutation($id: ID!) { replayWebhookDelivery(id: $id) { id } }', { id: deliveryId }],
    ['mutation($id: ID!) { deleteWebhook(id: $id) { webhooks { id } } }', { id: webhookId }],
  ]

  it('is its own brand with the scopes, and staff', async () => {
    const { partner, brand, webhook, challengeId, path } = await scene()
    await join(challengeId, newId('Athlete'))
    await arrived(path, 1)
    const [{ id }] = await deliveriesOf(partner)
    const strangers: readonly (readonly [Caller, string])[] = [
      [partnerOf((await makeBrand(world)).id, SCOPES), 'NOT_FOUND'],
      [partnerOf(brand.id, ['LEADERBOARD_READ', 'CAMPAIGN_READ', 'CAMPAIGN_WRITE']), 'FORBIDDEN'],
      [athleteCaller(newId('Athlete')), 'FORBIDDEN'],
      [anonymous, 'UNAUTHENTICATED'],
    ]
    for (const [caller, code] of strangers)
      for (const [query, variables] of calls(webhook.id, id))
        expect((await world.ask(query, variables, caller)).codes).toEqual([code])
    expect(await webhooksOf(partner)).toMatchObject([{ id: webhook.id, url: webhook.url }])
    for (const [query, variables] of calls(webhook.id, id)) expect((await world.ask(query, variables, staff)).codes).toEqual([])
  })

  it('a key without the scope of what it reads hears which one it lacks', async () => {
    const { brand } = await scene()
    const reader = partnerOf(brand.id, ['LEADERBOARD_READ'])
    const { errors } = await world.ask(LIST, {}, reader)
    expect(errors[0]).toMatchObject({ extensions: { code: 'FORBIDDEN' } })
    expect(errors[0]?.message).toContain('KEYS_MANAGE')
  })
})
