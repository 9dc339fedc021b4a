import { useState } from 'react'
import { graphql } from 'react-relay/hooks'
import type { partnerPostbackMutation } from '#relay/partnerPostbackMutation'
import { useSend } from '../../app/use-send.ts'
import { WrongAll } from '../../design/fields.tsx'
import { Button, Dialog } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useDesk } from './desk.ts'
import { Secret } from './secret.tsx'
import own from './texts.ts'

/** What the brand's shop needs to report its sales. */
export const PartnerPostback = () => {
  const t = useTexts(own)
  const { may } = useDesk()
  const [isAsking, setAsking] = useState(false)
  const [access, setAccess] = useState<{ readonly url: string; readonly secret: string } | null>(null)
  const { send, isBusy, wrong } = useSend<partnerPostbackMutation>(graphql`
    mutation partnerPostbackMutation {
      rotatePostbackSecret {
        url
        secret
      }
    }
  `)
  if (!may('KEYS_MANAGE')) return null
  const close = () => setAsking(false)
  return (
    <>
      {access !== null && (
        <Secret title={t('newPostback')} secret={access.secret} url={access.url} onDone={() => setAccess(null)} />
      )}
      <section className="card is-padded form">
        <h2>{t('postback')}</h2>
        <p className="soft">{t('postbackMore')}</p>
        <Button icon="key" onClick={() => setAsking(true)}>
          {t('postbackMake')}
        </Button>
      </section>
      <Dialog title={t('postbackMake')} open={isAsking} onClose={close}>
        <div className="ask">
          <p>{t('postbackAsk')}</p>
          <WrongAll text={wrong.all} />
          <div className="ask-answers">
            <Button onClick={close}>{t('cancel')}</Button>
            <Button
              look="main"
              busy={isBusy}
              onClick={() =>
                send(
                  {},
                  {
                    done: ({ rotatePostbackSecret }) => {
                      close()
                      setAccess(rotatePostbackSecret)
                    },
                  },
                )
              }
            >
              {t('postbackMake')}
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  )
}
