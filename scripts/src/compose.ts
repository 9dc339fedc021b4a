import { readFileSync, writeFileSync } from 'node:fs'
import { composeServices } from '@apollo/composition'
import { SUBGRAPH_NAMES, subgraphTypeDefs } from '@gruppetto/graph'
import { parse } from 'graphql'
import { SUPERGRAPH_FILE, supergraphHeader } from './supergraph.ts'

/** Composes the subgraphs. Returns the supergraph SDL, or throws with every composition error. */
export const composeSupergraph = (): string => {
  const services = SUBGRAPH_NAMES.map((name) => ({
    name,
    url: `http://${name}.internal/graphql`,
    typeDefs: parse(subgraphTypeDefs(name)),
  }))
  const result = composeServices(services)
  if (result.errors !== undefined) throw new Error(result.errors.map((error) => error.message).join('\n'))
  return supergraphHeader() + result.supergraphSdl
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const composed = composeSupergraph()
  if (process.argv.includes('--check')) {
    if (readFileSync(SUPERGRAPH_FILE, 'utf8') !== composed) {
      console.error('schema/supergraph.graphql is out of date: run npm run compose')
      process.exitCode = 1
    }
  } else {
    writeFileSync(SUPERGRAPH_FILE, composed)
    console.log(`composed ${SUBGRAPH_NAMES.length} subgraphs into schema/supergraph.graphql`)
  }
}
