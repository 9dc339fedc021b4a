import { useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { emailForm_viewer$key } from '#relay/emailForm_viewer'
import type { emailFormMutation } from '#relay/emailFormMutation'
import type { emailFormResendMutation } from '#relay/emailFormResendMutation'
import { Section } from '../../account/settings.tsx'
import { useSend } from '../../app/use-send.ts'
import { WrongAll } from '../../design/fields.tsx'
import { Button, TextField } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

/** The address of the account: whether it is verified, and another one. */
export const EmailForm = ({ viewer: key }: { readonly viewer: emailForm_viewer$key }) => {
  const t = useTexts(own)
  const [asked, setAsked] = useState<string | null>(null)
  const [isResent, setResent] = useState(false)
  const { email, emailVerified } = useFragment(
    graphql`
      fragment emailForm_viewer on Viewer {
        email
        emailVerified
      }
    `,
    key,
  )
  const change = useSend<emailFormMutation>(graphql`
    mutation emailFormMutation($newEmail: EmailAddress!, $password: String!) {
      changeEmail(newEmail: $newEmail, password: $password) {
        id
        email
      }
    }
  `)
  const resend = useSend<emailFormResendMutation>(graphql`
    mutation emailFormResendMutation {
      resendVerification
    }
  `)
  return (
    <Section title={t('email')}>
      <p className="settings-acts">
        <strong>{email}</strong>
        <span className={emailVerified ? 'chip is-pine' : 'chip is-gold'}>{t(emailVerified ? 'verified' : 'unverified')}</span>
      </p>
      {!emailVerified && (
        <>
          <p className="settings-more">{t('unverifiedMore')}</p>
          <div className="settings-acts">
            <Button look="outline" busy={resend.isBusy} onClick={() => resend.send({}, { done: () => setResent(true) })}>
              {t('resend')}
            </Button>
            {isResent && (
              <span className="settings-done" role="status">
                {t('resent', { email })}
              </span>
            )}
          </div>
          <WrongAll text={resend.wrong.all} />
        </>
      )}
      <form
        className="settings-form"
        onSubmit={(event) => {
          event.preventDefault()
          const element = event.currentTarget
          const form = new FormData(element)
          const newEmail = String(form.get('newEmail')).trim()
          setAsked(null)
          change.send(
            { newEmail, password: String(form.get('password')) },
            {
              done: () => {
                setAsked(newEmail)
                element.reset()
              },
            },
          )
        }}
      >
        <div className="settings-pair">
          <TextField
            label={t('newEmail')}
            name="newEmail"
            type="email"
            autoComplete="email"
            required
            wrong={change.wrong.fields.newEmail}
          />
          <TextField
            label={t('password')}
            name="password"
            type="password"
            autoComplete="current-password"
            required
            wrong={change.wrong.fields.password}
          />
        </div>
        <WrongAll text={change.wrong.all} />
        <div className="settings-acts">
          <Button type="submit" busy={change.isBusy}>
            {t('changeEmail')}
          </Button>
        </div>
        {asked !== null && (
          <p className="settings-done" role="status">
            {t('asked', { email: asked })}
          </p>
        )}
      </form>
    </Section>
  )
}
