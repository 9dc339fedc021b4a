import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { SUBGRAPH_NAMES } from '@gruppetto/graph'
import { freePort } from '@gruppetto/runtime'
import { platformMetrics } from '@gruppetto/scripts/metrics'
import { loadPlatformConfig, type Platform, startPlatform } from '@gruppetto/scripts/run'
import { dropNamespace, graphqlClient, randomNamespace, settle, testEnvironment, testFolder } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createUpload, follow, newAthlete, nobody, putBytes } from '../src/people.ts'
import { gpxRide } from '../src/recordings.ts'
import { type CollectedSpan, type Collector, openCollector } from '../src/seeing/collector.ts'

/** What has no values until something goes wrong that does not go wrong here. */
const OF_BAD_DAYS = ['gruppetto_job_failures_total', 'gruppetto_metric_failures_total']

// Social is called in process. The other subgraphs are called over HTTP, and have their workers beside them.
const APART = SUBGRAPH_NAMES.filter((name) => name !== 'social')

describe('seeing into a platform', () => {
  const dataDir = testFolder('seeing')
  const env = {
    ...testEnvironment(randomNamespace(), dataDir),
    PORT: '0',
    HOST: '127.0.0.1',
    METRICS_PORT: '0',
    METRICS_OPERATIONS: 'Home',
    BREAKER_FAILURES: '2',
    SUBGRAPH_TIMEOUT_MS: '60000',
    OPERATION_TIMEOUT_MS: '60000',
  }
  const config = loadPlatformConfig({ ...env, RUN: 'gateway' })
  const platforms = new Map<string, Platform>()
  const start = async (run: string, urls: Readonly<Record<string, string>> = {}): Promise<Platform> => {
    const traced = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_TRACES_SAMPLER_ARG: '1' }
    const platform = await startPlatform(loadPlatformConfig({ ...env, ...traced, ...urls, RUN: run }))
    platforms.set(run, platform)
    return platform
  }
  let gateway: Platform
  let collector: Collector

  beforeAll(async () => {
    collector = await openCollector()
    const port = await freePort()
    // The subgraphs sign addresses of the gateway.
    const urls: Record<string, string> = { PUBLIC_URL: `http://127.0.0.1:${port}` }
    for (const name of APART) urls[`${name.toUpperCase()}_URL`] = (await start(`${name},${name}:workers`, urls)).url
    gateway = await start('gateway,social,social:workers', { ...urls, PORT: String(port) })
  })
  afterAll(async () => {
    for (const platform of [...platforms.values()].reverse()) await platform.close()
    await collector.close()
    await dropNamespace(config)
    rmSync(dataDir, { recursive: true, force: true })
  })

  /** Returns the values of a metric by their labels, as they stand in the text. */
  const valuesOf = (text: string, name: string): ReadonlyMap<string, number> =>
    new Map(
      text
        .split('\n')
        .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
        .map((line) => [line.slice(name.length, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
    )

  it('shows every metric after a ride was uploaded, seen in a feed, and got kudos', async () => {
    const url = `${gateway.url}/graphql`
    const [ana, ben] = await Promise.all([newAthlete(url, 'ana'), newAthlete(url, 'ben')])
    await follow(ben, ana)
    await settle({ config })
    const [anaLive, benLive] = await Promise.all([ana.live(), ben.live()])
    const inbox = anaLive.subscribe<{ notificationReceived: { kind: string } }>('subscription { notificationReceived { kind } }')
    const feed = benLive.subscribe<{ feedItemAdded: { activity: { id: string } } }>(
      'subscription { feedItemAdded { ... on ActivityFeedItem { activity { id } } } }',
    )
    await Promise.all([anaLive.ready(), benLive.ready()])
    const bytes = gpxRide(Date.now() - 86_400_000, { points: 240 })
    expect(await putBytes(await createUpload(ana, 'ride.gpx', bytes), bytes)).toBe(200)
    const { activity } = (await feed.next()).feedItemAdded
    expect((await inbox.next()).notificationReceived.kind).toBe('UPLOAD_DONE')
    await ben.get('query Home { viewer { feed(first: 5) { edges { node { id } } } } }')
    await ben.get('query MadeUp { viewer { feed(first: 5) { edges { node { id } } } } }')
    await ben.get('mutation ($id: ID!) { giveKudos(subjectId: $id) { kudosCount } }', { id: activity.id })
    expect((await inbox.next()).notificationReceived.kind).toBe('KUDOS')
    await ana.refused('{ nothing }')
    // Who has just changed something reads past the answers that are kept.
    await nobody(url).get('{ products(first: 1) { edges { node { id } } } }')
    await settle({ config })

    const whole = await (await fetch(gateway.metricsUrl ?? '')).text()
    const has = (name: string, labels: string) => valuesOf(whole, name).get(labels)
    expect(has('gruppetto_sockets', '')).toBe(2)
    expect(has('gruppetto_operations_total', '{operation="Home",kind="query",outcome="ok"}')).toBe(1)
    expect(whole).not.toContain('MadeUp')
    expect(has('gruppetto_operations_total', '{operation="other",kind="query",outcome="refused"}')).toBeUndefined()
    expect(has('gruppetto_operations_total', '{operation="other",kind="unknown",outcome="refused"}')).toBe(1)
    expect(has('gruppetto_operations_total', '{operation="other",kind="subscription",outcome="ok"}')).toBe(2)
    expect(has('gruppetto_feed_operation_seconds_count', '')).toBe(2)
    expect(has('gruppetto_field_uses_total', '{field="Viewer.feed"}')).toBe(2)
    expect(has('gruppetto_field_uses_total', '{field="Mutation.giveKudos"}')).toBe(1)
    expect(has('gruppetto_uploads_total', '{outcome="DONE"}')).toBe(1)
    for (const stage of ['waiting', 'reading', 'storing', 'whole']) {
      expect(has('gruppetto_upload_stage_seconds_count', `{stage="${stage}"}`), stage).toBe(1)
    }
    expect(has('gruppetto_push_seconds_count', '{topic="notification"}')).toBeGreaterThanOrEqual(1)
    expect(has('gruppetto_push_seconds_count', '{topic="feed"}')).toBeGreaterThanOrEqual(1)
    const reads = valuesOf(whole, 'gruppetto_feed_reads_total')
    expect([...reads.values()].reduce((sum, value) => sum + value, 0)).toBeGreaterThanOrEqual(2)
    for (const subgraph of SUBGRAPH_NAMES) {
      expect(has('gruppetto_outbox_age_seconds', `{subgraph="${subgraph}"}`), subgraph).toBe(0)
      expect(has('gruppetto_subgraph_breaker_state', `{subgraph="${subgraph}"}`)).toBe(subgraph === 'social' ? undefined : 0)
      expect(has('gruppetto_mongo_connections', `{subgraph="${subgraph}",state="idle"}`), subgraph).toBeGreaterThanOrEqual(1)
    }
    const stream = gateway.runtime.bus.names.events
    const labels = `{stream="${stream}",consumer="activities-measure-upload",subgraph="activities"}`
    expect(has('gruppetto_consumer_pending', labels)).toBe(0)
    expect(has('gruppetto_events_handled_total', '{consumer="activities-measure-upload",outcome="done"}')).toBe(1)
    const names = new Set(whole.split('\n').map((line) => /^\w+/.exec(line)?.[0]))
    const silent = (await platformMetrics())
      .filter(({ name, kind }) => !names.has(kind === 'histogram' ? `${name}_count` : name))
      .map(({ name }) => name)
    // A subgraph that does not answer comes below, and spans are sent every few seconds.
    expect(silent).toEqual(
      [...OF_BAD_DAYS, 'gruppetto_spans_total', 'gruppetto_subgraph_call_failures_total'].filter((name) => silent.includes(name)),
    )
    for (const words of [ana.id, ana.handle, ana.displayName, ben.id, activity.id]) expect(whole).not.toContain(words)
    await Promise.all([anaLive.close(), benLive.close()])
  })

  it('shows one upload as one trace, from the requests of the client to what is pushed to the socket', async () => {
    const url = `${gateway.url}/graphql`
    const ana = await newAthlete(url, 'ana')
    await settle({ config })
    const live = await ana.live()
    const inbox = live.subscribe<{ notificationReceived: { kind: string } }>('subscription { notificationReceived { kind } }')
    await live.ready()
    const [traceId, clientId] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')]
    const traceparent = `00-${traceId}-${clientId}-01`
    const bytes = gpxRide(Date.now() - 2 * 86_400_000, { points: 240 })
    const create = 'mutation ($input: CreateUploadInput!) { createUpload(input: $input) { url headers { name value } } }'
    const input = { fileName: 'over the hills.gpx', sizeBytes: bytes.byteLength, name: 'Over the hills' }
    const answer = await graphqlClient(url, ana.token)(create, { input }, { headers: { traceparent } })
    const { createUpload: upload } = answer.data
    const headers = Object.fromEntries(upload.headers.map((each: { name: string; value: string }) => [each.name, each.value]))
    expect((await fetch(upload.url, { method: 'PUT', headers: { ...headers, traceparent }, body: bytes })).status).toBe(200)
    expect((await inbox.next()).notificationReceived.kind).toBe('UPLOAD_DONE')

    const mine = () => collector.spans().filter((span) => span.traceId === traceId)
    const names = () => mine().map(({ name }) => name)
    await expect.poll(names, { timeout: 60_000 }).toContain('push notification')
    const sent = async () =>
      valuesOf(await (await fetch(gateway.metricsUrl ?? '')).text(), 'gruppetto_spans_total').get('{outcome="sent"}') ?? 0
    await expect.poll(sent).toBeGreaterThan(0)
    const spans = mine()
    const byId = new Map(spans.map((span) => [span.spanId, span]))
    expect(spans.filter(({ parentId }) => parentId !== clientId && !byId.has(parentId)).map(({ name }) => name)).toEqual([])
    /** The names from a span up to the request of the client. */
    const roadTo = (name: string): string[] => {
      const road: string[] = []
      for (let span: CollectedSpan | undefined = spans.find((one) => one.name === name); span !== undefined; ) {
        road.unshift(span.name)
        if (span.parentId === clientId) return road
        span = byId.get(span.parentId)
      }
      return []
    }
    expect(roadTo('activities mutation')).toEqual(['mutation other', 'call activities', 'activities mutation'])
    expect(roadTo('push notification')).toEqual([
      'PUT object',
      'activities-measure-upload object.stored',
      'activities-match-segments activity.measured',
      'social-notify-uploads upload.completed',
      'push notification',
    ])
    expect(roadTo('publish upload.completed').at(-2)).toBe('activities-match-segments activity.measured')
    // What is pushed is asked of a subgraph.
    expect(roadTo('social query').slice(-3)).toEqual(['push notification', 'call social', 'social query'])
    const said = JSON.stringify(spans)
    for (const word of [ana.id, ana.handle, ana.displayName, ana.token, 'over the hills', 'Over the hills', 'upl_', 'act_']) {
      expect(said).not.toContain(word)
    }

    const silentId = randomBytes(16).toString('hex')
    await graphqlClient(url, ana.token)('{ viewer { id } }', {}, { headers: { traceparent: `00-${silentId}-${clientId}-00` } })
    await live.close()
    expect(collector.spans().filter((span) => span.traceId === silentId)).toEqual([])
  })

  it('shows what waits for workers that are not there, and a subgraph that does not answer', async () => {
    const url = `${gateway.url}/graphql`
    const ana = await newAthlete(url, 'ana')
    await settle({ config })
    const role = 'activities,activities:workers'
    await platforms.get(role)?.close()
    platforms.delete(role)
    for (let at = 0; at < 3; at += 1) await ana.ask('{ viewer { uploads { edges { cursor } } } }')
    const away = await (await fetch(gateway.metricsUrl ?? '')).text()
    expect(valuesOf(away, 'gruppetto_subgraph_call_failures_total').get('{subgraph="activities"}')).toBe(3)
    expect(valuesOf(away, 'gruppetto_subgraph_breaker_state').get('{subgraph="activities"}')).toBe(2)
    expect(valuesOf(away, 'gruppetto_operations_total').get('{operation="other",kind="query",outcome="failed"}')).toBe(3)
    // Its workers were in that process: nobody says how much waits for them, rather than something wrong.
    expect([...valuesOf(away, 'gruppetto_consumer_pending').keys()].filter((labels) => labels.includes('activities-'))).toEqual(
      [],
    )
  })

  it('has its metrics nowhere else', async () => {
    expect((await fetch(`${gateway.url}/metrics`)).status).toBe(404)
  })
})
