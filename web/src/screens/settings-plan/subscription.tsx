import { useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { subscription_subscription$key } from '#relay/subscription_subscription'
import type { subscriptionCancelMutation } from '#relay/subscriptionCancelMutation'
import type { subscriptionResumeMutation } from '#relay/subscriptionResumeMutation'
import { Section } from '../../account/settings.tsx'
import { useSend } from '../../app/use-send.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { WrongAll } from '../../design/fields.tsx'
import { Button, buttonClass, Dialog } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { moneyIn } from '../../texts/money.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { takingSubscription } from './take.ts'
import own from './texts.ts'

/** What the athlete has, until when, and what comes then. */
export const Subscription = ({ subscription: key }: { readonly subscription: subscription_subscription$key }) => {
  const t = useTexts(own)
  const say = useToast()
  const measures = useMeasures()
  const { locale } = useVisitor()
  const [isAsking, setAsking] = useState(false)
  const { plan, nextPlan, status, trialEndsAt, currentPeriodEndsAt, cancelsAtPeriodEnd, graceEndsAt, entitlements, portalUrl } =
    useFragment(
      graphql`
        fragment subscription_subscription on PremiumSubscription {
          plan {
            key
            priceCents
            currency
          }
          nextPlan {
            key
          }
          status
          trialEndsAt
          currentPeriodEndsAt
          cancelsAtPeriodEnd
          graceEndsAt
          entitlements
          portalUrl
        }
      `,
      key,
    )
  const cancel = useSend<subscriptionCancelMutation>(graphql`
    mutation subscriptionCancelMutation {
      cancelSubscription {
        ...subscription_subscription
        ...plans_subscription
        ...invoices_subscription
      }
    }
  `)
  const resume = useSend<subscriptionResumeMutation>(graphql`
    mutation subscriptionResumeMutation {
      resumeSubscription {
        ...subscription_subscription
        ...plans_subscription
        ...invoices_subscription
      }
    }
  `)
  const has = entitlements.length > 0
  const day = (at: string | null | undefined) => (at == null ? '' : measures.dateOf(at))
  const price = moneyIn(locale, plan.priceCents, plan.currency)
  const lines = [
    plan.key === 'FREE' && has ? t('given') : null,
    status === 'TRIALING' && !cancelsAtPeriodEnd ? t('trial', { day: day(trialEndsAt), price }) : null,
    status === 'ACTIVE' && !cancelsAtPeriodEnd && nextPlan == null ? t('renews', { day: day(currentPeriodEndsAt), price }) : null,
    cancelsAtPeriodEnd ? t('ends', { day: day(currentPeriodEndsAt ?? trialEndsAt) }) : null,
    nextPlan != null && nextPlan.key !== 'FREE' ? t('next', { plan: t(nextPlan.key), day: day(currentPeriodEndsAt) }) : null,
    status === 'PAST_DUE' ? t('pastDue', { day: day(graceEndsAt) }) : null,
  ].filter((line) => line !== null)
  return (
    <Section title={t('now')}>
      <p className="plan-now">
        <strong>{t(plan.key)}</strong>
        {has && <span className="chip is-gold">{t('premium')}</span>}
        {status === 'PAST_DUE' && <span className="chip is-ember">{t('overdue')}</span>}
      </p>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {!has && <p className="soft">{t('freeMore')}</p>}
      <div className="settings-acts">
        {portalUrl != null && (
          <a className={buttonClass('outline')} href={portalUrl}>
            {t('portal')}
          </a>
        )}
        {cancelsAtPeriodEnd && (
          <Button
            look="main"
            busy={resume.isBusy}
            onClick={() => resume.send({}, { ...takingSubscription('resumeSubscription'), done: () => say(t('kept')) })}
          >
            {t('resume')}
          </Button>
        )}
        {plan.key !== 'FREE' && !cancelsAtPeriodEnd && status !== 'CANCELLED' && (
          <Button look="outline" onClick={() => setAsking(true)}>
            {t('cancel')}
          </Button>
        )}
      </div>
      <WrongAll text={resume.wrong.all} />
      <Dialog title={t('cancel')} open={isAsking} onClose={() => setAsking(false)}>
        <div className="settings-form">
          <p>{t('cancelMore', { day: day(currentPeriodEndsAt ?? trialEndsAt) })}</p>
          <WrongAll text={cancel.wrong.all} />
          <div className="settings-acts">
            <Button
              look="danger"
              busy={cancel.isBusy}
              onClick={() => cancel.send({}, { ...takingSubscription('cancelSubscription'), done: () => setAsking(false) })}
            >
              {t('cancelNow')}
            </Button>
            <Button look="quiet" onClick={() => setAsking(false)}>
              {t('keep')}
            </Button>
          </div>
        </div>
      </Dialog>
    </Section>
  )
}
