import type { ServerResponse } from 'node:http'
import { GraphQLError } from 'graphql'

/** Nobody gets this error: whom it is for has hung up. */
export const hungUp = () => new GraphQLError('The client has hung up.', { extensions: { code: 'SERVICE_UNAVAILABLE' } })

/** Returns a signal that is aborted when the client's connection (or its stream, with HTTP/2) ends before the answer is written. */
export const hangUpOf = (response: Pick<ServerResponse, 'once' | 'writableEnded'>): AbortSignal => {
  const controller = new AbortController()
  response.once('close', () => {
    if (!response.writableEnded) controller.abort(hungUp())
  })
  return controller.signal
}
