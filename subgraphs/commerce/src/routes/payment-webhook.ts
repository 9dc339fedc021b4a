import { type Routes, takeTexts } from '@gruppetto/graph'
import { within } from '@gruppetto/runtime'
import { receiveProviderEvent } from '../pipelines/apply-provider-event.ts'
import { BadWebhook } from '../providers/payment-provider.ts'
import type { Services } from '../services.ts'

/** Where the payment provider sends its webhooks. */
export const PAYMENT_WEBHOOK_ROUTE = '/payments/webhook'

/** The largest body that is read. Those of Stripe have some kilobytes. */
const MOST_BODY_BYTES = 512 * 1024
/** How long the provider waits for the answer, at least. What takes longer goes on by itself. */
const PATIENCE_MS = 8_000

/**
 * POST /payments/webhook. 200 once the event is kept and what follows from it is stored; 503 when that has failed for now, so that the
 * provider sends it again, as does the job that works on what is kept; 400 without a valid signature. The log has no body: it may name
 * people.
 */
export const paymentWebhookRoute =
  (services: Services): Routes =>
  (app) => {
    const { payments, runtime } = services
    void app.register(async (scope) => {
      // The signature is over the bytes as they came.
      takeTexts(scope, '*', MOST_BODY_BYTES)
      scope.post(PAYMENT_WEBHOOK_ROUTE, async ({ body, headers }, reply) => {
        if (payments === null || typeof body !== 'string') return reply.code(404).send({})
        try {
          const event = payments.readWebhook(body, headers)
          const applied = receiveProviderEvent(services, event, body).then(() => 'APPLIED' as const)
          const outcome = await within(PATIENCE_MS, applied, () => 'LATE' as const)
          if (outcome === 'APPLIED') return reply.code(200).send({})
          return reply.code(503).header('retry-after', '30').send({})
        } catch (error) {
          if (error instanceof BadWebhook) {
            runtime.log.warn({ security: 'refused', reason: error.message }, 'a webhook of the payment provider was refused')
            return reply.code(400).send({})
          }
          runtime.log.error({ err: error }, 'a webhook of the payment provider could not be applied yet')
          return reply.code(503).header('retry-after', '30').send({})
        }
      })
    })
  }
