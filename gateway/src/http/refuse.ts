import type { FastifyReply } from 'fastify'
import type { GraphQLError } from 'graphql'
import { statusOf } from '../errors/status.ts'
import { RESPONSE_TYPE } from './accept.ts'

/** Answers a request that runs no operation with an error, in the form that answers of GraphQL have. Pages of any site may read it. */
export const refuse = (reply: FastifyReply, error: GraphQLError): FastifyReply => {
  const { retryAfterSeconds } = error.extensions
  if (typeof retryAfterSeconds === 'number') void reply.header('retry-after', String(retryAfterSeconds))
  const answer = { errors: [error.toJSON()] }
  return reply
    .code(statusOf(answer, RESPONSE_TYPE))
    .headers({ 'cache-control': 'no-store', 'access-control-allow-origin': '*' })
    .send(answer)
}
