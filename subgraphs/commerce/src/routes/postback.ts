import { isIdOf, type Routes, takeTexts } from '@gruppetto/graph'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Postback, postback } from '../domain/conversion.ts'
import { recordPostback } from '../pipelines/record-conversion.ts'
import { isSigned, signingSecrets } from '../pipelines/webhook-signature.ts'
import type { Services } from '../services.ts'

export const POSTBACK_ROUTE = '/affiliate/:brandId/sales'

const MOST_BODY_BYTES = 4_096
/** A message that is older or newer than this is not taken, as Standard Webhooks has it. */
const TOLERANCE_MS = 5 * 60_000

interface PostbackRequest {
  Params: { brandId: string }
  Body: string
}

const answer = (reply: FastifyReply, status: number, body: object): FastifyReply =>
  reply.code(status).headers({ 'cache-control': 'no-store' }).send(body)

const refuse = (reply: FastifyReply, status: number, code: string, message: string): FastifyReply =>
  answer(reply, status, { error: { code, message } })

const headerOf = ({ headers }: FastifyRequest<PostbackRequest>, name: string): string => {
  const value = headers[name]
  return typeof value === 'string' ? value.slice(0, 1_000) : ''
}

/** Whether the brand's secret has signed exactly this, within the last minutes. */
const isAuthentic = async (
  { stores, secrets, runtime }: Services,
  request: FastifyRequest<PostbackRequest>,
): Promise<boolean> => {
  const { brandId } = request.params
  const row = isIdOf('Brand', brandId) ? await stores.postbackSecrets.get(brandId) : null
  if (row === null) return false
  const nowMs = runtime.now()
  const timestamp = headerOf(request, 'webhook-timestamp')
  const isRecent = /^\d{1,12}$/.test(timestamp) && Math.abs(nowMs - Number(timestamp) * 1000) <= TOLERANCE_MS
  const message = { id: headerOf(request, 'webhook-id'), timestamp, body: request.body }
  return isRecent && isSigned(signingSecrets(secrets, row, nowMs), message, headerOf(request, 'webhook-signature'))
}

const parse = (body: string): Postback | string => {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    return 'The body is not JSON.'
  }
  const parsed = postback.safeParse(value)
  if (parsed.success) return parsed.data
  return parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; ')
}

/** POST /affiliate/<brandId>/sales: a shop reports a sale or a refund of a click that Gruppetto sent to it. */
export const postbackRoute =
  (services: Services): Routes =>
  (app) => {
    app.register(async (scope) => {
      // The signature is over the bytes as they came.
      takeTexts(scope, '*', MOST_BODY_BYTES)
      scope.post<PostbackRequest>(POSTBACK_ROUTE, async (request, reply) => {
        if (typeof request.body !== 'string') return refuse(reply, 400, 'BAD_USER_INPUT', 'The body is missing.')
        if (!(await isAuthentic(services, request))) return refuse(reply, 401, 'UNAUTHENTICATED', 'The signature does not hold.')
        const report = parse(request.body)
        if (typeof report === 'string') return refuse(reply, 400, 'BAD_USER_INPUT', report)
        if (report.type === 'sale' && report.soldAt.getTime() > services.runtime.now() + TOLERANCE_MS)
          return refuse(reply, 400, 'BAD_USER_INPUT', 'soldAt: lies in the future')
        const recorded = await recordPostback(services, request.params.brandId, report)
        if (recorded.kind === 'CONFLICT') return refuse(reply, 409, 'CONFLICT', recorded.message)
        if (recorded.kind === 'UNKNOWN_ORDER')
          return refuse(reply.header('retry-after', '3600'), 404, 'NOT_FOUND', 'This order is not known. Report its sale first.')
        const { refusedFor, commission, currency } = recorded.conversion
        return answer(reply, 200, { counted: refusedFor === null, reason: refusedFor, commission, currency })
      })
    })
  }
