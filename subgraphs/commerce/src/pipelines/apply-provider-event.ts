import { backoffMs, crashPoint } from '@gruppetto/runtime'
import type { ProviderEventRow } from '../domain/premium-audit.ts'
import type { ProviderEvent } from '../providers/payment-provider.ts'
import type { Services } from '../services.ts'
import { lookAtCustomer } from './look-at-customer.ts'

const MAX_TRIES = 20
const FIRST_PAUSE_MS = 5_000
const MAX_PAUSE_MS = 3_600_000
/** What is kept of a body. The largest of Stripe's events are far smaller. */
const MAX_BODY_LENGTH = 256_000
/** A request works on its event itself for this long before the job takes it up. */
const FIRST_DUE_MS = 30_000

const customerOf = async ({ payments }: Services, { customerId, chargeId, provider }: ProviderEventRow) => {
  if (customerId !== null || chargeId === undefined || payments?.name !== provider) return customerId
  return (await payments.customerOfCharge?.(chargeId)) ?? null
}

/** Works on an event that is kept. Throws when it has failed for now; it is due again then. */
export const applyProviderEvent = async (services: Services, row: ProviderEventRow): Promise<ProviderEventRow['status']> => {
  const { stores, runtime } = services
  const tries = row.tries + 1
  try {
    const customerId = await customerOf(services, row)
    const subscription = customerId === null ? null : await stores.subscriptions.ofCustomer(row.provider, customerId)
    const athleteId = subscription?._id ?? null
    if (athleteId !== null) await lookAtCustomer(services, athleteId, { cause: `webhook ${row._id}` })
    crashPoint('commerce-payments:committed')
    const status = athleteId === null ? 'FOREIGN' : 'DONE'
    // What is about nobody here, such as an athlete who was erased meanwhile, may still name a person.
    const kept = athleteId === null ? { body: '' } : {}
    await stores.providerEvents.settle(row._id, { status, dueAt: null, tries, athleteId, customerId, ...kept })
    return status
  } catch (error) {
    const isOver = tries >= MAX_TRIES
    const dueAt = isOver ? null : new Date(runtime.now() + backoffMs(tries, FIRST_PAUSE_MS, MAX_PAUSE_MS))
    await stores.providerEvents.settle(row._id, { status: isOver ? 'FAILED' : 'WAITING', dueAt, tries })
    if (isOver) runtime.log.error({ err: error, providerEvent: row._id }, 'an event of the payment provider is given up')
    throw error
  }
}

/**
 * Keeps an event of the provider, then works on it. After the first step nothing is lost: a job takes it up when this process dies.
 * An event that came before and is done changes nothing. Throws when it has failed for now, so that the provider sends it again too.
 */
export const receiveProviderEvent = async (services: Services, event: ProviderEvent, rawBody: string): Promise<void> => {
  const { stores, runtime, payments } = services
  if (payments === null) return
  const nowMs = runtime.now()
  const row = await stores.providerEvents.keep({
    _id: `${payments.name}:${event.id}`,
    provider: payments.name,
    type: event.type,
    customerId: event.customerId,
    ...(event.chargeId === undefined ? {} : { chargeId: event.chargeId }),
    athleteId: null,
    body: rawBody.slice(0, MAX_BODY_LENGTH),
    occurredAt: event.occurredAt,
    receivedAt: new Date(nowMs),
    tries: 0,
    dueAt: new Date(nowMs + FIRST_DUE_MS),
    status: 'WAITING',
  })
  if (row.status === 'DONE' || row.status === 'FOREIGN') return
  crashPoint('commerce-payments:kept')
  await applyProviderEvent(services, row)
}
