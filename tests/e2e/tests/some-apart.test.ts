import { rmSync } from 'node:fs'
import { SESSIONS_PATH } from '@gruppetto/graph'
import { loadPlatformConfig, type Platform, startPlatform } from '@gruppetto/scripts/run'
import {
  dropNamespace,
  graphqlClient,
  randomEmail,
  randomHandle,
  randomNamespace,
  startValkeyCluster,
  testEnvironment,
  testFolder,
  type ValkeyServers,
} from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

// Social is called in process and has no URL. The other subgraphs are called over HTTP.
const APART = ['athletes', 'activities', 'clubs', 'commerce']

// The keys are in a cluster of three servers, which refuses commands that would need two of them.
describe('RUN=gateway,social with the other subgraphs in other processes, and a cluster of Valkey', () => {
  const dataDir = testFolder('apart')
  const env: Record<string, string> = { ...testEnvironment(randomNamespace(), dataDir), PORT: '0', HOST: '127.0.0.1' }
  let valkey: ValkeyServers
  const platforms: Platform[] = []
  const start = async (run: string, urls: Record<string, string> = {}): Promise<Platform> => {
    const platform = await startPlatform(loadPlatformConfig({ ...env, ...urls, RUN: run }))
    platforms.unshift(platform)
    return platform
  }
  let origin: string
  beforeAll(async () => {
    valkey = await startValkeyCluster()
    env.REDIS_URL = valkey.url
    const apart = await Promise.all(APART.map(async (name) => [`${name.toUpperCase()}_URL`, (await start(name)).url] as const))
    origin = (await start('gateway,social', Object.fromEntries(apart))).url
  })
  afterAll(async () => {
    for (const platform of platforms) await platform.close()
    await dropNamespace(loadPlatformConfig({ ...env, RUN: 'gateway' }))
    await valkey.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  it('answers one query with data of both', async () => {
    const input = { email: randomEmail(), password: 'a long way uphill', handle: randomHandle(), displayName: 'Ana' }
    const signUp = 'mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken } }'
    const { data } = await graphqlClient(`${origin}/graphql`)(signUp, { input })
    const query =
      '{ viewer { athlete { handle } unreadNotificationCount feed { edges { node { at } } } uploads { edges { cursor } } } }'
    const answer = await graphqlClient(`${origin}/graphql`, data.signUp.accessToken)(query)
    expect(answer.errors).toEqual([])
    expect(answer.data.viewer).toEqual({
      athlete: { handle: input.handle },
      unreadNotificationCount: 0,
      feed: { edges: [] },
      uploads: { edges: [] },
    })
  })

  it('serves the public routes of all of them', async () => {
    expect(await (await fetch(`${origin}/.well-known/jwks.json`)).json()).toMatchObject({ keys: [{ alg: 'EdDSA' }] })
    const link = await fetch(`${origin}/go/none`)
    expect([link.status, await link.text()]).toEqual([404, 'There is no such product.\n'])
    expect((await fetch(`${origin}/exports/none/GPX`)).status).toBe(403)
    expect((await fetch(`${origin}${SESSIONS_PATH}`, { method: 'POST' })).status).toBe(404)
  })

  it('names the missing URLs', async () => {
    await expect(start('gateway,social')).rejects.toThrow('ATHLETES_URL, ACTIVITIES_URL, CLUBS_URL, COMMERCE_URL')
  })
})
