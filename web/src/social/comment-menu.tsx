import { useState } from 'react'
import { graphql } from 'react-relay/hooks'
import type { commentMenuDeleteMutation } from '#relay/commentMenuDeleteMutation'
import { useSend } from '../app/use-send.ts'
import { Button, Dialog } from '../design/parts.tsx'
import { useToast } from '../design/toasts.tsx'
import { useTexts } from '../texts/use-texts.ts'
import own from './comment-menu.texts.ts'
import { ReportForm } from './report-form.tsx'

interface CommentMenuProps {
  readonly commentId: string
  /** Who has written it. */
  readonly name: string
  /** Whether the viewer has written it. */
  readonly isOwn: boolean
  /** Whether it stands under something of the viewer's. */
  readonly isUnderOwn: boolean
  /** Begins to change its text. */
  readonly onEdit: () => void
  /** Hears that the thread is another one now. */
  readonly onChange: () => void
}

/** What may be done about a comment: its author edits it, its author and whoever owns what it stands under delete it, everybody else reports it. */
export const CommentMenu = ({ commentId, name, isOwn, isUnderOwn, onEdit, onChange }: CommentMenuProps) => {
  const t = useTexts(own)
  const say = useToast()
  const [asking, setAsking] = useState<'delete' | 'report' | null>(null)
  const close = () => setAsking(null)
  const { send, isBusy, wrong } = useSend<commentMenuDeleteMutation>(graphql`
    mutation commentMenuDeleteMutation($id: ID!) {
      deleteComment(id: $id) {
        id
        commentCount
      }
    }
  `)
  return (
    <>
      {isOwn && (
        <Button small look="quiet" round icon="pen" onClick={onEdit}>
          {t('editOwn')}
        </Button>
      )}
      {(isOwn || isUnderOwn) && (
        <Button small look="quiet" round icon="bin" onClick={() => setAsking('delete')}>
          {isOwn ? t('deleteOwn') : t('deleteOf', { name })}
        </Button>
      )}
      {!isOwn && (
        <Button small look="quiet" round icon="flag" onClick={() => setAsking('report')}>
          {t('reportOf', { name })}
        </Button>
      )}
      <Dialog title={t('deleteQuestion')} open={asking === 'delete'} onClose={close}>
        <div className="ask">
          <p>{t('deleteMore')}</p>
          {wrong.all !== null && (
            <p className="form-wrong" role="alert">
              {wrong.all}
            </p>
          )}
          <div className="ask-answers">
            <Button onClick={close}>{t('cancel')}</Button>
            <Button
              look="danger"
              busy={isBusy}
              onClick={() =>
                send(
                  { id: commentId },
                  {
                    done: () => {
                      close()
                      say(t('deleted'))
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
      <Dialog title={t('reportOf', { name })} open={asking === 'report'} onClose={close}>
        <ReportForm
          subjectId={commentId}
          onCancel={close}
          onDone={() => {
            close()
            onChange()
          }}
        />
      </Dialog>
    </>
  )
}
