import { addressOf, type Caller, type CallerOf } from '@gruppetto/graph'
import type { FastifyReply } from 'fastify'
import { GraphQLError } from 'graphql'
import type { GatewayConfig } from '../config.ts'
import type { Authenticate } from '../identity/authenticate.ts'
import { bucketsOf, type ChargeRate, mustWait } from '../limits/rate.ts'
import { rateHeaders } from '../limits/rate-headers.ts'
import { refuse } from './refuse.ts'

export interface RouteCallerOptions {
  readonly authenticate: Authenticate
  readonly charge: ChargeRate
  readonly limits: GatewayConfig
}

/** What a request with an API key beside GraphQL costs: such a route hands out a whole file. */
const ROUTE_COST = 900

/**
 * Returns who calls a route beside GraphQL. These routes have their own proof, such as a signed URL, so an invalid token makes the
 * caller anonymous and is no error. An API key is a proof itself: one that does not hold is refused, and its rate is charged.
 */
export const routeCaller = ({ authenticate, charge, limits }: RouteCallerOptions): CallerOf => {
  const partnerOf = async (apiKey: string, address: string, reply: FastifyReply): Promise<Caller | null> => {
    try {
      const { caller } = await authenticate({ authorization: undefined, apiKey, address })
      const { waitMs, left } = await charge(bucketsOf(caller, addressOf(caller), { rootFields: [], cost: ROUTE_COST }, limits))
      if (left !== null) void reply.headers(rateHeaders(left))
      if (waitMs > 0) throw mustWait(waitMs)
      return caller
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error
      refuse(reply, error)
      return null
    }
  }
  return async ({ headers, ip: address }, reply) => {
    const anonymous: Caller = { kind: 'anonymous', address }
    const apiKey = headers['x-api-key']
    if (typeof apiKey === 'string') return partnerOf(apiKey, address, reply)
    const { authorization } = headers
    if (authorization === undefined) return anonymous
    return authenticate({ authorization, apiKey: undefined, address }).then(
      ({ caller }) => caller,
      () => anonymous,
    )
  }
}
