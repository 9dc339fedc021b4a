import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { type Routes, unauthenticated } from '@gruppetto/graph'
import { knowsTag } from '@gruppetto/runtime'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { GraphQLError } from 'graphql'
import { type Context, makeContext } from '../context.ts'
import type { PartnerRef } from '../domain/partner.ts'
import { exportLeaderboard, exportReport } from '../pipelines/export-campaign.ts'
import type { Services } from '../services.ts'

export const LEADERBOARD_FILE_ROUTE = '/partner/challenges/:id/leaderboard.csv'
export const REPORT_FILE_ROUTE = '/partner/challenges/:id/report.csv'

const STATUS_OF_CODE: Readonly<Record<string, number>> = { UNAUTHENTICATED: 401, FORBIDDEN: 403, NOT_FOUND: 404 }

type Lines = (context: Context, partner: PartnerRef, challengeId: string) => Promise<() => AsyncGenerator<string>>

/** Browsers of partners read these from anywhere: only the header with the key identifies the caller, never a cookie. */
const openToBrowsers = (reply: FastifyReply): FastifyReply =>
  reply.headers({
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, HEAD, OPTIONS',
    'access-control-allow-headers': 'x-api-key, if-none-match',
    'access-control-expose-headers': 'retry-after, ratelimit, ratelimit-policy, etag, content-disposition',
    vary: 'x-api-key',
  })

const refuse = (reply: FastifyReply, error: unknown): FastifyReply => {
  if (!(error instanceof GraphQLError)) throw error
  const status = STATUS_OF_CODE[String(error.extensions.code)]
  if (status === undefined) throw error
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .send({ errors: [error.toJSON()] })
}

const tagOf = async (lines: () => AsyncGenerator<string>): Promise<string> => {
  const hash = createHash('sha256')
  for await (const text of lines()) hash.update(text)
  // Weak: what is sent is read again, and somebody may have uploaded in between.
  return `W/"${hash.digest('base64url').slice(0, 27)}"`
}

/** The board and the report of a campaign as CSV files, for whoever has an API key of the brand. Nothing of them is held in memory. */
export const campaignFileRoutes =
  (services: Services): Routes =>
  (app) => {
    const sendFile =
      (name: string, linesOf: Lines) =>
      async (request: FastifyRequest<{ Params: { id: string } }>, reply: FastifyReply): Promise<FastifyReply> => {
        openToBrowsers(reply)
        const { caller, params, headers } = request
        try {
          if (caller.kind !== 'partner') throw unauthenticated('Send the API key in X-Api-Key.')
          const lines = await linesOf(makeContext(services, caller, null), caller, params.id)
          const tag = await tagOf(lines)
          void reply.headers({ etag: tag, 'cache-control': 'private, no-cache' })
          if (knowsTag(headers['if-none-match'], tag)) return reply.code(304).send()
          void reply.headers({
            'content-type': 'text/csv; charset=utf-8; header=present',
            'content-disposition': `attachment; filename="${name}-${params.id.replaceAll(/[^\w-]/g, '')}.csv"`,
            'x-content-type-options': 'nosniff',
          })
          return await reply.send(request.method === 'HEAD' ? '' : Readable.from(lines()))
        } catch (error) {
          return refuse(reply, error)
        }
      }
    app.get(LEADERBOARD_FILE_ROUTE, sendFile('leaderboard', exportLeaderboard))
    app.get(REPORT_FILE_ROUTE, sendFile('report', exportReport))
    const preflight = async (_request: FastifyRequest, reply: FastifyReply) => openToBrowsers(reply).code(204).send()
    app.options(LEADERBOARD_FILE_ROUTE, preflight)
    app.options(REPORT_FILE_ROUTE, preflight)
  }
