import { useState } from 'react'
import { graphql } from 'react-relay/hooks'
import type { objectMutation } from '#relay/objectMutation'
import { useSend } from '../../app/use-send.ts'
import { Button, Dialog, TextArea } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './held-out.texts.ts'

/** Says that an activity is held out for no good reason: somebody looks at it. */
export const ObjectTo = ({ id }: { readonly id: string }) => {
  const t = useTexts(own)
  const say = useToast()
  const [isOpen, setOpen] = useState(false)
  const { send, isBusy, wrong } = useSend<objectMutation>(graphql`
    mutation objectMutation($id: ID!, $note: String) {
      objectToHoldOut(activityId: $id, note: $note) {
        id
      }
    }
  `)
  return (
    <>
      <Button small look="outline" onClick={() => setOpen(true)}>
        {t('object')}
      </Button>
      <Dialog title={t('object')} open={isOpen} onClose={() => setOpen(false)}>
        <form
          className="tools-files"
          onSubmit={(event) => {
            event.preventDefault()
            const note = String(new FormData(event.currentTarget).get('note')).trim()
            send(
              { id, note: note === '' ? null : note },
              {
                done: () => {
                  setOpen(false)
                  say(t('objected'))
                },
              },
            )
          }}
        >
          <p>{t('objectMore')}</p>
          <TextArea label={t('note')} name="note" wrong={wrong.fields.note} />
          {wrong.all !== null && (
            <p className="tools-wrong" role="alert">
              {wrong.all}
            </p>
          )}
          <div>
            <Button type="submit" look="main" busy={isBusy}>
              {t('send')}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
