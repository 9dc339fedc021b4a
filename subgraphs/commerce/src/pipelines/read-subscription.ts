import type { Context } from '../context.ts'
import { graceEndsAt } from '../domain/derive-subscription.ts'
import { DEFAULT_CURRENCY, freePlan, type PlanRow, planBought } from '../domain/plans.ts'
import { type SubscriptionStatus, statusOf } from '../domain/subscription.ts'
import { isUnderWay } from '../domain/subscription-row.ts'
import { atProvider } from './at-provider.ts'

/** What the API shows of an athlete's subscription. */
export interface SubscriptionView {
  readonly athleteId: string
  readonly plan: PlanRow
  readonly nextPlan: PlanRow | null
  readonly status: SubscriptionStatus
  readonly trialEndsAt: Date | null
  readonly currentPeriodEndsAt: Date | null
  readonly cancelsAtPeriodEnd: boolean
  readonly graceEndsAt: Date | null
  readonly entitlements: readonly string[]
}

/** What premium opens, in the words of PREMIUM_REQUIRED. */
const ENTITLEMENTS = ['performance', 'live-segments']

/** The athlete's own subscription. Callers pass only the viewer's id: nobody else sees it, the staff neither. */
export const readSubscription = async ({ loaders }: Context, athleteId: string): Promise<SubscriptionView> => {
  const [row, entitlement] = await Promise.all([loaders.subscription.load(athleteId), loaders.entitlement.load(athleteId)])
  const entitlements = entitlement?.premium ? ENTITLEMENTS : []
  const free = freePlan(row?.currency ?? DEFAULT_CURRENCY)
  const status = row === null ? 'NONE' : statusOf(row.state)
  const isLive = row !== null && isUnderWay(row.state)
  const bought = !isLive || row.planVersion === null ? null : planBought(row.planVersion, row.currency)
  const chosen = row?.nextPlanVersion == null ? null : planBought(row.nextPlanVersion, row.currency)
  return {
    athleteId,
    plan: bought ?? free,
    nextPlan: isLive && row.cancelsAtPeriodEnd ? free : chosen,
    status,
    trialEndsAt: row?.state === 'TRIALING' ? row.trialEndsAt : null,
    currentPeriodEndsAt: row?.currentPeriodEndsAt ?? null,
    cancelsAtPeriodEnd: row?.cancelsAtPeriodEnd ?? false,
    graceEndsAt: row?.state === 'PAST_DUE' ? graceEndsAt(row) : null,
    entitlements,
  }
}

/** The provider's page for cards and addresses. Null for who has never been there. */
export const readPortalUrl = async (context: Context, { athleteId }: SubscriptionView): Promise<string | null> => {
  const { loaders, payments } = context
  const row = await loaders.subscription.load(athleteId)
  if (row === null || row.subscriptionId === null || row.provider !== payments?.name) return null
  return atProvider(() => loaders.portalUrl.load(row.customerId))
}
