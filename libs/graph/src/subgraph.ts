import { buildSubgraphSchema } from '@apollo/subgraph'
import { compileDocument, type RunDocument } from '@gruppetto/federation/execution'
import { beginSpan, type Runtime, traceIdOf } from '@gruppetto/runtime'
import {
  type DocumentNode,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  isScalarType,
  OperationTypeNode,
  parse,
} from 'graphql'
import { LRUCache } from 'lru-cache'
import { guardAbandoned } from './abandoned-guard.ts'
import { boundArguments } from './bound-arguments.ts'
import { actorOf } from './callers.ts'
import { hiddenError, isApiError } from './errors.ts'
import { forgetReadsAfterMutations } from './forget-reads.ts'
import type { Caller } from './identity.ts'
import { withFieldPaths } from './input-errors.ts'
import type { OpenModule, SubgraphModule } from './module.ts'
import { guardPartner } from './partner-guard.ts'
import { guardQuotas } from './quotas.ts'
import { guardRefused } from './refused-guard.ts'
import type { Routes } from './routes.ts'
import { scalarResolvers } from './scalars.ts'
import { guardSuspended } from './suspension-guard.ts'

export interface SubgraphRequest {
  readonly query: string
  readonly variables?: Record<string, unknown> | undefined
  readonly operationName?: string | null | undefined
}

/** What a call of a subgraph carries besides its caller. */
export interface CallTerms {
  /** Aborted when nobody waits for the answer any more: a query then begins nothing new. A mutation goes on to its end. */
  readonly signal: AbortSignal | null
  /** The client's request that the call is part of, for the log. */
  readonly requestId: string | null
}

const NO_TERMS: CallTerms = { signal: null, requestId: null }

/** An open subgraph that executes the operations of the query plan. */
export interface Subgraph {
  readonly module: SubgraphModule
  readonly opened: OpenModule
  readonly schema: GraphQLSchema
  execute(
    request: SubgraphRequest,
    caller: Caller,
    traceparent: string | null,
    terms?: CallTerms,
  ): Promise<FormattedExecutionResult>
  close(): Promise<void>
}

/** A document that was parsed and compiled once. */
interface Prepared {
  readonly document: DocumentNode
  readonly operationName: string | null
  readonly isQuery: boolean
  readonly run: RunDocument
}

const DOCUMENTS_KEPT = 2000

interface PublicSide {
  readonly module: Pick<SubgraphModule, 'name' | 'publicPaths'>
  readonly opened: Pick<OpenModule, 'publicRoutes'>
}

/**
 * Returns the public routes of a subgraph in this process. Throws when a route is missing in `publicPaths`, since clients could
 * not reach it when the gateway runs in another process.
 */
export const publicRoutesOf =
  ({ module, opened }: PublicSide): Routes =>
  (app) => {
    app.addHook('onRoute', ({ url }) => {
      if (module.publicPaths?.includes(url) !== true) throw new Error(`${module.name} does not name ${url} in its publicPaths`)
    })
    opened.publicRoutes?.(app)
  }

/**
 * Builds the executable schema of a module: its resolvers, its scalars, the limit on every argument, and the guards for API keys
 * and for refused credentials.
 */
export const subgraphSchema = (module: SubgraphModule): GraphQLSchema => {
  const typeDefs = parse(module.typeDefs)
  // The generated Resolvers type has checked them where they are written. Apollo's own type for resolvers does not know our
  // context.
  const schema = buildSubgraphSchema({ typeDefs, resolvers: module.resolvers as Record<string, Record<string, never>> })
  for (const type of Object.values(schema.getTypeMap())) {
    const scalar = scalarResolvers[type.name]
    if (scalar !== undefined && isScalarType(type)) {
      type.serialize = scalar.serialize
      type.parseValue = scalar.parseValue
      type.parseLiteral = scalar.parseLiteral
    }
  }
  return guardPartner(guardRefused(boundArguments(guardAbandoned(schema))), module.partnerMayRead)
}

/** Opens a module in this process. The gateway sends the same planned operations again and again, so compiled documents are cached. */
export const openSubgraph = async (module: SubgraphModule, runtime: Runtime): Promise<Subgraph> => {
  const opened = await module.open(runtime)
  const schema = guardQuotas(guardSuspended(forgetReadsAfterMutations(subgraphSchema(module)), opened, runtime), runtime)
  const kept = new LRUCache<string, Prepared>({ max: DOCUMENTS_KEPT })
  const prepare = ({ query, operationName = null }: SubgraphRequest): Prepared => {
    const known = kept.get(query)
    if (known !== undefined && known.operationName === operationName) return known
    const document = known?.document ?? parse(query, { noLocation: true, maxTokens: 50_000 })
    const isQuery = getOperationAST(document, operationName)?.operation === OperationTypeNode.QUERY
    const prepared = { document, operationName, isQuery, run: compileDocument({ schema, document, operationName }) }
    kept.set(query, prepared)
    return prepared
  }
  const presentable = (error: GraphQLError, requestId: string | null, traceId: string | null) => {
    if (isApiError(error)) return error.toJSON()
    if (error.originalError === undefined && error.extensions.code === undefined) return error.toJSON()
    const facts = { subgraph: module.name, path: error.path, traceId, err: error.originalError ?? error }
    runtime.log.error(requestId === null ? facts : { ...facts, requestId }, 'a resolver failed')
    return hiddenError(error, module.name).toJSON()
  }
  /** Logs callers who ask for something forbidden or for too much. These lines help in the investigation of an incident. */
  const noteRefusals = (errors: readonly GraphQLError[], caller: Caller): void => {
    for (const { extensions, path } of errors) {
      if (extensions.code !== 'FORBIDDEN' && extensions.code !== 'RATE_LIMITED') continue
      const fields = path?.filter((step) => typeof step === 'string').join('.')
      const facts = { security: 'refused', code: extensions.code, subgraph: module.name, fields, actor: actorOf(caller) }
      runtime.log.warn(facts, 'a caller was refused')
    }
  }
  return {
    module,
    opened,
    schema,
    async execute(request, caller, traceparent, { signal, requestId } = NO_TERMS) {
      let prepared: Prepared
      try {
        prepared = prepare(request)
      } catch (error) {
        if (error instanceof GraphQLError) return { errors: [error.toJSON()] }
        throw error
      }
      const { document, isQuery, run } = prepared
      const span = beginSpan(`${module.name} ${isQuery ? 'query' : 'mutation'}`, 'server', traceparent, {
        'gruppetto.subgraph': module.name,
      })
      const context = opened.context(caller, span?.traceparent ?? traceparent)
      context.signal = isQuery ? signal : null
      const result = await run({ variables: request.variables ?? {}, context })
      span?.end()
      const { errors, ...rest } = result
      noteRefusals(errors ?? [], caller)
      return errors === undefined
        ? rest
        : {
            ...rest,
            errors: errors.map((error) => presentable(withFieldPaths(error, document), requestId, traceIdOf(traceparent))),
          }
    },
    close: () => opened.close(),
  }
}
