import type { PeriodicJob } from '@gruppetto/graph'
import { type DeliveryChannel, type DeliveryRow, finishDelivery, retryAfterMs, retryDelivery } from '../domain/deliveries.ts'
import { deliverMail } from '../pipelines/deliver-mail.ts'
import { deliverPush } from '../pipelines/deliver-push.ts'
import type { Services } from '../services.ts'

/** A push takes as long as its push service. So many are on the way at once, and a few slow ones do not hold up the others. */
const LANES: Readonly<Record<DeliveryChannel, number>> = { PUSH: 16, MAIL: 2 }
const CHANNELS: readonly DeliveryChannel[] = ['PUSH', 'MAIL']
/** After this time another process takes what this one has taken. */
const TAKEN_MS = 60_000
/** One run of the job ends after so many, so that a process can stop. */
const MOST_IN_A_LANE = 200

const DELIVER: Readonly<Record<DeliveryChannel, (services: Services, taken: DeliveryRow) => Promise<void>>> = {
  PUSH: deliverPush,
  MAIL: deliverMail,
}

/** A delivery that fails for a reason of ours comes again, and is given up in the end. */
const deliverOne = async (services: Services, taken: DeliveryRow): Promise<void> => {
  const { stores, runtime } = services
  try {
    await DELIVER[taken.channel](services, taken)
  } catch (error) {
    runtime.log.warn({ err: error, delivery: taken._id, tries: taken.tries }, 'a push or mail could not be sent')
    const nowMs = runtime.now()
    const dueMs = nowMs + retryAfterMs(taken.tries, null, Math.random())
    await stores.deliveries.settle(
      retryDelivery(taken, taken.deviceIds, dueMs, nowMs) ?? finishDelivery(taken, nowMs, false),
      taken,
    )
  }
}

const runLane = async (services: Services, channel: DeliveryChannel): Promise<void> => {
  for (let count = 0; count < MOST_IN_A_LANE; count += 1) {
    const taken = await services.stores.deliveries.takeDue(channel, services.runtime.now(), TAKEN_MS)
    if (taken === null) return
    await deliverOne(services, taken)
  }
}

/** Sends the pushes and mails that are due. Several processes may run it at once: each takes what no other has taken. */
export const deliver = (services: Services): PeriodicJob => ({
  name: 'social-deliver',
  everyMs: 1_000,
  async run() {
    const { stores, runtime } = services
    // Mostly there is nothing, and one look says so.
    if (!(await stores.deliveries.hasDue(CHANNELS, new Date(runtime.now())))) return
    for (const channel of CHANNELS) {
      if (!(await stores.deliveries.hasDue([channel], new Date(runtime.now())))) continue
      await Promise.all(Array.from({ length: LANES[channel] }, () => runLane(services, channel)))
    }
  },
})
