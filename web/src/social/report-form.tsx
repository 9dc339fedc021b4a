import { useState } from 'react'
import { graphql } from 'react-relay/hooks'
import type { reportFormMutation } from '#relay/reportFormMutation'
import { useSend } from '../app/use-send.ts'
import { SelectField } from '../design/fields.tsx'
import { Button, TextArea } from '../design/parts.tsx'
import { useToast } from '../design/toasts.tsx'
import { useTexts } from '../texts/use-texts.ts'
import own from './report-form.texts.ts'

const REASONS = ['SPAM', 'HARASSMENT', 'DANGEROUS', 'OTHER'] as const

interface ReportFormProps {
  /** The id of what is reported. */
  readonly subjectId: string
  readonly onCancel: () => void
  readonly onDone: () => void
}

/** Says to those who moderate what is wrong with something. */
export const ReportForm = ({ subjectId, onCancel, onDone }: ReportFormProps) => {
  const t = useTexts(own)
  const say = useToast()
  const [reason, setReason] = useState<(typeof REASONS)[number]>('SPAM')
  const { send, isBusy, wrong } = useSend<reportFormMutation>(
    graphql`
      mutation reportFormMutation($input: ReportInput!) {
        report(input: $input)
      }
    `,
    { FORBIDDEN: t('unverified') },
  )
  return (
    <form
      className="ask"
      onSubmit={(event) => {
        event.preventDefault()
        const note = String(new FormData(event.currentTarget).get('note') ?? '').trim()
        send(
          { input: { subjectId, reason, ...(note !== '' && { note }) } },
          {
            done: () => {
              say(t('reported'))
              onDone()
            },
          },
        )
      }}
    >
      <p>{t('reportMore')}</p>
      <SelectField
        label={t('reason')}
        value={reason}
        of={REASONS.map((value) => ({ value, text: t(value) }))}
        onChoose={setReason}
        wrong={wrong.fields.reason}
      />
      <TextArea label={t('note')} name="note" maxLength={500} rows={2} wrong={wrong.fields.note} />
      {wrong.all !== null && (
        <p className="form-wrong" role="alert">
          {wrong.all}
        </p>
      )}
      <div className="ask-answers">
        <Button onClick={onCancel}>{t('cancel')}</Button>
        <Button type="submit" look="main" busy={isBusy}>
          {t('report')}
        </Button>
      </div>
    </form>
  )
}
