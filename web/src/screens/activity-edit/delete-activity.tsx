import { useState } from 'react'
import { graphql } from 'react-relay/hooks'
import type { deleteActivityMutation } from '#relay/deleteActivityMutation'
import { useRouter } from '../../app/router.tsx'
import { useSend } from '../../app/use-send.ts'
import { Button, Dialog } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

/** Deletes an activity, after a question. */
export const DeleteActivity = ({ id, name }: { readonly id: string; readonly name: string }) => {
  const t = useTexts(own)
  const say = useToast()
  const { go } = useRouter()
  const [isAsking, setAsking] = useState(false)
  const { send, isBusy, wrong } = useSend<deleteActivityMutation>(graphql`
    mutation deleteActivityMutation($id: ID!) {
      deleteActivity(id: $id)
    }
  `)
  const done = () => {
    say(t('deleted', { name }))
    go(hrefs.home())
  }
  return (
    <div className="edit-acts">
      <Button look="danger" icon="bin" onClick={() => setAsking(true)}>
        {t('delete')}
      </Button>
      <Dialog title={t('deleteAsk')} open={isAsking} onClose={() => setAsking(false)}>
        <div className="edit-form">
          <p>{t('deleteMore', { name })}</p>
          {wrong.all !== null && (
            <p className="edit-wrong" role="alert">
              {wrong.all}
            </p>
          )}
          <div className="edit-acts">
            <Button look="danger" busy={isBusy} onClick={() => send({ id }, { updater: (store) => store.delete(id), done })}>
              {t('deleteNow')}
            </Button>
            <Button look="quiet" onClick={() => setAsking(false)}>
              {t('keep')}
            </Button>
          </div>
        </div>
      </Dialog>
    </div>
  )
}
