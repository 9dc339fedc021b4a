import { type FormattedExecutionResult, GraphQLError } from 'graphql'
import type { Logger } from 'pino'
import type { GatewayLimits } from '../config.ts'
import type { OperationContext } from '../context.ts'
import { presentError, presentThrown } from '../errors/present.ts'
import { bucketsOf, type ChargeRate } from '../limits/rate.ts'
import type { Supergraph } from '../supergraph/supergraph.ts'
import type { Operations, PreparedDocument, PreparedOperation } from './operations.ts'

export interface OperationRequest {
  readonly query: string
  readonly operationName: string | null
  readonly variables: Record<string, unknown>
}

/** The one way an operation goes, over HTTP and over a websocket. */
export interface Pipeline {
  /** Counts the request, then says which operation may run; throws the errors it must not run for. */
  admit(
    prepared: PreparedDocument,
    request: Omit<OperationRequest, 'query'>,
    context: OperationContext,
  ): Promise<PreparedOperation>
  execute(
    operation: PreparedOperation,
    variables: Record<string, unknown>,
    context: OperationContext,
  ): Promise<FormattedExecutionResult>
  /** Everything from text to answer; never throws. */
  run(request: OperationRequest, context: OperationContext): Promise<FormattedExecutionResult>
}

/** Several errors of one document, thrown as one. */
export class DocumentErrors extends Error {
  readonly errors: readonly GraphQLError[]
  constructor(errors: readonly GraphQLError[]) {
    super('the document has errors')
    this.errors = errors
  }
}

export const presentErrors = (thrown: unknown, log: Logger) =>
  thrown instanceof DocumentErrors
    ? thrown.errors.map((error) => presentError(error.toJSON(), log))
    : [presentThrown(thrown, log)]

/** To read, measure and refuse a request is work too. */
const refusedRequest = { rootFields: [], cost: 400 }

const addressOf = ({ caller }: OperationContext): string | null => (caller.kind === 'service' ? null : caller.address)

export interface PipelineOptions {
  readonly operations: Operations
  readonly supergraph: Supergraph
  readonly charge: ChargeRate
  readonly limits: GatewayLimits
  readonly log: Logger
}

export const openPipeline = ({ operations, supergraph, charge, limits, log }: PipelineOptions): Pipeline => {
  const admit: Pipeline['admit'] = async (prepared, { operationName, variables }, context) => {
    const pay = (asked: { readonly rootFields: readonly string[]; readonly cost: number }) =>
      charge(bucketsOf(context.caller, addressOf(context), asked, limits))
    const decide = (): PreparedOperation => {
      if (prepared.errors.length > 0) throw new DocumentErrors(prepared.errors)
      return operations.admit(prepared, operationName, variables, context.caller)
    }
    let admitted: PreparedOperation
    try {
      admitted = decide()
    } catch (error) {
      await pay(refusedRequest)
      throw error
    }
    await pay(admitted)
    return admitted
  }
  const execute: Pipeline['execute'] = async ({ prepared, operationName }, variables, context) => {
    const { document, documentHash } = prepared
    const { data, errors } = await supergraph.execute({ document, documentHash, operationName, variables }, context)
    const shown = errors?.map((error) => presentError(error.toJSON(), log, error.originalError ?? error))
    return { ...(shown === undefined ? {} : { errors: shown }), ...(data === undefined ? {} : { data }) }
  }
  return {
    admit,
    execute,
    async run(request, context) {
      try {
        const operation = await admit(operations.prepare(request.query), request, context)
        if (operation.operation.operation === 'subscription') {
          throw new GraphQLError('Subscriptions go over a websocket (graphql-transport-ws).', {
            extensions: { code: 'BAD_USER_INPUT', fields: [] },
          })
        }
        return await execute(operation, request.variables, context)
      } catch (error) {
        return { errors: presentErrors(error, log) }
      }
    },
  }
}
