import { publicSchemaOf } from '@gruppetto/federation'
import { GraphQLError, Kind, parse } from 'graphql'
import type { GatewayConfig } from '../config.ts'
import { declaredCostsOf } from '../limits/declared-costs.ts'
import { openOperations } from '../operations/operations.ts'
import { directivesOf } from '../schema/directives.ts'
import { checkScalars } from '../supergraph/check-scalars.ts'
import { MOST_CHARACTERS } from './publications.ts'

const nobody = { kind: 'anonymous', address: null } as const

const messagesOf = (error: unknown): readonly string[] => {
  if (error instanceof AggregateError) return error.errors.flatMap(messagesOf)
  if (error instanceof GraphQLError) return [error.message]
  throw error
}

/** Returns the names of a document's operations. One without a name is ''. */
export const operationNamesOf = (text: string): readonly string[] => {
  try {
    const { definitions } = parse(text, { noLocation: true })
    return definitions.flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? [node.name?.value ?? ''] : []))
  } catch {
    return []
  }
}

/**
 * Makes a check of documents by the supergraph and the limits of a gateway. It returns why a document could not run, in sentences: its syntax,
 * its fields and arguments, its size, or the cost of one of its operations with the default values of its variables. Nothing when it could.
 */
export const documentCheck = (supergraphSdl: string, limits: GatewayConfig): ((text: string) => readonly string[]) => {
  const schema = publicSchemaOf(parse(supergraphSdl, { noLocation: true }))
  checkScalars(schema)
  const operations = openOperations({ schema, declaredCosts: declaredCostsOf(directivesOf(supergraphSdl)), limits })
  return (text) => {
    if (text.length > MOST_CHARACTERS) return [`The document has ${text.length} characters, at most ${MOST_CHARACTERS}.`]
    const prepared = operations.prepare(text)
    if (prepared.errors.length > 0) return prepared.errors.flatMap(messagesOf)
    return operationNamesOf(text).flatMap((name) => {
      try {
        operations.admit(prepared, name === '' ? null : name, {}, nobody)
        return []
      } catch (error) {
        return messagesOf(error)
      }
    })
  }
}
