import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { codegen } from '@graphql-codegen/core'
import * as typescript from '@graphql-codegen/typescript'
import * as typescriptResolvers from '@graphql-codegen/typescript-resolvers'
import { SUBGRAPH_NAMES, type SubgraphName, subgraphTypeDefs } from '@gruppetto/graph'
import { parse } from 'graphql'
import { generateNotices } from './codegen-notices.ts'
import { wiredFiles } from './wiring/wiring.ts'

const folderOf = (name: SubgraphName) => new URL(`../../subgraphs/${name}/`, import.meta.url)

/**
 * Reads codegen.json of a subgraph, which maps a GraphQL type to the TypeScript type of its parent object, such as
 * `../domain/x.ts#X`.
 */
const mappersOf = (name: SubgraphName): Record<string, string> => {
  const file = new URL('codegen.json', folderOf(name))
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}

// The plugin allows a bare reference as the parent, for entities without __resolveReference. Here every entity has one, so a parent always
// has the mapped type.
const withoutBareReferences = (code: string): string => code.replaceAll(/ \| FederationReferenceTypes\['\w+'\];/g, ';')

/** Generates the resolver types of one subgraph from its SDL. */
export const generateTypes = async (name: SubgraphName): Promise<string> => {
  const code = await codegen({
    filename: 'resolvers.ts',
    schema: parse(subgraphTypeDefs(name)),
    documents: [],
    config: {
      federation: true,
      useTypeImports: true,
      enumsAsTypes: true,
      strictScalars: true,
      scalars: {
        DateTime: { input: 'Date', output: 'Date | number' },
        Date: 'string',
        TimeZone: 'string',
        EmailAddress: 'string',
        URL: 'string',
        EncodedPolyline: 'string',
        _FieldSet: 'string',
        Samples: 'ReadonlyArray<number | null>',
      },
      contextType: '../context.ts#Context',
      mappers: mappersOf(name),
      makeResolverTypeCallable: true,
      avoidOptionals: { field: true, inputValue: false, object: false, defaultValue: false },
      inputMaybeValue: 'T | null | undefined',
      maybeValue: 'T | null',
      immutableTypes: true,
    },
    plugins: [{ typescript: {} }, { resolvers: {} }],
    pluginMap: { typescript, resolvers: typescriptResolvers },
  })
  return withoutBareReferences(code)
}

/** Generates the files of one subgraph, by name. */
const generate = async (name: SubgraphName): Promise<Readonly<Record<string, string>>> => {
  const files: Record<string, string> = { 'resolvers.ts': await generateTypes(name) }
  if (existsSync(new URL('src/notices', folderOf(name)))) files['notices.ts'] = generateNotices(parse(subgraphTypeDefs(name)))
  return files
}

/** Generates all files, by path. */
const everyFile = async (): Promise<Readonly<Record<string, string>>> => {
  const files: Record<string, string> = { ...wiredFiles() }
  for (const name of SUBGRAPH_NAMES) {
    for (const [file, code] of Object.entries(await generate(name))) {
      files[`subgraphs/${name}/src/generated/${file}`] = `// Generated from schema/${name}.graphql by npm run codegen.\n${code}`
    }
  }
  return files
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const check = process.argv.includes('--check')
  for (const [file, generated] of Object.entries(await everyFile())) {
    const target = new URL(`../../${file}`, import.meta.url)
    if (existsSync(target) && readFileSync(target, 'utf8') === generated) continue
    if (check) {
      console.error(`${file} is out of date: run npm run codegen`)
      process.exitCode = 1
    } else {
      mkdirSync(new URL('.', target), { recursive: true })
      writeFileSync(target, generated)
    }
  }
}
