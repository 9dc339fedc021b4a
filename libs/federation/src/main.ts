import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { serveSupergraph } from './serve.ts'

const { values: flags } = parseArgs({ options: { supergraph: { type: 'string' }, port: { type: 'string' } } })
const port = Number(flags.port)
if (flags.supergraph === undefined || !Number.isInteger(port)) {
  console.error('usage: npm run federation -- --supergraph FILE --port N')
  process.exit(2)
}

const supergraphSdl = await readFile(flags.supergraph, 'utf8')
const server = await serveSupergraph({ supergraphSdl, port, log: (message, error) => console.error(message, error) })
console.log(`POST http://127.0.0.1:${server.port}/graphql`)
process.once('SIGTERM', () => void server.close())
process.once('SIGINT', () => void server.close())
