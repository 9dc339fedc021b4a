import { type FormattedExecutionResult, GraphQLError } from 'graphql'
import type { Logger } from 'pino'
import type { OperationContext } from '../context.ts'
import { presentThrown } from '../errors/present.ts'
import { statusOf } from '../errors/status.ts'
import type { Answers } from '../kept/answers.ts'
import type { KeptAnswer } from '../kept/kept-answers.ts'
import { rateHeaders } from '../limits/rate-headers.ts'
import type { PreparedOperation } from '../operations/operations.ts'
import type { OperationRequest, Pipeline } from '../operations/pipeline.ts'

export interface OperationAnswer {
  /** What the client gets; null where it gets the answer that is kept. */
  readonly result: FormattedExecutionResult | null
  readonly kept: KeptAnswer | null
  readonly isMutation: boolean
  /** Null where it was refused before it was known. */
  readonly operation: PreparedOperation | null
}

/** Admits and runs an operation that has come over HTTP. Its errors stand in the answer. */
export type AnswerOperation = (request: OperationRequest, context: OperationContext) => Promise<OperationAnswer>

export const operationAnswers =
  (pipeline: Pick<Pipeline, 'admit'>, answers: Answers, log: Logger): AnswerOperation =>
  async (request, context) => {
    let isMutation = false
    let operation: PreparedOperation | null = null
    try {
      operation = await pipeline.admit(request, context)
      const kind: string = operation.operation.operation
      isMutation = kind === 'mutation'
      if (kind === 'subscription') {
        throw new GraphQLError(
          'Subscriptions go over a websocket (graphql-transport-ws), or as events (Accept: text/event-stream).',
          { extensions: { code: 'BAD_USER_INPUT' } },
        )
      }
      const outcome = await answers.execute(operation, request.variables, context)
      return 'result' in outcome
        ? { result: outcome.result, kept: null, isMutation, operation }
        : { result: null, kept: outcome.kept, isMutation, operation }
    } catch (error) {
      return {
        result: { errors: presentThrown(error, log, context.requestId, context.traceparent) },
        kept: null,
        isMutation,
        operation,
      }
    }
  }

const retryAfterOf = ({ errors }: FormattedExecutionResult): string | null => {
  const seconds = errors?.find((error) => error.extensions?.code === 'RATE_LIMITED')?.extensions?.retryAfterSeconds
  return seconds === undefined ? null : String(seconds)
}

/** Returns the status of an answer, and its headers that depend on what happened. A kept answer has data. */
export const headOf = (
  result: FormattedExecutionResult | null,
  contentType: string,
  { rate }: OperationContext,
): { readonly status: number; readonly headers: Readonly<Record<string, string>> } => {
  const retryAfter = result === null ? null : retryAfterOf(result)
  return {
    status: result === null ? 200 : statusOf(result, contentType),
    headers: {
      'content-type': contentType,
      ...(rate === undefined || rate === null ? {} : rateHeaders(rate)),
      ...(retryAfter === null ? {} : { 'retry-after': retryAfter }),
    },
  }
}
