import type { GraphQLDataSource } from '@apollo/gateway'
import { within } from '@gruppetto/runtime'
import {
  type FieldNode,
  type FormattedExecutionResult,
  type GraphQLFormattedError,
  Kind,
  parse,
  type SelectionNode,
} from 'graphql'
import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import type { OperationContext } from '../context.ts'
import { sizeOf } from '../limits/answer-size.ts'
import type { SubgraphTransport } from '../transports/transport.ts'
import { addRoot, type Rows, rowOfEach } from './rows.ts'

/** The bytes that the subgraphs have answered to one operation so far, and the limit. */
export interface AnswerBudget {
  readonly maxBytes: number
  bytes: number
}

/** The context of one operation, which the executor passes through. */
export interface ExecutionContext {
  readonly operation: OperationContext
  readonly budget: AnswerBudget
  readonly rows: Rows
}

interface Selected {
  readonly typeCondition: string | null
  readonly responseName: string
}

const responseName = (field: FieldNode): string => field.alias?.value ?? field.name.value

/** Returns the paths of the leaves. Several subgraphs answer parts of `viewer`, so an outage of one is reported at its leaves. */
const leavesOf = (selections: readonly SelectionNode[], from: readonly string[] = []): (readonly string[])[] =>
  selections.flatMap((selection): (readonly string[])[] => {
    if (selection.kind === Kind.INLINE_FRAGMENT) return leavesOf(selection.selectionSet.selections, from)
    if (selection.kind !== Kind.FIELD || selection.name.value === '__typename') return []
    const path = [...from, responseName(selection)]
    const below = selection.selectionSet === undefined ? [] : leavesOf(selection.selectionSet.selections, path)
    return below.length > 0 ? below : [path]
  })

const selectedOf = (selections: readonly SelectionNode[], typeCondition: string | null): Selected[] =>
  selections.flatMap((selection): Selected[] => {
    if (selection.kind === Kind.FIELD) {
      return selection.name.value === '__typename' ? [] : [{ typeCondition, responseName: responseName(selection) }]
    }
    if (selection.kind !== Kind.INLINE_FRAGMENT) return []
    return selectedOf(selection.selectionSet.selections, selection.typeCondition?.name.value ?? typeCondition)
  })

/** Returns what a fetch of a plan asks for: the leaves of its root fields, or the fields of the entities that it looks up. */
const fetchedFields = (query: string): { fields: readonly Selected[] } | { leaves: readonly (readonly string[])[] } => {
  const operation = parse(query, { noLocation: true }).definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION)
  const roots = operation?.selectionSet.selections ?? []
  const entities = roots.find((node) => node.kind === Kind.FIELD && node.name.value === '_entities')
  return entities !== undefined && entities.kind === Kind.FIELD
    ? { fields: selectedOf(entities.selectionSet?.selections ?? [], null) }
    : { leaves: leavesOf(roots) }
}

/** Enough for ten fields of 100 entities. More errors would say nothing new. */
const MAX_ERRORS = 1_000

const isList = (value: unknown): value is Record<string, unknown>[] => Array.isArray(value)

/** Records the answer to a fetch, and corrects the row numbers in the paths of its errors, as the executor expects them. */
const recordAnswer = (
  rows: Rows,
  path: readonly (string | number)[],
  { representations }: Record<string, unknown>,
  { data = null, errors }: FormattedExecutionResult,
) => {
  if (!isList(representations)) {
    if (data !== null) addRoot(rows, data)
    return { data, ...(errors === undefined ? {} : { errors }) }
  }
  if (errors === undefined) return { data }
  const rowOf = rowOfEach(rows, path, representations)
  const moved = errors.map((error) => {
    const [entities, index, ...rest] = error.path ?? []
    if (entities !== '_entities' || typeof index !== 'number') return error
    return { ...error, path: [entities, rowOf[index] ?? index, ...rest] }
  })
  return { data, errors: moved }
}

/**
 * Adapts one subgraph of a transport to the executor. When a subgraph fails, the answer has one SERVICE_UNAVAILABLE error for each of its
 * fields, so that the rest of the operation goes on. place-errors.ts moves these errors to where the answer is null.
 */
export const subgraphDataSource = (
  name: string,
  transport: SubgraphTransport,
  timeoutMs: number,
  log: Logger,
): GraphQLDataSource => {
  const fetches = new LRUCache<string, ReturnType<typeof fetchedFields>>({ max: 1_000 })
  const fieldsOf = (query: string) => {
    const known = fetches.get(query) ?? fetchedFields(query)
    fetches.set(query, known)
    return known
  }
  const outage = (query: string, variables: Record<string, unknown>): FormattedExecutionResult => {
    const fetched = fieldsOf(query)
    const error = (path: readonly (string | number)[], inside = 0): GraphQLFormattedError => ({
      message: `${name} does not answer now.`,
      path,
      extensions: { code: 'SERVICE_UNAVAILABLE', service: name, inside },
    })
    if ('leaves' in fetched) {
      const errors = fetched.leaves.map((path) => error(path, path.length - 1))
      return { data: null, errors: errors.slice(0, MAX_ERRORS) }
    }
    const { fields } = fetched
    const asked = Array.isArray(variables.representations) ? (variables.representations as { __typename?: string }[]) : []
    const errors = asked.flatMap((representation, index) =>
      fields
        .filter((field) => field.typeCondition === null || field.typeCondition === representation.__typename)
        .map((field) => error(['_entities', index, field.responseName])),
    )
    return { data: null, errors: errors.slice(0, MAX_ERRORS) }
  }
  return {
    async process(options) {
      if (options.kind !== 'incoming operation') throw new Error(`the gateway does not ask subgraphs for ${options.kind}`)
      const query = options.request.query ?? ''
      const variables: Record<string, unknown> = options.request.variables ?? {}
      const { operation, budget, rows } = options.context as ExecutionContext
      const { caller, traceparent } = operation
      // The answer is already too large and will be refused, so no more is fetched.
      if (budget.bytes > budget.maxBytes) return { data: null }
      const request = { query, variables, operationName: options.request.operationName }
      try {
        const result = await within(timeoutMs, transport.execute(name, request, caller, traceparent), () => {
          throw new Error(`no answer within ${timeoutMs} ms`)
        })
        budget.bytes += sizeOf(result.data, budget.maxBytes)
        if (budget.bytes > budget.maxBytes) return { data: null }
        return recordAnswer(rows, options.pathInIncomingRequest ?? [], variables, result)
      } catch (error) {
        log.error({ subgraph: name, err: error }, 'a subgraph does not answer')
        const { data = null, errors = [] } = outage(query, variables)
        return recordAnswer(rows, options.pathInIncomingRequest ?? [], variables, { data, errors })
      }
    },
  }
}
