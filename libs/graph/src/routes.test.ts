import Fastify from 'fastify'
import { expect, it } from 'vitest'
import { ANONYMOUS } from './identity.ts'
import type { OpenModule, SubgraphModule } from './module.ts'
import { mountRoutes } from './routes.ts'
import { publicRoutesOf } from './subgraph.ts'

const opened = { publicRoutes: (app) => void app.get('/go/:id', ({ caller }) => caller) } satisfies Partial<OpenModule>
const appOf = (publicPaths: readonly string[]) => {
  const app = Fastify()
  const module = { name: 'commerce', publicPaths } satisfies Partial<SubgraphModule>
  mountRoutes(app, publicRoutesOf({ module, opened }), ({ query }, reply) => {
    if (Object.keys(query ?? {}).length === 0) return ANONYMOUS
    void reply.code(401).send('who are you?')
    return null
  })
  return app
}

it('a route gets the caller, and does not run when the caller is refused', async () => {
  const app = appOf(['/go/:id'])
  expect((await app.inject('/go/1')).json()).toEqual(ANONYMOUS)
  const refused = await app.inject('/go/1?as=nobody')
  expect([refused.statusCode, refused.body]).toEqual([401, 'who are you?'])
})

it('a public route that is missing in publicPaths prevents the start', async () => {
  await expect(appOf(['/other']).ready()).rejects.toThrow('commerce does not name /go/:id in its publicPaths')
})
