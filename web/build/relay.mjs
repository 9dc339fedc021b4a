// Runs Relay's compiler: from the operations and fragments beside the components to web/.relay, and the texts of the operations by their hashes.
import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import { publicSchema } from './schema.mjs'

const here = new URL('../', import.meta.url)
export const OPERATIONS = new URL('.build/operations.json', here)

const SCALARS = {
  DateTime: 'string',
  Date: 'string',
  TimeZone: 'string',
  EmailAddress: 'string',
  URL: 'string',
  EncodedPolyline: 'string',
  Samples: 'readonly (number | null)[]',
}

/** Operations are sent by their hashes; where the sources are served, `operationTexts` of plugins.mjs gives them their texts. */
export const compileOperations = async () => {
  for (const folder of ['.relay', '.build']) {
    rmSync(new URL(folder, here), { recursive: true, force: true })
    mkdirSync(new URL(folder, here))
  }
  const sdl = publicSchema(readFileSync(new URL('../schema/supergraph.graphql', here), 'utf8'))
  writeFileSync(new URL('.build/schema.graphql', here), sdl)
  writeFileSync(OPERATIONS, '{}')
  const config = {
    src: './src',
    schema: './.build/schema.graphql',
    language: 'typescript',
    artifactDirectory: './.relay',
    eagerEsModules: true,
    noFutureProofEnums: true,
    useImportTypeSyntax: true,
    customScalarTypes: SCALARS,
    persistConfig: { file: './.build/operations.json', algorithm: 'SHA256' },
  }
  // Beside src: the compiler takes some paths from the folder of this file, and others from where it runs.
  writeFileSync(new URL('.relay.config.json', here), JSON.stringify(config))
  const compiler = createRequire(import.meta.url)('relay-compiler')
  try {
    await promisify(execFile)(compiler, ['.relay.config.json', '--output', 'quiet-with-errors'], { cwd: here })
  } catch (error) {
    throw new Error(`The operations of the web app cannot be compiled:\n${error.stdout ?? ''}${error.stderr ?? error.message}`)
  }
}
