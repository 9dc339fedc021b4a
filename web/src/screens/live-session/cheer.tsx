import { type FormEvent, useState } from 'react'
import { graphql } from 'react-relay/hooks'
import type { cheerMutation } from '#relay/cheerMutation'
import { Link, useVisit } from '../../app/router.tsx'
import { useSend } from '../../app/use-send.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { Button, buttonClass, TextField } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

const CHEER = graphql`
  mutation cheerMutation($input: CheerInput!) {
    cheer(input: $input)
  }
`

const MOST_LETTERS = 160

/** Sends a word to who is on the way. */
export const Cheer = ({ sessionId, name }: { readonly sessionId: string; readonly name: string }) => {
  const t = useTexts(own)
  const say = useToast()
  const { athleteId } = useVisitor()
  const { address } = useVisit()
  const [text, setText] = useState('')
  const { send, isBusy, wrong } = useSend<cheerMutation>(CHEER, {
    CONFLICT: t('cheerOver'),
    NOT_FOUND: t('cheerOver'),
    RATE_LIMITED: t('cheerOften'),
  })
  if (athleteId === null) {
    return (
      <section className="card is-padded live-cheer">
        <h2>{t('cheer')}</h2>
        <Link className={buttonClass('outline')} to={hrefs.signIn(address)}>
          {t('signIn')}
        </Link>
      </section>
    )
  }
  const call = (message: string) => {
    if (isBusy || message.trim() === '') return
    send(
      { input: { liveSessionId: sessionId, message } },
      {
        done: () => {
          setText('')
          say(t('sent', { name }))
        },
      },
    )
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    call(text)
  }
  return (
    <section className="card is-padded live-cheer">
      <h2>{t('cheer')}</h2>
      <ul className="live-words">
        {[t('words1'), t('words2'), t('words3'), t('words4')].map((words) => (
          <li key={words}>
            <Button onClick={() => call(words)}>{words}</Button>
          </li>
        ))}
      </ul>
      <form onSubmit={submit}>
        <TextField
          label={t('cheerFor', { name })}
          value={text}
          maxLength={MOST_LETTERS}
          wrong={wrong.fields.message ?? wrong.all ?? undefined}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" look="main" busy={isBusy} disabled={text.trim() === ''}>
          {t('send')}
        </Button>
      </form>
    </section>
  )
}
