/** Apollo's own gateway, bare: `apollo-process.ts <supergraph file> <port>`. It passes the caller's authorization on. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway'
import { ApolloServer, HeaderMap } from '@apollo/server'

const [file = '', port] = process.argv.slice(2)

interface Context {
  readonly authorization?: string
}

class Source extends RemoteGraphQLDataSource<Context> {
  override willSendRequest({
    request,
    context,
  }: Parameters<NonNullable<RemoteGraphQLDataSource<Context>['willSendRequest']>>[0]) {
    const { authorization } = context as Context
    if (authorization !== undefined) request.http?.headers.set('authorization', authorization)
  }
}

const gateway = new ApolloGateway({
  supergraphSdl: readFileSync(file, 'utf8'),
  buildService: ({ url }) => new Source(url === undefined ? {} : { url }),
})
const server = new ApolloServer<Context>({ gateway })
await server.start()
createServer(async (request, response) => {
  const headers = new HeaderMap()
  for (const [name, value] of Object.entries(request.headers)) if (typeof value === 'string') headers.set(name, value)
  const { authorization } = request.headers
  const answer = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers, search: '', body: JSON.parse(await text(request)) },
    context: async () => (authorization === undefined ? {} : { authorization }),
  })
  response.writeHead(answer.status ?? 200, Object.fromEntries(answer.headers))
  response.end(answer.body.kind === 'complete' ? answer.body.string : undefined)
}).listen(Number(port), '127.0.0.1')
