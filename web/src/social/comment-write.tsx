import { type ReactNode, useEffect, useRef } from 'react'
import { graphql, useMutation } from 'react-relay/hooks'
import type { commentWriteMutation } from '#relay/commentWriteMutation'
import { outcome } from '../api/outcome.ts'
import { randomId } from '../api/random-id.ts'
import { useVisitor } from '../app/visitor.tsx'
import { Button } from '../design/parts.tsx'
import { useToast } from '../design/toasts.tsx'
import { useOutbox } from '../offline/outbox-context.tsx'
import { useTexts } from '../texts/use-texts.ts'
import { MentionText } from './mention-text.tsx'
import { type Answered, listOf, sendingId, showComment } from './shown-meanwhile.ts'
import own from './texts.ts'

interface CommentWriteProps {
  readonly subjectId: string
  readonly label: string
  readonly answers?: Answered
  readonly text: string
  readonly onText: (text: string) => void
  /** Hears that the text is on its way, and is shown. */
  readonly onSent: () => void
  /** Hears that a text was not taken, and is shown no more. */
  readonly onRefused: (text: string) => void
  /** Whether the field takes the focus as it comes. */
  readonly focus?: boolean
  /** What else stands in the line. */
  readonly more?: ReactNode
}

/** Writes a comment, or an answer to one. It shows at once, and is taken back when the platform says no. Without a network it waits. */
export const CommentWrite = (props: CommentWriteProps) => {
  const { subjectId, label, answers, text, onText, onSent, onRefused, focus = false, more } = props
  const t = useTexts(own)
  const say = useToast()
  const outbox = useOutbox()
  const { athleteId } = useVisitor()
  const form = useRef<HTMLFormElement>(null)
  const [add, isSending] = useMutation<commentWriteMutation>(graphql`
    mutation commentWriteMutation($input: AddCommentInput!, $connections: [ID!]!) {
      addComment(input: $input) @appendNode(connections: $connections, edgeTypeName: "CommentEdge") {
        id
        ...commentLine_comment
        ...commentThread_comment
        subject {
          id
          commentCount
        }
      }
    }
  `)
  useEffect(() => {
    const field = focus ? form.current?.querySelector('textarea') : null
    field?.focus()
    field?.setSelectionRange(field.value.length, field.value.length)
  }, [focus])
  const send = () => {
    const sent = text.trim()
    if (sent === '' || isSending || athleteId === null) return
    const failed = () => {
      onRefused(sent)
      say(t('commentFailed'))
    }
    // Sent again, after an answer was lost, it is the same comment.
    const sendKey = randomId()
    const written = { subjectId, text: sent, at: new Date().toISOString(), answers }
    const wait = async () => {
      if ((await outbox?.add({ is: 'comment', ...written, sendKey })) !== true) failed()
    }
    onSent()
    // What waits goes first.
    if ((outbox?.now().length ?? 0) > 0) return void wait()
    add({
      variables: {
        input: { subjectId, text: sent, sendKey, replyToId: answers?.id ?? null },
        connections: [listOf(subjectId, answers)],
      },
      optimisticUpdater: (store) => showComment(store, sendingId(sendKey), athleteId, written),
      ...outcome(failed, undefined, wait),
    })
  }
  return (
    <form
      ref={form}
      className="comment-write"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <MentionText label={label} value={text} onText={onText} onSend={send} rows={1} />
      <Button type="submit" look="main" busy={isSending || text.trim() === ''}>
        {t('send')}
      </Button>
      {more}
    </form>
  )
}
