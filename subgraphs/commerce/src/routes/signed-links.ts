import { isSignedPath } from '@gruppetto/graph'
import { plainQuery } from '@gruppetto/runtime'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Services } from '../services.ts'
import { refuseWithPage } from './pages.ts'

/** The path of a request, without its query. */
export const pathOf = ({ url }: FastifyRequest): string => url.split('?')[0] ?? ''

/** Whether a request comes by a link that was signed here, and whose time is not over. */
export const isSignedRequest = ({ runtime: { config, now } }: Pick<Services, 'runtime'>, request: FastifyRequest): boolean =>
  isSignedPath(pathOf(request), plainQuery(request), config.identitySecret, now())

export const refuseLink = (reply: FastifyReply, advice: string): FastifyReply =>
  refuseWithPage(reply, 404, 'This link does not work', advice)
