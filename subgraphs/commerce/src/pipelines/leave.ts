import type { Leaving } from '@gruppetto/relations'
import type { BoardRow } from '../domain/board.ts'
import { cancelMoment } from '../domain/subscription-row.ts'
import type { Services } from '../services.ts'
import { lookAtCustomer } from './look-at-customer.ts'
import { notePairs } from './note-pairs.ts'

/**
 * Who deletes the account pays for no further period: the subscription is cancelled to the end of what is paid, and stays so when the
 * account is opened again. Throws while the provider does not answer, so that the event comes again.
 */
const cancelOnClose = async (services: Services, athleteId: string): Promise<void> => {
  const row = await lookAtCustomer(services, athleteId, { cause: 'account closed' })
  const when = row === null ? null : cancelMoment(row)
  if (row === null || row.subscriptionId === null || when === null) return
  await services.payments?.cancel(row.subscriptionId, when)
  await lookAtCustomer(services, athleteId, { cause: 'account closed' })
}

/** Ends everything at the provider, and lets it forget the person. Invoices and the trail stay here without the athlete's id. */
const forgetAtProvider = async ({ payments, stores, runtime }: Services, athleteId: string): Promise<void> => {
  const row = await stores.subscriptions.get(athleteId)
  if (row === null) return
  if (payments === null || row.provider !== payments.name) {
    runtime.log.error({ customerId: row.customerId, provider: row.provider }, 'an erased customer has to be forgotten by hand')
    return
  }
  await payments.forgetCustomer(row.customerId)
}

/** What erasing rows alone would leave: the customer at the provider, boards in Redis that still have the athlete, and medians. */
const beforeErasure = async (services: Services, athleteId: string, working: () => void): Promise<void> => {
  await forgetAtProvider(services, athleteId)
  for (const { challengeId } of await services.aside.rowsOf<BoardRow>(athleteId, 'board_rows')) {
    await services.ranking.drop(challengeId)
    working()
  }
  for (const before of await services.stores.gear.ofAthlete(athleteId)) await notePairs(services, { before, row: null })
}

export const leavingOf = (services: Services): Leaving => ({
  aside: services.aside,
  onClose: (athleteId) => cancelOnClose(services, athleteId),
  beforeErasure: (athleteId, working) => beforeErasure(services, athleteId, working),
})
