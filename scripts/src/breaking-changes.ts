import { readFileSync, writeFileSync } from 'node:fs'
import { Supergraph } from '@apollo/federation-internals'
import { buildSchema, findBreakingChanges, type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql'
import { z } from 'zod'
import { readSupergraph } from './supergraph.ts'

const RELEASED = new URL('../../schema/released.graphql', import.meta.url)
const ACCEPTED = new URL('../../schema/accepted-breaking-changes.json', import.meta.url)

/** The breaking changes made on purpose since the last release: the change in the words of the check, and its reason. */
const acceptedChanges = z.array(z.object({ change: z.string(), reason: z.string().min(10) }).strict())
export type AcceptedChange = z.infer<typeof acceptedChanges>[number]

export const apiSchemaOf = (supergraphSdl: string): GraphQLSchema =>
  Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema()

/** Returns each breaking change against the released schema that is not accepted, and each accepted one that was not made. */
export const schemaProblems = (
  released: GraphQLSchema,
  present: GraphQLSchema,
  accepted: readonly AcceptedChange[],
): string[] => {
  const changes = new Set(findBreakingChanges(released, present).map(({ description }) => description))
  const known = new Set(accepted.map(({ change }) => change))
  return [
    ...[...changes].filter((change) => !known.has(change)).map((change) => `breaks released clients: ${change}`),
    ...[...known].filter((change) => !changes.has(change)).map((change) => `is accepted, and not made: ${change}`),
  ]
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const present = apiSchemaOf(readSupergraph())
  if (process.argv.includes('--release')) {
    writeFileSync(RELEASED, `${printSchema(lexicographicSortSchema(present))}\n`)
    writeFileSync(ACCEPTED, '[]\n')
    console.log('schema/released.graphql is the present schema')
  } else {
    const accepted = acceptedChanges.parse(JSON.parse(readFileSync(ACCEPTED, 'utf8')))
    const problems = schemaProblems(buildSchema(readFileSync(RELEASED, 'utf8')), present, accepted)
    for (const problem of problems) console.error(problem)
    if (problems.length > 0) {
      console.error(
        'A change on purpose stands in schema/accepted-breaking-changes.json with its reason (docs/guides/subgraphs.md).',
      )
      process.exitCode = 1
    }
  }
}
