import { useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { quietHours_viewer$key } from '#relay/quietHours_viewer'
import type { quietHoursMutation } from '#relay/quietHoursMutation'
import { Section } from '../../account/settings.tsx'
import { useSend } from '../../app/use-send.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { Switch, WrongAll } from '../../design/fields.tsx'
import { Button, TextField } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

const USUAL = { from: '22:00', until: '07:00' }

/** When no push comes. */
export const QuietHours = ({ viewer: key }: { readonly viewer: quietHours_viewer$key }) => {
  const t = useTexts(own)
  const say = useToast()
  const { timeZone } = useVisitor()
  const { quietHours } = useFragment(
    graphql`
      fragment quietHours_viewer on Viewer {
        quietHours {
          from
          until
        }
      }
    `,
    key,
  )
  const { send, isBusy, wrong } = useSend<quietHoursMutation>(graphql`
    mutation quietHoursMutation($from: String, $until: String) {
      setQuietHours(from: $from, until: $until) {
        id
        ...quietHours_viewer
      }
    }
  `)
  const [hours, setHours] = useState(quietHours ?? USUAL)
  return (
    <Section title={t('quiet')} more={t('quietMore', { zone: timeZone.replaceAll('_', ' ') })}>
      <Switch
        label={t('quietOn')}
        on={quietHours != null}
        onChange={(on) => send(on ? hours : { from: null, until: null })}
        disabled={isBusy}
      />
      {quietHours != null && (
        <form
          className="settings-form"
          onSubmit={(event) => {
            event.preventDefault()
            send(hours, { done: () => say(t('saved')) })
          }}
        >
          <div className="settings-pair">
            <TextField
              label={t('from')}
              type="time"
              required
              value={hours.from}
              onChange={(event) => setHours({ ...hours, from: event.target.value })}
              wrong={wrong.fields.from}
            />
            <TextField
              label={t('until')}
              type="time"
              required
              value={hours.until}
              onChange={(event) => setHours({ ...hours, until: event.target.value })}
              wrong={wrong.fields.until}
            />
          </div>
          <div className="settings-acts">
            <Button type="submit" busy={isBusy}>
              {t('save')}
            </Button>
          </div>
        </form>
      )}
      <WrongAll text={wrong.all} />
    </Section>
  )
}
