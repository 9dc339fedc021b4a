import '../../account/account.css'
import { useState } from 'react'
import { graphql } from 'react-relay/hooks'
import type { forgotPasswordMutation } from '#relay/forgotPasswordMutation'
import own from '../../account/texts.ts'
import { Link } from '../../app/router.tsx'
import { useSend } from '../../app/use-send.ts'
import { Button, TextField } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'

export default function ForgotPassword() {
  const t = useTexts(own)
  const [sentTo, setSentTo] = useState<string | null>(null)
  const { send, isBusy, wrong } = useSend<forgotPasswordMutation>(graphql`
    mutation forgotPasswordMutation($email: EmailAddress!) {
      requestPasswordReset(email: $email)
    }
  `)
  return (
    <div className="page account">
      <title>{`${t('forgot')} · Gruppetto`}</title>
      <form
        className="card is-padded account-form"
        onSubmit={(event) => {
          event.preventDefault()
          const email = String(new FormData(event.currentTarget).get('email')).trim()
          send({ email }, { done: () => setSentTo(email) })
        }}
      >
        <header>
          <h1>{t('forgot')}</h1>
          <p>{t('forgotMore')}</p>
        </header>
        <TextField label={t('email')} name="email" type="email" autoComplete="username" required wrong={wrong.fields.email} />
        {wrong.all !== null && (
          <p className="account-wrong" role="alert">
            {wrong.all}
          </p>
        )}
        {sentTo !== null && (
          <p className="account-deleted" role="status">
            {t('linkSent', { email: sentTo })}
          </p>
        )}
        <Button type="submit" look="main" busy={isBusy}>
          {t('sendLink')}
        </Button>
        <p>
          <Link to={hrefs.signIn()}>{t('backToSignIn')}</Link>
        </p>
      </form>
    </div>
  )
}
