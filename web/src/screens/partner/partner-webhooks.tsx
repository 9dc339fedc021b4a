import { useState } from 'react'
import { graphql } from 'react-relay/hooks'
import type { partnerWebhooksQuery } from '#relay/partnerWebhooksQuery'
import { Button, Notice } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { Away } from './away.tsx'
import { useDesk } from './desk.ts'
import { PartnerSetWebhook } from './partner-set-webhook.tsx'
import { PartnerWebhook } from './partner-webhook.tsx'
import { Lacks } from './scope-chips.tsx'
import { Secret } from './secret.tsx'
import own from './texts.ts'
import { useAsked } from './use-asked.ts'

/** Deliveries that are shown of each: some, and then as many as one question may ask for. */
const [FEW, MANY] = [10, 100]

const Webhooks = () => {
  const t = useTexts(own)
  const { may } = useDesk()
  const [count, setCount] = useState(FEW)
  const [secret, setSecret] = useState<string | null>(null)
  const { answer, again } = useAsked<partnerWebhooksQuery>(
    graphql`
      query partnerWebhooksQuery($deliveries: Boolean!, $count: Int!) {
        partner {
          webhooks {
            id
            ...partnerWebhook_webhook @arguments(deliveries: $deliveries, count: $count)
          }
        }
      }
    `,
    { deliveries: may('CAMPAIGN_READ'), count },
  )
  if (answer.partner == null) return <Away again={again} />
  const { webhooks } = answer.partner
  return (
    <div className="partner-two">
      <div className="section">
        {secret !== null && <Secret title={t('newWebhookSecret')} secret={secret} onDone={() => setSecret(null)} />}
        <header className="section-head">
          <h2>{t('webhooks')}</h2>
          <Button small look="quiet" icon="repeat" onClick={again}>
            {t('anew')}
          </Button>
        </header>
        {webhooks.length === 0 && (
          <Notice kind="empty" icon="bell" title={t('noWebhooks')}>
            {t('noWebhooksMore')}
          </Notice>
        )}
        {!may('CAMPAIGN_READ') && webhooks.length > 0 && <Lacks scope="CAMPAIGN_READ" />}
        <ul className="section">
          {webhooks.map((webhook) => (
            <li key={webhook.id}>
              <PartnerWebhook
                webhook={webhook}
                onMore={count === FEW ? () => setCount(MANY) : null}
                onSecret={setSecret}
                onChange={again}
              />
            </li>
          ))}
        </ul>
      </div>
      <section className="card is-padded section">
        <h2>{t('makeWebhook')}</h2>
        <p className="soft">{t('makeWebhookMore')}</p>
        <PartnerSetWebhook
          known={null}
          onDone={(made) => {
            if (made !== null) setSecret(made)
            again()
          }}
        />
      </section>
    </div>
  )
}

/** Where the brand's servers are told what happens, and what became of it. */
export const PartnerWebhooks = () => {
  const { may } = useDesk()
  return may('KEYS_MANAGE') ? <Webhooks /> : <Lacks scope="KEYS_MANAGE" />
}
