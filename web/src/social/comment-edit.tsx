import { useEffect, useRef, useState } from 'react'
import { graphql } from 'react-relay/hooks'
import type { commentEditMutation } from '#relay/commentEditMutation'
import { sentenceOf } from '../api/wrong.ts'
import { useSend } from '../app/use-send.ts'
import { Button } from '../design/parts.tsx'
import { useToast } from '../design/toasts.tsx'
import { useTexts } from '../texts/use-texts.ts'
import own from './comment-menu.texts.ts'
import { MentionText } from './mention-text.tsx'
import { showEdited } from './shown-meanwhile.ts'

interface CommentEditProps {
  readonly commentId: string
  /** The text as it is shown. */
  readonly known: string
  /** The text that the field begins with: that of a try that was not taken, or `known`. */
  readonly begin: string
  /** Hears that the field is needed no more. */
  readonly onClose: () => void
  /** Hears that a text was not taken, and that the one before is shown again. */
  readonly onRefused: (text: string) => void
}

/** Changes the text of one's own comment in its place. It shows at once, and is taken back when the platform says no. */
export const CommentEdit = ({ commentId, known, begin, onClose, onRefused }: CommentEditProps) => {
  const t = useTexts(own)
  const say = useToast()
  const form = useRef<HTMLFormElement>(null)
  const [text, setText] = useState(begin)
  const { send } = useSend<commentEditMutation>(graphql`
    mutation commentEditMutation($id: ID!, $text: String!) {
      editComment(id: $id, text: $text) {
        id
        ...commentLine_comment
      }
    }
  `)
  useEffect(() => {
    const field = form.current?.querySelector('textarea')
    field?.focus()
    field?.setSelectionRange(field.value.length, field.value.length)
  }, [])
  const save = () => {
    const sent = text.trim()
    if (sent === '') return
    onClose()
    if (sent === known) return
    send(
      { id: commentId, text: sent },
      {
        optimisticUpdater: (store) => showEdited(store, commentId, sent, new Date().toISOString()),
        failed: (wrong) => {
          onRefused(sent)
          say(`${t('editFailed')} ${sentenceOf(wrong) ?? ''}`.trim())
        },
      },
    )
  }
  return (
    <form
      ref={form}
      className="comment-edit"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <MentionText label={t('editOwn')} value={text} onText={setText} onSend={save} rows={2} />
      <div className="comment-edit-acts">
        <Button small onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button small type="submit" look="main" busy={text.trim() === ''}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
}
