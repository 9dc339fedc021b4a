import { API_KEY_PATH } from '@gruppetto/graph'
import { auditServer } from 'graphql-http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld, type World } from './world/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const post = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(world.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
const RESPONSE = { accept: 'application/graphql-response+json' }

describe('GraphQL over HTTP', () => {
  it('passes every audit of graphql-http', async () => {
    const results = await auditServer({ url: world.url })
    expect(results.length).toBeGreaterThan(50)
    const failed = results.filter((result) => result.status !== 'ok').map((result) => `${result.status} ${result.name}`)
    expect(failed).toEqual([])
  })

  it('refuses a mutation by GET (405) and a subscription by POST', async () => {
    const mutation = encodeURIComponent('mutation { rename(handle: "x") { id } }')
    const answer = await fetch(`${world.url}?query=${mutation}`)
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toBe('POST')
    const subscription = await post({ query: 'subscription { feedItemAdded { id } }' }, RESPONSE)
    expect(subscription.status).toBe(400)
    expect(await subscription.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
  })

  it('answers 406 when neither type is accepted, 415 to other bodies, 413 to large ones and 400 to what is not JSON', async () => {
    expect((await post({ query: '{ __typename }' }, { accept: 'image/png' })).status).toBe(406)
    const form = await fetch(world.url, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' })
    expect(form.status).toBe(415)
    const large = await post({ query: `{ __typename } #${'x'.repeat(1_100_000)}` })
    expect(large.status).toBe(413)
    const spoilt = await post('{"query"')
    expect(spoilt.status).toBe(400)
    for (const answer of [form, large, spoilt]) {
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
    }
  })

  it('refuses batches', async () => {
    const answer = await post([{ query: '{ __typename }' }, { query: '{ __typename }' }])
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
  })

  it('stores persisted operations, and says when it has none', async () => {
    const query = '{ plans __typename }'
    const sha256Hash = Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(query))).toString('hex')
    const extensions = { persistedQuery: { version: 1, sha256Hash } }
    const unknown = await post({ extensions })
    expect(unknown.status).toBe(200)
    expect(await unknown.json()).toMatchObject({ errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] })
    expect(await (await post({ query, extensions })).json()).toMatchObject({ data: { plans: ['FREE'] } })
    const byHash = new URL(world.url)
    byHash.searchParams.set('extensions', JSON.stringify(extensions))
    await expect.poll(async () => (await fetch(byHash)).json()).toMatchObject({ data: { plans: ['FREE'] } })
    const wrong = await post({ query: '{ __typename }', extensions })
    expect(wrong.status).toBe(400)
    expect(await wrong.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
  })

  it('is open to browsers of every origin, for the headers that it reads', async () => {
    const preflight = await fetch(world.url, {
      method: 'OPTIONS',
      headers: { origin: 'https://app.example', 'access-control-request-method': 'POST' },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*')
    expect(preflight.headers.get('access-control-allow-headers')).toMatch(/authorization, x-api-key, content-type/)
    expect((await post({ query: '{ __typename }' })).headers.get('access-control-allow-origin')).toBe('*')
  })

  it('serves GraphiQL to a browser, with files of this server only', async () => {
    const page = await fetch(world.url, { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } })
    expect(page.headers.get('content-type')).toMatch(/text\/html/)
    const policy = page.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("script-src 'self'")
    const html = await page.text()
    const loaded = [...html.matchAll(/(?:src|href)="([^"]+)"/g)]
      .map((match) => match[1] ?? '')
      .filter((url) => !url.startsWith('data:'))
    expect(loaded.length).toBeGreaterThan(2)
    for (const path of [...loaded, '/graphql/graphiql/client.js', '/graphql/graphiql/graphql.worker.js']) {
      expect(path).toMatch(/^\/graphql\/graphiql\//)
      expect((await fetch(`${world.origin}${path}`)).status).toBe(200)
    }
    expect((await fetch(`${world.origin}/graphql/graphiql/nothing.js`)).status).toBe(404)
  })

  it('serves the page of a shared live session with files of this server only, the same for every token', async () => {
    const page = await fetch(`${world.origin}/live/${'t'.repeat(43)}`)
    expect(page.status).toBe(200)
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
    expect(page.headers.get('x-robots-tag')).toBe('noindex')
    const html = await page.text()
    expect(await (await fetch(`${world.origin}/live/%3Cscript%3E`)).text()).toBe(html)
    const script = await (await fetch(`${world.origin}/live/page/follow.mjs`)).text()
    const loaded = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g), ...script.matchAll(/from '([^']+)'/g)].map((match) => match[1])
    expect(loaded).toHaveLength(4)
    for (const path of loaded) expect((await fetch(`${world.origin}${path}`)).status, path).toBe(200)
    expect((await fetch(`${world.origin}/live/page/page.ts`)).status).toBe(404)
  })

  it('the links of mails lead to pages that read the token behind the #, and keep no copy', async () => {
    for (const [path, script] of [
      ['/verify-email', 'verify.mjs'],
      ['/reset-password', 'reset.mjs'],
    ] as const) {
      const page = await fetch(world.origin + path)
      expect(page.headers.get('cache-control')).toBe('no-store')
      expect(page.headers.get('referrer-policy')).toBe('no-referrer')
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'")
      expect(await page.text()).toContain(`src="/account/page/${script}"`)
      expect(await (await fetch(`${world.origin}/account/page/${script}`)).text()).toContain("from '/account/page/ask.mjs'")
    }
    expect((await fetch(`${world.origin}/account/page/page.ts`)).status).toBe(404)
  })

  it('answers JSON to clients that are no browsers', async () => {
    const answer = await fetch(`${world.url}?query={__typename}`, { headers: { accept: '*/*' } })
    expect(await answer.json()).toEqual({ data: { __typename: 'Query' } })
  })

  it('reports that it is alive and ready', async () => {
    expect((await fetch(`${world.origin}/health/live`)).status).toBe(200)
    expect(await (await fetch(`${world.origin}/health/ready`)).json()).toMatchObject({ status: 'ready' })
  })

  it('serves public routes of the subgraphs and no others', async () => {
    const away = await fetch(`${world.origin}/go/prod_1`, { redirect: 'manual' })
    expect(away.status).toBe(302)
    expect(away.headers.get('location')).toBe('https://shop.example/prod_1')
    const put = await fetch(`${world.origin}/objects/a/b.fit?signature=s`, {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream' },
      body: Buffer.alloc(3_000_000),
    })
    expect(await put.json()).toMatchObject({ bytes: 3_000_000, key: 'a/b.fit', signature: 's' })
    expect((await fetch(`${world.origin}/go/prod_1`, { method: 'HEAD', redirect: 'manual' })).status).toBe(302)
    const inner = await fetch(`${world.origin}${API_KEY_PATH}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
    expect(inner.status).toBe(404)
  })
})
