import './settings-data.css'
import { useState } from 'react'
import { graphql } from 'react-relay/hooks'
import type { deleteMutation } from '#relay/deleteMutation'
import { Section } from '../../account/settings.tsx'
import { endSession } from '../../api/session.ts'
import { beginningAt } from '../../app/router.tsx'
import { useSend } from '../../app/use-send.ts'
import { WrongAll } from '../../design/fields.tsx'
import { Button, Dialog, TextField } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

/** The end of the account, which can be taken back for two weeks. */
export const Delete = () => {
  const t = useTexts(own)
  const say = useToast()
  const [isAsking, setAsking] = useState(false)
  const { send, isBusy, wrong } = useSend<deleteMutation>(graphql`
    mutation deleteMutation($password: String!) {
      deleteAccount(password: $password)
    }
  `)
  const done = () => {
    say(t('deleted'))
    // The platform has ended all sessions; what is left of this one is a cookie.
    void beginningAt(hrefs.home(), endSession).catch(() => location.assign(hrefs.home()))
  }
  return (
    <Section title={t('delete')} more={t('deleteMore')}>
      <ul className="data-points">
        <li>{t('delete1')}</li>
        <li>{t('delete2')}</li>
        <li>{t('delete3')}</li>
      </ul>
      <div className="settings-acts">
        <Button look="danger" icon="bin" onClick={() => setAsking(true)}>
          {t('deleteAsk')}
        </Button>
      </div>
      <Dialog title={t('deleteAsk')} open={isAsking} onClose={() => setAsking(false)}>
        <form
          className="settings-form"
          onSubmit={(event) => {
            event.preventDefault()
            send({ password: String(new FormData(event.currentTarget).get('password')) }, { done })
          }}
        >
          <p>{t('deleteSure')}</p>
          <TextField
            label={t('password')}
            name="password"
            type="password"
            autoComplete="current-password"
            required
            wrong={wrong.fields.password}
          />
          <WrongAll text={wrong.all} />
          <div className="settings-acts">
            <Button type="submit" look="danger" busy={isBusy}>
              {t('deleteNow')}
            </Button>
            <Button look="quiet" onClick={() => setAsking(false)}>
              {t('keep')}
            </Button>
          </div>
        </form>
      </Dialog>
    </Section>
  )
}
