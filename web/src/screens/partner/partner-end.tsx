import { useState } from 'react'
import { graphql } from 'react-relay/hooks'
import type { partnerEndMutation } from '#relay/partnerEndMutation'
import { useSend } from '../../app/use-send.ts'
import { WrongAll } from '../../design/fields.tsx'
import { Button, Dialog } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

interface PartnerEndProps {
  readonly challengeId: string
  readonly title: string
  readonly onDone: () => void
}

/** Lets go of a challenge, for good. */
export const PartnerEnd = ({ challengeId, title, onDone }: PartnerEndProps) => {
  const t = useTexts(own)
  const say = useToast()
  const [isAsking, setAsking] = useState(false)
  const { send, isBusy, wrong } = useSend<partnerEndMutation>(graphql`
    mutation partnerEndMutation($id: ID!) {
      endSponsorship(challengeId: $id) {
        id
      }
    }
  `)
  const close = () => setAsking(false)
  return (
    <section className="card is-padded form">
      <h3>{t('endTitle')}</h3>
      <p className="soft">{t('endMore')}</p>
      <Button look="danger" onClick={() => setAsking(true)}>
        {t('end')}
      </Button>
      <Dialog title={t('endQuestion', { title })} open={isAsking} onClose={close}>
        <div className="ask">
          <p>{t('endSure')}</p>
          <WrongAll text={wrong.all} />
          <div className="ask-answers">
            <Button onClick={close}>{t('cancel')}</Button>
            <Button
              look="danger"
              busy={isBusy}
              onClick={() =>
                send(
                  { id: challengeId },
                  {
                    done: () => {
                      close()
                      say(t('ended'))
                      onDone()
                    },
                  },
                )
              }
            >
              {t('end')}
            </Button>
          </div>
        </div>
      </Dialog>
    </section>
  )
}
