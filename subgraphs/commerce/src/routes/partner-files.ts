import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { type Routes, unauthenticated } from '@gruppetto/graph'
import { knowsTag } from '@gruppetto/runtime'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { GraphQLError } from 'graphql'
import { type Context, makeContext } from '../context.ts'
import type { PartnerRef } from '../domain/partner.ts'
import { exportAffiliateReport, exportStatement, exportStatements } from '../pipelines/export-affiliate.ts'
import { exportLeaderboard, exportReport } from '../pipelines/export-campaign.ts'
import type { Services } from '../services.ts'

const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  BAD_USER_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
}

interface Asked {
  readonly params: { readonly id?: string; readonly month?: string }
  readonly query: Readonly<Record<string, unknown>>
}

interface PartnerFile {
  readonly path: string
  /** What the file is called where somebody saves it. */
  name(asked: Asked): string
  lines(context: Context, partner: PartnerRef, asked: Asked): Promise<() => AsyncGenerator<string>>
}

const FILES: readonly PartnerFile[] = [
  {
    path: '/partner/challenges/:id/leaderboard.csv',
    name: ({ params }) => `leaderboard-${params.id}`,
    lines: (context, partner, { params }) => exportLeaderboard(context, partner, params.id ?? ''),
  },
  {
    path: '/partner/challenges/:id/report.csv',
    name: ({ params }) => `report-${params.id}`,
    lines: (context, partner, { params }) => exportReport(context, partner, params.id ?? ''),
  },
  {
    path: '/partner/affiliate/report.csv',
    name: ({ query }) => `affiliate-${query.since}-${query.until}`,
    lines: (context, partner, { query }) => exportAffiliateReport(context, partner, query),
  },
  {
    path: '/partner/affiliate/statements.csv',
    name: () => 'statements',
    lines: (context, partner) => exportStatements(context, partner),
  },
  {
    path: '/partner/affiliate/statements/:month/bookings.csv',
    name: ({ params }) => `bookings-${params.month}`,
    lines: (context, partner, { params }) => exportStatement(context, partner, params.month ?? ''),
  },
]

export const PARTNER_FILE_ROUTES: readonly string[] = FILES.map(({ path }) => path)

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

/**
 * The board and the report of a campaign, clicks, sales and what is owed for them, as CSV files for whoever has an API key of the brand.
 * Boards and bookings are not held in memory.
 */
export const partnerFileRoutes =
  (services: Services): Routes =>
  (app) => {
    const sendFile =
      (file: PartnerFile) =>
      async (
        request: FastifyRequest<{ Params: Asked['params']; Querystring: Asked['query'] }>,
        reply: FastifyReply,
      ): Promise<FastifyReply> => {
        openToBrowsers(reply)
        const { caller, headers } = request
        try {
          if (caller.kind !== 'partner') throw unauthenticated('Send the API key in X-Api-Key.')
          const lines = await file.lines(makeContext(services, caller, null), caller, request)
          const tag = await tagOf(lines)
          void reply.headers({ etag: tag, 'cache-control': 'private, no-cache' })
          if (knowsTag(headers['if-none-match'], tag)) return reply.code(304).send()
          void reply.headers({
            'content-type': 'text/csv; charset=utf-8; header=present',
            'content-disposition': `attachment; filename="${file.name(request).replaceAll(/[^\w-]/g, '')}.csv"`,
            'x-content-type-options': 'nosniff',
          })
          return await reply.send(request.method === 'HEAD' ? '' : Readable.from(lines()))
        } catch (error) {
          return refuse(reply, error)
        }
      }
    const preflight = async (_request: FastifyRequest, reply: FastifyReply) => openToBrowsers(reply).code(204).send()
    for (const file of FILES) {
      app.get(file.path, sendFile(file))
      app.options(file.path, preflight)
    }
  }
