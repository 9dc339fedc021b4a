import { useState } from 'react'
import { graphql } from 'react-relay/hooks'
import type { passwordFormMutation } from '#relay/passwordFormMutation'
import { Section } from '../../account/settings.tsx'
import { useSend } from '../../app/use-send.ts'
import { WrongAll } from '../../design/fields.tsx'
import { Button, TextField } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

/** Another password, which ends the sessions of all other devices. */
export const PasswordForm = () => {
  const t = useTexts(own)
  const [isDone, setDone] = useState(false)
  const { send, isBusy, wrong } = useSend<passwordFormMutation>(graphql`
    mutation passwordFormMutation($input: ChangePasswordInput!) {
      changePassword(input: $input) {
        id
        ...sessions_viewer
      }
    }
  `)
  return (
    <Section title={t('passwordTitle')} more={t('passwordMore')}>
      <form
        className="settings-form"
        onSubmit={(event) => {
          event.preventDefault()
          const element = event.currentTarget
          const form = new FormData(element)
          const input = { currentPassword: String(form.get('currentPassword')), newPassword: String(form.get('newPassword')) }
          setDone(false)
          send(
            { input },
            {
              done: () => {
                setDone(true)
                element.reset()
              },
            },
          )
        }}
      >
        <div className="settings-pair">
          <TextField
            label={t('currentPassword')}
            name="currentPassword"
            type="password"
            autoComplete="current-password"
            required
            wrong={wrong.fields.currentPassword}
          />
          <TextField
            label={t('newPassword')}
            name="newPassword"
            type="password"
            autoComplete="new-password"
            required
            hint={t('passwordHint')}
            wrong={wrong.fields.newPassword}
          />
        </div>
        <WrongAll text={wrong.all} />
        <div className="settings-acts">
          <Button type="submit" busy={isBusy}>
            {t('changePassword')}
          </Button>
          {isDone && (
            <span className="settings-done" role="status">
              {t('passwordChanged')}
            </span>
          )}
        </div>
      </form>
    </Section>
  )
}
