import { type FormEvent, useState } from 'react'
import { graphql, useMutation } from 'react-relay/hooks'
import type { cheerMutation } from '#relay/cheerMutation'
import type { GraphqlError } from '../../api/environment.ts'
import { Link, useRouter } from '../../app/router.tsx'
import { useVisitor } from '../../app/visitor.tsx'
import { Button, buttonClass, TextField } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

const MOST_LETTERS = 160

/** Sends a word to who is on the way. */
export const Cheer = ({ sessionId, name }: { readonly sessionId: string; readonly name: string }) => {
  const t = useTexts(own)
  const say = useToast()
  const { athleteId } = useVisitor()
  const { visit } = useRouter()
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState<string | undefined>(undefined)
  const [cheer, isSending] = useMutation<cheerMutation>(graphql`
    mutation cheerMutation($input: CheerInput!) {
      cheer(input: $input)
    }
  `)
  if (athleteId === null) {
    return (
      <section className="card is-padded live-cheer">
        <h2>{t('cheer')}</h2>
        <Link className={buttonClass('outline')} to={hrefs.signIn(visit.address)}>
          {t('signIn')}
        </Link>
      </section>
    )
  }
  const send = (message: string) => {
    if (isSending || message.trim() === '') return
    setWrong(undefined)
    cheer({
      variables: { input: { liveSessionId: sessionId, message } },
      onCompleted: (_answer, errors) => {
        const [error] = (errors ?? []) as readonly GraphqlError[]
        if (error === undefined) {
          setText('')
          say(t('sent', { name }))
          return
        }
        const code = error.extensions?.code
        setWrong(
          t(code === 'RATE_LIMITED' ? 'cheerOften' : code === 'CONFLICT' || code === 'NOT_FOUND' ? 'cheerOver' : 'cheerFailed'),
        )
      },
      onError: () => setWrong(t('cheerFailed')),
    })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send(text)
  }
  return (
    <section className="card is-padded live-cheer">
      <h2>{t('cheer')}</h2>
      <ul className="live-words">
        {[t('words1'), t('words2'), t('words3'), t('words4')].map((words) => (
          <li key={words}>
            <Button onClick={() => send(words)}>{words}</Button>
          </li>
        ))}
      </ul>
      <form onSubmit={submit}>
        <TextField
          label={t('cheerFor', { name })}
          value={text}
          maxLength={MOST_LETTERS}
          wrong={wrong}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" look="main" busy={isSending} disabled={text.trim() === ''}>
          {t('send')}
        </Button>
      </form>
    </section>
  )
}
