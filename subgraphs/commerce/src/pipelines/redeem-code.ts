import { conflict, requireAthlete } from '@gruppetto/graph'
import { retryOnDuplicateKey } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { addMonths } from '../domain/calendar.ts'
import { redemptionId } from '../domain/code.ts'
import { type Grant, grantsOf } from '../domain/entitlement.ts'
import { giveGrant } from './change-access.ts'
import { readSubscription, type SubscriptionView } from './read-subscription.ts'
import { requireCode, requireKind, useCode } from './use-code.ts'

/** When the gifts of an athlete end that are running now; another one is added behind them. */
const giftsEndMs = (grants: readonly Grant[], nowMs: number): number =>
  Math.max(nowMs, ...grants.flatMap(({ source, until }) => (source === 'GIFT' && until !== null ? [until.getTime()] : [])))

/**
 * Redeems a gift: premium for its months, at once and once, without a subscription. A second call changes nothing. Who pays already keeps the
 * code for later.
 */
export const redeemCode = async (context: Context, typed: string): Promise<SubscriptionView> => {
  const { caller, database, stores, runtime, origin } = context
  const { athleteId } = requireAthlete(caller)
  const code = await requireCode(context, athleteId, typed)
  requireKind(code, 'GIFT')
  const redeem = () =>
    database.transact(async (tx) => {
      const row = await stores.entitlements.get(athleteId, tx)
      const nowMs = runtime.now()
      const until = new Date(addMonths(giftsEndMs(grantsOf(row), nowMs), code.months))
      const isNew = await useCode(context, { athleteId, code, status: 'REDEEMED', endsAt: null, givenUntil: until }, tx)
      if (!isNew) return
      if (row?.isBought)
        throw conflict('You pay for Premium already: redeem the code when your subscription has ended.', 'PAYS_ALREADY')
      const id = redemptionId(code._id, athleteId)
      const grant: Grant = { id, source: 'GIFT', reason: code.name, givenAt: new Date(nowMs), until }
      await giveGrant(context, athleteId, { grant, cause: 'athlete' }, tx)
    }, origin)
  // Two calls of the same athlete at the same time both insert the redemption; the second then finds it.
  await retryOnDuplicateKey(redeem)
  context.forgetReads()
  return readSubscription(context, athleteId)
}
