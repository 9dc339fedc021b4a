import { useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { partnerWebhook_webhook$key } from '#relay/partnerWebhook_webhook'
import type { partnerWebhookDeleteMutation } from '#relay/partnerWebhookDeleteMutation'
import type { partnerWebhookReplayMutation } from '#relay/partnerWebhookReplayMutation'
import type { partnerWebhookRotateMutation } from '#relay/partnerWebhookRotateMutation'
import { sentenceOf } from '../../api/wrong.ts'
import { useSend } from '../../app/use-send.ts'
import { WrongAll } from '../../design/fields.tsx'
import { Button, Dialog } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { PartnerSetWebhook } from './partner-set-webhook.tsx'
import own from './texts.ts'

interface PartnerWebhookProps {
  readonly webhook: partnerWebhook_webhook$key
  /** Shows more deliveries; null where no more are shown. */
  readonly onMore: (() => void) | null
  readonly onSecret: (secret: string) => void
  readonly onChange: () => void
}

type Asking = 'change' | 'rotate' | 'delete' | null

/** One webhook, with what it was told and what was answered. */
export const PartnerWebhook = ({ webhook: key, onMore, onSecret, onChange }: PartnerWebhookProps) => {
  const t = useTexts(own)
  const say = useToast()
  const measures = useMeasures()
  const [asking, setAsking] = useState<Asking>(null)
  const webhook = useFragment(
    graphql`
      fragment partnerWebhook_webhook on Webhook
      @argumentDefinitions(deliveries: { type: "Boolean!" }, count: { type: "Int!" }) {
        id
        url
        events
        enabled
        disabledReason
        noticeEmail
        lastDeliveryAt
        failures
        deliveries(first: $count) @include(if: $deliveries) {
          edges {
            node {
              id
              event
              at
              attempts
              deliveredAt
              responseStatus
              error
            }
          }
          pageInfo {
            hasNextPage
          }
        }
      }
    `,
    key,
  )
  const rotate = useSend<partnerWebhookRotateMutation>(graphql`
    mutation partnerWebhookRotateMutation($id: ID!) {
      rotateWebhookSecret(id: $id) {
        secret
      }
    }
  `)
  const remove = useSend<partnerWebhookDeleteMutation>(graphql`
    mutation partnerWebhookDeleteMutation($id: ID!) {
      deleteWebhook(id: $id) {
        brand {
          id
        }
      }
    }
  `)
  const replay = useSend<partnerWebhookReplayMutation>(graphql`
    mutation partnerWebhookReplayMutation($id: ID!) {
      replayWebhookDelivery(id: $id) {
        id
        attempts
        deliveredAt
        responseStatus
        error
      }
    }
  `)
  const close = () => setAsking(null)
  const { id, url, events, enabled, disabledReason, noticeEmail, lastDeliveryAt, failures, deliveries } = webhook
  return (
    <article className="card is-padded section">
      <header className="section-head">
        <h3 className="partner-url">{url}</h3>
        <span className={enabled ? 'chip is-pine' : 'chip is-danger'}>{t(enabled ? 'on' : 'off')}</span>
      </header>
      {disabledReason != null && <p className="partner-wrong">{t(disabledReason)}</p>}
      <ul className="partner-chips" aria-label={t('events')}>
        {events.map((event) => (
          <li className="chip" key={event}>
            {t(event)}
          </li>
        ))}
      </ul>
      <p className="soft">
        {[
          lastDeliveryAt == null ? t('neverDelivered') : t('delivered', { when: measures.ago(lastDeliveryAt) }),
          ...(failures > 0 ? [t('failures', { count: failures })] : []),
          noticeEmail == null ? t('noNotice') : t('noticeTo', { address: noticeEmail }),
        ].join(' · ')}
      </p>
      <div className="partner-acts">
        <Button small onClick={() => setAsking('change')}>
          {t('change')}
        </Button>
        <Button small icon="repeat" onClick={() => setAsking('rotate')}>
          {t('rotateSecret')}
        </Button>
        <Button small look="danger" onClick={() => setAsking('delete')}>
          {t('delete')}
        </Button>
      </div>
      {deliveries != null && deliveries.edges.length === 0 && <p className="soft">{t('noDeliveries')}</p>}
      {deliveries != null && deliveries.edges.length > 0 && (
        <ol className="partner-deliveries" aria-label={t('deliveries')}>
          {deliveries.edges.map(({ node }) => (
            <li key={node.id}>
              <div>
                <strong>{t(node.event)}</strong>
                <p className="soft">
                  <time dateTime={node.at}>{measures.dateTime(node.at)}</time> · {t('attempts', { count: node.attempts })}
                </p>
                {node.error != null && <p className="soft partner-error">{node.error}</p>}
              </div>
              <span className={node.deliveredAt == null ? 'chip is-ember' : 'chip is-pine'}>
                {node.responseStatus ?? t(node.deliveredAt == null ? 'noAnswer' : 'arrived')}
              </span>
              <Button
                small
                look="quiet"
                busy={replay.isBusy}
                disabled={!enabled}
                onClick={() =>
                  replay.send(
                    { id: node.id },
                    { done: () => say(t('replayed')), failed: (refused) => say(sentenceOf(refused) ?? t('actFailed')) },
                  )
                }
              >
                {t('replay')}
              </Button>
            </li>
          ))}
        </ol>
      )}
      {deliveries?.pageInfo.hasNextPage === true &&
        (onMore === null ? (
          <p className="soft">{t('lastHundred')}</p>
        ) : (
          <Button look="outline" onClick={onMore}>
            {t('more')}
          </Button>
        ))}
      <Dialog title={t('changeWebhook')} open={asking === 'change'} onClose={close}>
        <PartnerSetWebhook
          known={{ id, url, events, enabled, noticeEmail }}
          onDone={() => {
            close()
            onChange()
          }}
        />
      </Dialog>
      <Dialog title={t('rotateSecretQuestion')} open={asking === 'rotate'} onClose={close}>
        <div className="ask">
          <p>{t('rotateSecretMore')}</p>
          <WrongAll text={rotate.wrong.all} />
          <div className="ask-answers">
            <Button onClick={close}>{t('cancel')}</Button>
            <Button
              look="main"
              busy={rotate.isBusy}
              onClick={() =>
                rotate.send(
                  { id },
                  {
                    done: ({ rotateWebhookSecret: { secret } }) => {
                      close()
                      if (secret != null) onSecret(secret)
                    },
                  },
                )
              }
            >
              {t('rotateSecret')}
            </Button>
          </div>
        </div>
      </Dialog>
      <Dialog title={t('deleteQuestion')} open={asking === 'delete'} onClose={close}>
        <div className="ask">
          <p>{t('deleteMore')}</p>
          <WrongAll text={remove.wrong.all} />
          <div className="ask-answers">
            <Button onClick={close}>{t('cancel')}</Button>
            <Button
              look="danger"
              busy={remove.isBusy}
              onClick={() =>
                remove.send(
                  { id },
                  {
                    done: () => {
                      close()
                      onChange()
                    },
                  },
                )
              }
            >
              {t('delete')}
            </Button>
          </div>
        </div>
      </Dialog>
    </article>
  )
}
