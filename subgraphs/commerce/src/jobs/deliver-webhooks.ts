import type { PeriodicJob } from '@gruppetto/graph'
import { deliverWebhook } from '../pipelines/deliver-webhook.ts'
import type { Services } from '../services.ts'

/** So many webhooks are worked on at once in a process. Each waits for its own receiver, and holds up no other one. */
const AT_ONCE = 64

/** Starts the deliveries that are due. A run does not wait for them, so a slow receiver delays none but itself. */
export const deliverWebhooks = (services: Services): PeriodicJob => ({
  name: 'commerce-deliver-webhooks',
  everyMs: 1_000,
  async run() {
    const { stores, runtime, underWay } = services
    const free = AT_ONCE - underWay.size
    if (free <= 0) return
    const ids = await stores.webhooks.dueIds(new Date(runtime.now()), free)
    for (const id of ids) underWay.run(id, () => deliverWebhook(services, id))
  },
})
