import { useState } from 'react'
import { graphql, useMutation } from 'react-relay/hooks'
import type { composerPostMutation } from '#relay/composerPostMutation'
import { outcome } from '../../api/outcome.ts'
import { Button } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { MentionText } from '../../social/mention-text.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

/** Writes a post. Its text stays until the platform has taken it. */
export const Composer = ({ onPosted }: { readonly onPosted: () => void }) => {
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
      variables: { input: { text: sent } },
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
      <MentionText label={t('write')} value={text} onText={setText} onSend={send} rows={1} />
      {text.trim() !== '' && (
        <Button type="submit" look="main" busy={isSending}>
          {t('post')}
        </Button>
      )}
    </form>
  )
}
