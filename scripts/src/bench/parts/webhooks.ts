import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '@gruppetto/graph'
import { askWithKey, newBrand } from '../brands.ts'
import { costOf } from '../cost.ts'
import type { Sheet } from '../figures.ts'
import { type BenchOptions, crowdOf } from '../options.ts'
import type { World } from '../world.ts'

const SET = 'mutation ($url: URL!) { setWebhook(input: { url: $url, events: [CHALLENGE_ENDED] }) { id } }'
const FAST = 8
/** Below the ten seconds for which the platform waits. */
const SLOW_MS = 8_000
const PATIENCE_MS = 240_000

interface Receiver {
  readonly server: Server
  /** How many deliveries have arrived, by path. */
  readonly arrived: Map<string, number>
}

const openReceiver = async (port: number): Promise<Receiver> => {
  const arrived = new Map<string, number>()
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    arrived.set(path, (arrived.get(path) ?? 0) + 1)
    request.resume().on('end', () => {
      if (path !== '/slow') return void response.writeHead(204).end()
      setTimeout(() => response.writeHead(204).end(), SLOW_MS)
    })
  }).listen(port, '127.0.0.1')
  await once(server, 'listening')
  return { server, arrived }
}

/** Measures deliveries to receivers on this machine. One of them answers after seconds, and must hold up none of the others. */
export const webhooks = async (world: World, sheet: Sheet, options: BenchOptions): Promise<void> => {
  const each = Math.ceil(crowdOf('webhooks', options) / FAST)
  const origin = `http://127.0.0.1:${world.receiverPort}`
  const { server, arrived } = await openReceiver(world.receiverPort)
  try {
    const { id: brandId, secret } = await newBrand(world)
    const paths = [...Array.from({ length: FAST }, (_, index) => `/fast/${index}`), '/slow']
    const ids: string[] = []
    for (const path of paths)
      ids.push((await askWithKey<{ setWebhook: { id: string } }>(world, secret, SET, { url: `${origin}${path}` })).setWebhook.id)
    const now = new Date()
    const deliveries = ids.flatMap((webhookId) =>
      Array.from({ length: each }, (_, index) => ({
        _id: newId('WebhookDelivery'),
        webhookId,
        brandId,
        event: 'CHALLENGE_ENDED',
        key: `bench ${index}`,
        challengeId: null,
        athleteId: null,
        facts: { participantCount: index },
        at: now,
        attempts: 0,
        tries: 0,
        dueAt: now,
        deliveredAt: null,
        responseStatus: null,
        error: null,
        changedAt: now,
      })),
    )
    await world.platform.insert('commerce', 'webhook_deliveries', deliveries)
    const toFast = () => [...arrived].reduce((sum, [path, count]) => sum + (path === '/slow' ? 0 : count), 0)
    const total = each * FAST
    const from = performance.now()
    const cost = await costOf(world, total, async () => {
      for (const id of ids)
        await world.platform.change({ database: 'commerce', collection: 'webhooks', id }, { $set: { nextDueAt: new Date() } })
      while (toFast() < total) {
        if (performance.now() - from > PATIENCE_MS) throw new Error(`${toFast()} of ${total} deliveries arrived`)
        await sleep(20)
      }
    })
    const group = `${total} deliveries to ${FAST} receivers, and one that answers after ${SLOW_MS / 1_000} s`
    sheet.put(group, 'sustained', (total * 1_000) / cost.ms, 'deliveries/s')
    sheet.put(group, 'CPU of the platform', cost.cpuMs, 'ms CPU')
    sheet.put(group, 'MongoDB commands', cost.mongoCommands, 'commands')
    sheet.put(group, 'meanwhile at the slow one', arrived.get('/slow') ?? 0, 'deliveries')
    // What was sent twice would be seen here.
    await sleep(1_500)
    sheet.put(group, 'sent again though they arrived', toFast() - total, 'deliveries')
  } finally {
    server.closeAllConnections()
    server.close()
  }
}
