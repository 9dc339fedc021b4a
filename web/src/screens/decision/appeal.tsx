import { useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { RecordSourceProxy } from 'relay-runtime'
import type { appeal_case$key } from '#relay/appeal_case'
import type { appealMutation } from '#relay/appealMutation'
import { useSend } from '../../app/use-send.ts'
import { Button, TextArea } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

/** What was said against a decision, and what became of it; or the form to say it, once. It shows at once, and comes back when it is not taken. */
export const Appeal = ({ of }: { readonly of: appeal_case$key }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const say = useToast()
  const [text, setText] = useState('')
  const { id, appeal, appealedAt, hoursOpen } = useFragment(
    graphql`
      fragment appeal_case on ModerationCase {
        id
        appeal
        appealedAt
        hoursOpen
      }
    `,
    of,
  )
  const { send, isBusy, wrong } = useSend<appealMutation>(
    graphql`
      mutation appealMutation($caseId: ID!, $text: String!) {
        appeal(caseId: $caseId, text: $text)
      }
    `,
    { CONFLICT: t('twice'), NOT_FOUND: t('goneMore') },
  )
  const submit = () => {
    const words = text.trim()
    const at = new Date().toISOString()
    const show = (store: RecordSourceProxy) => {
      const found = store.get(id)
      found?.setValue(words, 'appeal')
      found?.setValue(at, 'appealedAt')
      found?.setValue(0, 'hoursOpen')
    }
    send(
      { caseId: id, text: words },
      {
        optimisticUpdater: show,
        updater: (store, answer) => {
          if (answer?.appeal === true) show(store)
        },
        done: () => say(t('sent')),
      },
    )
  }
  if (appealedAt != null) {
    return (
      <section className="decision-appeal">
        <h2>{t('yours')}</h2>
        <blockquote>{appeal}</blockquote>
        <p className="soft">{t('when', { when: measures.dateTime(appealedAt) })}</p>
        <p>{t(hoursOpen == null ? 'refused' : 'waits')}</p>
      </section>
    )
  }
  return (
    <form
      className="decision-appeal"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <h2>{t('appeal')}</h2>
      <TextArea
        label={t('text')}
        hint={t('once')}
        wrong={wrong.fields.text}
        value={text}
        onChange={({ target }) => setText(target.value)}
        required
        maxLength={2000}
        rows={4}
      />
      {wrong.all !== null && (
        <p className="form-wrong" role="alert">
          {wrong.all}
        </p>
      )}
      <div>
        <Button type="submit" look="main" busy={isBusy || text.trim() === ''}>
          {t('send')}
        </Button>
      </div>
    </form>
  )
}
