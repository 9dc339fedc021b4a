import { useState } from 'react'
import { graphql } from 'react-relay/hooks'
import type { suspendMutation } from '#relay/suspendMutation'
import { useSend } from '../../app/use-send.ts'
import { SelectField } from '../../design/fields.tsx'
import { Button, TextArea } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

const DAY_MS = 86_400_000
const DAYS = { aDay: 1, aWeek: 7, aMonth: 30, aYear: 365 } as const
type Span = keyof typeof DAYS
const SPANS = Object.keys(DAYS) as readonly Span[]

interface SuspendProps {
  readonly athleteId: string
  readonly onCancel: () => void
  readonly onDone: () => void
}

/** Lets an athlete only read for a while. The reason goes to the athlete by mail. */
export const Suspend = ({ athleteId, onCancel, onDone }: SuspendProps) => {
  const t = useTexts(own)
  const [span, setSpan] = useState<Span>('aWeek')
  const { send, isBusy, wrong } = useSend<suspendMutation>(
    graphql`
      mutation suspendMutation($id: ID!, $until: DateTime!, $reason: String!) {
        suspendAthlete(athleteId: $id, until: $until, reason: $reason) {
          id
        }
      }
    `,
    { FORBIDDEN: t('isStaff') },
  )
  return (
    <form
      className="ask"
      onSubmit={(event) => {
        event.preventDefault()
        const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim()
        const until = new Date(Date.now() + DAYS[span] * DAY_MS).toISOString()
        send({ id: athleteId, until, reason }, { done: onDone })
      }}
    >
      <p>{t('suspendMore')}</p>
      <SelectField
        label={t('howLong')}
        value={span}
        of={SPANS.map((value) => ({ value, text: t(value) }))}
        onChoose={setSpan}
        wrong={wrong.fields.until}
      />
      <TextArea
        label={t('why')}
        name="reason"
        required
        maxLength={1_000}
        rows={3}
        hint={t('whyHint')}
        wrong={wrong.fields.reason}
      />
      {wrong.all !== null && (
        <p className="form-wrong" role="alert">
          {wrong.all}
        </p>
      )}
      <div className="ask-answers">
        <Button onClick={onCancel}>{t('cancel')}</Button>
        <Button type="submit" look="danger" busy={isBusy}>
          {t('suspend')}
        </Button>
      </div>
    </form>
  )
}
