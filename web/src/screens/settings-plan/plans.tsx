import { useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { plans_query$key } from '#relay/plans_query'
import type { plans_subscription$key } from '#relay/plans_subscription'
import type { PlanKey, plansChangeMutation } from '#relay/plansChangeMutation'
import type { plansCheckoutMutation } from '#relay/plansCheckoutMutation'
import { Section } from '../../account/settings.tsx'
import { useSend } from '../../app/use-send.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { WrongAll } from '../../design/fields.tsx'
import { Icon } from '../../design/icon.tsx'
import { Button, TextField } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { moneyIn } from '../../texts/money.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import { takingSubscription } from './take.ts'
import own from './texts.ts'

interface PlansProps {
  readonly query: plans_query$key
  readonly subscription: plans_subscription$key
}

/** What can be had, with its price; the page of the payment provider does the rest. */
export const Plans = ({ query, subscription }: PlansProps) => {
  const t = useTexts(own)
  const say = useToast()
  const { locale } = useVisitor()
  const [code, setCode] = useState('')
  const [isLeaving, setLeaving] = useState(false)
  const { plans, viewer } = useFragment(
    graphql`
      fragment plans_query on Query {
        viewer {
          performance: hasFeature(key: "performance-page")
          liveSegments: hasFeature(key: "live-segments")
        }
        plans {
          key
          priceCents
          currency
          trialDays
        }
      }
    `,
    query,
  )
  const {
    plan: present,
    status,
    nextPlan,
  } = useFragment(
    graphql`
      fragment plans_subscription on PremiumSubscription {
        plan {
          key
        }
        nextPlan {
          key
        }
        status
      }
    `,
    subscription,
  )
  const checkout = useSend<plansCheckoutMutation>(
    graphql`
      mutation plansCheckoutMutation($plan: PlanKey!, $returnUrl: URL!, $code: String) {
        startCheckout(plan: $plan, returnUrl: $returnUrl, code: $code) {
          url
        }
      }
    `,
    { FORBIDDEN: t('verifyFirst'), SERVICE_UNAVAILABLE: t('notSold') },
  )
  const change = useSend<plansChangeMutation>(graphql`
    mutation plansChangeMutation($plan: PlanKey!) {
      changePlan(plan: $plan) {
        ...subscription_subscription
        ...plans_subscription
        ...invoices_subscription
      }
    }
  `)
  const hasOne = present.key !== 'FREE' && status !== 'CANCELLED' && status !== 'NONE'
  const buy = (plan: PlanKey) => {
    const returnUrl = new URL(hrefs.settings('plan'), location.origin).href
    checkout.send(
      { plan, returnUrl, code: code.trim() === '' ? null : code.trim() },
      {
        done: ({ startCheckout }) => {
          setLeaving(true)
          location.assign(startCheckout.url)
        },
      },
    )
  }
  // What is switched off for the athlete is not sold to them.
  const points = [
    ...(viewer?.performance === false ? [] : (['point1', 'point2', 'point3'] as const)),
    ...(viewer?.liveSegments === false ? [] : (['point4'] as const)),
  ]
  const sold = plans.filter(({ key }) => key !== 'FREE')
  const monthly = sold.find(({ key }) => key === 'PREMIUM_MONTHLY')
  return (
    <Section title={t('plans')} more={t('plansMore')}>
      <ul className="plan-points">
        {points.map((point) => (
          <li key={point}>
            <Icon name="check" />
            {t(point)}
          </li>
        ))}
      </ul>
      <ul className="plan-cards">
        {sold.map(({ key, priceCents, currency, trialDays }) => {
          const isOwn = present.key === key && hasOne
          const saved =
            key === 'PREMIUM_YEARLY' && monthly !== undefined && monthly.currency === currency
              ? Math.round(100 - (100 * priceCents) / (12 * monthly.priceCents))
              : 0
          return (
            <li key={key} className={isOwn ? 'is-own' : undefined}>
              <h3>{t(key)}</h3>
              <p className="plan-price">
                {moneyIn(locale, priceCents, currency)} <span>{t(`per_${key}`)}</span>
              </p>
              {saved > 0 && <span className="chip is-pine">{t('saves', { percent: saved })}</span>}
              {!hasOne && trialDays > 0 && <p className="soft">{t('trialDays', { days: trialDays })}</p>}
              {isOwn ? (
                <span className="settings-done">{t(nextPlan == null ? 'yours' : 'yoursNow')}</span>
              ) : hasOne ? (
                <Button
                  look="outline"
                  busy={change.isBusy}
                  disabled={nextPlan?.key === key}
                  onClick={() =>
                    change.send({ plan: key }, { ...takingSubscription('changePlan'), done: () => say(t('changed')) })
                  }
                >
                  {t(nextPlan?.key === key ? 'comes' : 'changeTo')}
                </Button>
              ) : (
                <Button look="main" busy={checkout.isBusy || isLeaving} onClick={() => buy(key)}>
                  {t('buy')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {!hasOne && (
        <details className="plan-code">
          <summary>{t('hasCode')}</summary>
          <TextField
            label={t('code')}
            autoComplete="off"
            value={code}
            onChange={(event) => setCode(event.target.value)}
            wrong={checkout.wrong.fields.code}
          />
        </details>
      )}
      <WrongAll text={checkout.wrong.all ?? change.wrong.all ?? change.wrong.fields.plan ?? checkout.wrong.fields.plan ?? null} />
    </Section>
  )
}
