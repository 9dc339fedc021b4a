import type { FastifyInstance } from 'fastify'

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const page = (graphiql: boolean): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Gruppetto</title>
    <link rel="icon" href="data:," />
    <style>
      body { max-width: 40rem; margin: 4rem auto; padding: 0 1rem; font: 1rem/1.6 system-ui, sans-serif; color-scheme: light dark }
      code { font-size: 0.95em }
    </style>
  </head>
  <body>
    <h1>Gruppetto</h1>
    <p>A fitness tracker and social network. A gruppetto is the group of riders that gets everyone home together.</p>
    <p>This is its server: one GraphQL API for apps and partners.</p>
    <ul>
      <li>${graphiql ? '<a href="/graphql"><code>/graphql</code></a>: the API, and GraphiQL to try it in a browser' : '<code>/graphql</code>: the API'}</li>
      <li><code>/graphql</code> over a websocket, protocol <code>graphql-transport-ws</code>: the same, and subscriptions</li>
      <li><a href="/health/ready"><code>/health/ready</code></a>: whether all of it is up</li>
    </ul>
    <p>A first question: <code>curl -H 'content-type: application/json' -d '{"query":"{ plans { name } }"}' &lt;this address&gt;/graphql</code></p>
  </body>
</html>
`

/** Who opens the address without a path is told what this is and where to go. */
export const homePage = async (app: FastifyInstance, { graphiql }: { readonly graphiql: boolean }): Promise<void> => {
  const html = page(graphiql)
  app.get('/', async (_request, reply) =>
    reply
      .headers({ 'content-security-policy': POLICY, 'referrer-policy': 'no-referrer', 'cache-control': 'public, max-age=300' })
      .type('text/html; charset=utf-8')
      .send(html),
  )
}
