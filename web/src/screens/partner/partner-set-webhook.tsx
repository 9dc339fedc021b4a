import { useState } from 'react'
import { graphql } from 'react-relay/hooks'
import type { partnerSetWebhookMutation, WebhookEvent } from '#relay/partnerSetWebhookMutation'
import { useSend } from '../../app/use-send.ts'
import { Pill, Switch, WrongAll } from '../../design/fields.tsx'
import { Button, TextField } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

const EVENTS = ['CHALLENGE_JOINED', 'CHALLENGE_COMPLETED', 'CHALLENGE_ENDED', 'CONVERSION_RECORDED'] as const

interface Known {
  readonly id: string
  readonly url: string
  readonly events: readonly WebhookEvent[]
  readonly enabled: boolean
  readonly noticeEmail?: string | null | undefined
}

interface PartnerSetWebhookProps {
  /** The webhook to change; null makes one. */
  readonly known: Known | null
  /** Hears the secret of a new one; null of one that is there already. */
  readonly onDone: (secret: string | null) => void
}

export const PartnerSetWebhook = ({ known, onDone }: PartnerSetWebhookProps) => {
  const t = useTexts(own)
  const [events, setEvents] = useState<readonly WebhookEvent[]>(known?.events ?? [])
  const [enabled, setEnabled] = useState(known?.enabled ?? true)
  const { send, isBusy, wrong } = useSend<partnerSetWebhookMutation>(graphql`
    mutation partnerSetWebhookMutation($input: WebhookInput!) {
      setWebhook(input: $input) {
        id
        url
        events
        enabled
        disabledReason
        noticeEmail
        failures
        secret
      }
    }
  `)
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        const form = event.currentTarget
        const typed = new FormData(form)
        const said = (name: string) => String(typed.get(name) ?? '').trim()
        send(
          {
            input: {
              id: known?.id ?? null,
              url: said('url'),
              events,
              noticeEmail: said('noticeEmail') || null,
              enabled,
            },
          },
          {
            done: ({ setWebhook: { secret } }) => {
              if (known === null) {
                form.reset()
                setEvents([])
              }
              onDone(secret ?? null)
            },
          },
        )
      }}
    >
      <TextField
        label={t('url')}
        name="url"
        type="url"
        required
        hint={t('urlHint')}
        defaultValue={known?.url ?? ''}
        wrong={wrong.fields.url}
      />
      <fieldset className="form-choice">
        <legend>{t('events')}</legend>
        <div className="pills">
          {EVENTS.map((each) => (
            <Pill
              key={each}
              checked={events.includes(each)}
              onChange={({ target }) =>
                setEvents((all) => (target.checked ? [...all, each] : all.filter((other) => other !== each)))
              }
            >
              {t(each)}
            </Pill>
          ))}
        </div>
        {wrong.fields.events !== undefined && (
          <p className="form-wrong" role="alert">
            {wrong.fields.events}
          </p>
        )}
      </fieldset>
      <TextField
        label={t('noticeEmail')}
        name="noticeEmail"
        type="email"
        hint={t('webhookNotice')}
        defaultValue={known?.noticeEmail ?? ''}
        wrong={wrong.fields.noticeEmail}
      />
      {known !== null && <Switch label={t('enabled')} hint={t('enabledHint')} on={enabled} onChange={setEnabled} />}
      <WrongAll text={wrong.all} />
      <Button type="submit" look="main" busy={isBusy}>
        {t(known === null ? 'makeWebhook' : 'save')}
      </Button>
    </form>
  )
}
