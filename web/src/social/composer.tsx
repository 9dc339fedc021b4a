import { useState } from 'react'
import { graphql, useMutation } from 'react-relay/hooks'
import type { composerPostMutation } from '#relay/composerPostMutation'
import { outcome } from '../api/outcome.ts'
import { Button } from '../design/parts.tsx'
import { useToast } from '../design/toasts.tsx'
import { useTexts } from '../texts/use-texts.ts'
import { MentionText } from './mention-text.tsx'
import own from './texts.ts'

interface ComposerProps {
  readonly label: string
  /** The club in which it is written; without, it is for the followers. */
  readonly clubId?: string
  readonly onPosted: () => void
}

/** Writes a post. Its text stays until the platform has taken it. */
export const Composer = ({ label, clubId, onPosted }: ComposerProps) => {
  const t = useTexts(own)
  const say = useToast()
  const [text, setText] = useState('')
  const [post, isSending] = useMutation<composerPostMutation>(graphql`
    mutation composerPostMutation($input: CreatePostInput!) {
      createPost(input: $input) {
        id
      }
    }
  `)
  const send = () => {
    const sent = text.trim()
    if (sent === '' || isSending) return
    post({
      variables: { input: { text: sent, ...(clubId !== undefined && { clubId }) } },
      ...outcome(
        () => say(t('postFailed')),
        () => {
          setText('')
          onPosted()
        },
      ),
    })
  }
  return (
    <form
      className="card composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <MentionText label={label} value={text} onText={setText} onSend={send} rows={1} />
      {text.trim() !== '' && (
        <Button type="submit" look="main" busy={isSending}>
          {t('post')}
        </Button>
      )}
    </form>
  )
}
