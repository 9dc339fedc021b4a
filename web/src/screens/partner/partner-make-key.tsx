import { useState } from 'react'
import { graphql } from 'react-relay/hooks'
import type { partnerMakeKeyMutation } from '#relay/partnerMakeKeyMutation'
import { useSend } from '../../app/use-send.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { instantOf } from '../../clubs/when.ts'
import { Pill, WrongAll } from '../../design/fields.tsx'
import { Button, TextField } from '../../design/parts.tsx'
import { dayAfter } from '../../texts/days.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { SCOPES, type Scope, useDesk } from './desk.ts'
import own from './texts.ts'

/** Makes a key that may do no more than the one that was entered. */
export const PartnerMakeKey = ({ onSecret }: { readonly onSecret: (secret: string) => void }) => {
  const t = useTexts(own)
  const { timeZone } = useVisitor()
  const { may } = useDesk()
  const [scopes, setScopes] = useState<readonly Scope[]>([])
  const { send, isBusy, wrong } = useSend<partnerMakeKeyMutation>(graphql`
    mutation partnerMakeKeyMutation($name: String!, $scopes: [ApiScope!]!, $expiresAt: DateTime) {
      createApiKey(name: $name, scopes: $scopes, expiresAt: $expiresAt) {
        secret
      }
    }
  `)
  return (
    <form
      className="card is-padded form"
      onSubmit={(event) => {
        event.preventDefault()
        const form = event.currentTarget
        const typed = new FormData(form)
        const lastDay = String(typed.get('lastDay') ?? '')
        send(
          {
            name: String(typed.get('name') ?? ''),
            scopes,
            // To the end of the day on the clock of who makes it.
            expiresAt: lastDay === '' ? null : instantOf(`${dayAfter(lastDay, 1)}T00:00`, timeZone),
          },
          {
            done: ({ createApiKey: { secret } }) => {
              form.reset()
              setScopes([])
              onSecret(secret)
            },
          },
        )
      }}
    >
      <h2>{t('makeKey')}</h2>
      <p className="soft">{t('makeKeyMore')}</p>
      <TextField label={t('name')} name="name" required maxLength={80} hint={t('nameHint')} wrong={wrong.fields.name} />
      <fieldset className="form-choice">
        <legend>{t('scopes')}</legend>
        <div className="pills">
          {SCOPES.filter(may).map((scope) => (
            <Pill
              key={scope}
              checked={scopes.includes(scope)}
              onChange={({ target }) =>
                setScopes((all) => (target.checked ? [...all, scope] : all.filter((each) => each !== scope)))
              }
            >
              {t(scope)}
            </Pill>
          ))}
        </div>
        {wrong.fields.scopes !== undefined && (
          <p className="form-wrong" role="alert">
            {wrong.fields.scopes}
          </p>
        )}
      </fieldset>
      <TextField label={t('lastDay')} name="lastDay" type="date" hint={t('lastDayHint')} wrong={wrong.fields.expiresAt} />
      <WrongAll text={wrong.all} />
      <Button type="submit" look="main" busy={isBusy}>
        {t('makeKey')}
      </Button>
    </form>
  )
}
