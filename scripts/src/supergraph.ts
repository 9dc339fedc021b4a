import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { SUBGRAPH_NAMES } from '@gruppetto/graph'
import { ConfigError } from '@gruppetto/runtime'

const SCHEMAS = new URL('../../schema/', import.meta.url)
export const SUPERGRAPH_FILE = new URL('supergraph.graphql', SCHEMAS)

/** Returns the first line of the supergraph, a hash of the schemas it is composed of. */
export const supergraphHeader = (folder = SCHEMAS): string => {
  const hash = createHash('sha256')
  for (const name of ['common', ...SUBGRAPH_NAMES]) hash.update(readFileSync(new URL(`${name}.graphql`, folder)))
  return `# Composed by npm run compose from schemas with the SHA-256 ${hash.digest('hex')}.\n`
}

/** Reads the composed supergraph. Throws a ConfigError when a schema has changed since it was composed. */
export const readSupergraph = (folder = SCHEMAS): string => {
  const sdl = readFileSync(new URL('supergraph.graphql', folder), 'utf8')
  if (!sdl.startsWith(supergraphHeader(folder)))
    throw new ConfigError('schema/supergraph.graphql is out of date: run npm run compose')
  return sdl
}

/** Reads the supergraph of SUPERGRAPH_FILE. Throws a ConfigError when it cannot be read. */
export const readSupergraphFile = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new ConfigError(`SUPERGRAPH_FILE: ${error instanceof Error ? error.message : String(error)}`)
  }
}
