import type { Context } from '../context.ts'
import { currencyOfCountry, DEFAULT_CURRENCY, isSoldIn, type PlanRow, plansIn } from '../domain/plans.ts'

/** The currency that an athlete buys in: that of what was bought before, which no provider lets change, else that of the country. */
export const currencyOf = async ({ loaders, payments }: Context, athleteId: string): Promise<string> => {
  const [subscription, account] = await Promise.all([loaders.subscription.load(athleteId), loaders.account.load(athleteId)])
  if (subscription?.subscriptionId != null && subscription.provider === payments?.name) return subscription.currency
  return currencyOfCountry(account?.country ?? null)
}

/** What is sold today. */
export const listPlans = async (context: Context, currency: string | null): Promise<readonly PlanRow[]> => {
  if (currency !== null) return plansIn(currency.toUpperCase())
  const own = context.viewerId === null ? DEFAULT_CURRENCY : await currencyOf(context, context.viewerId)
  return plansIn(isSoldIn(own) ? own : DEFAULT_CURRENCY)
}
