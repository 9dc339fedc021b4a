import { useState } from 'react'
import { graphql } from 'react-relay/hooks'
import type { officeCancelMutation } from '#relay/officeCancelMutation'
import type { officeRestoreMutation } from '#relay/officeRestoreMutation'
import { sentenceOf, type Wrong } from '../../api/wrong.ts'
import { Link } from '../../app/router.tsx'
import { useRefresh } from '../../app/use-refresh.ts'
import { useSend } from '../../app/use-send.ts'
import { Button, buttonClass, Choice, Dialog, TextArea } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

interface OfficeProps {
  readonly eventId: string
  readonly isSeries: boolean
  readonly originalStartsAt: string | null
  readonly status: 'SCHEDULED' | 'CANCELLED' | 'PAST'
}

type Scope = 'ONE' | 'FOLLOWING' | 'ALL'
const SCOPES: readonly Scope[] = ['ONE', 'FOLLOWING', 'ALL']

/** For those who run the club: changes an event, calls it off, brings it back. */
export const Office = ({ eventId, isSeries, originalStartsAt, status }: OfficeProps) => {
  const t = useTexts(own)
  const say = useToast()
  const refresh = useRefresh()
  const [isAsking, setAsking] = useState(false)
  const [scope, setScope] = useState<Scope>('ONE')
  const cancel = useSend<officeCancelMutation>(graphql`
    mutation officeCancelMutation($id: ID!, $reason: String, $occurrence: DateTime, $scope: SeriesScope!) {
      cancelClubEvent(id: $id, reason: $reason, occurrence: $occurrence, scope: $scope) {
        id
        status
      }
    }
  `)
  const restore = useSend<officeRestoreMutation>(graphql`
    mutation officeRestoreMutation($id: ID!, $occurrence: DateTime) {
      restoreClubEvent(id: $id, occurrence: $occurrence) {
        id
        status
      }
    }
  `)
  if (status === 'PAST') return null
  const named = isSeries && originalStartsAt !== null
  const done = (text: string) => () => {
    setAsking(false)
    refresh()
    say(text)
  }
  const failed = (refused: Wrong) => say(sentenceOf(refused) ?? t('failed'))
  return (
    <section className="event-office">
      {status === 'CANCELLED' ? (
        <Button
          look="main"
          busy={restore.isBusy}
          onClick={() =>
            restore.send(
              { id: eventId, ...(named && { occurrence: originalStartsAt }) },
              {
                done: done(t('restored')),
                // The whole series was cancelled, not this date alone.
                failed: (wrong) => (named ? restore.send({ id: eventId }, { done: done(t('restored')), failed }) : failed(wrong)),
              },
            )
          }
        >
          {t('restore')}
        </Button>
      ) : (
        <>
          <Link className={buttonClass('outline')} to={hrefs.editEvent(eventId, originalStartsAt ?? undefined)}>
            {t('change')}
          </Link>
          <Button look="danger" onClick={() => setAsking(true)}>
            {t('callOff')}
          </Button>
        </>
      )}
      <Dialog title={t('callOffQuestion')} open={isAsking} onClose={() => setAsking(false)}>
        <form
          className="ask"
          onSubmit={(event) => {
            event.preventDefault()
            const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim()
            const chosen = named ? scope : 'ALL'
            cancel.send(
              {
                id: eventId,
                scope: chosen,
                ...(reason !== '' && { reason }),
                ...(chosen !== 'ALL' && originalStartsAt !== null && { occurrence: originalStartsAt }),
              },
              { done: done(t('calledOff')), failed },
            )
          }}
        >
          <p>{t('callOffMore')}</p>
          {named && (
            <Choice
              label={t('which')}
              of={SCOPES.map((value) => ({ value, text: t(value) }))}
              value={scope}
              onChoose={setScope}
            />
          )}
          <TextArea label={t('reason')} name="reason" maxLength={500} rows={2} />
          <div className="ask-answers">
            <Button onClick={() => setAsking(false)}>{t('keep')}</Button>
            <Button type="submit" look="danger" busy={cancel.isBusy}>
              {t('callOff')}
            </Button>
          </div>
        </form>
      </Dialog>
    </section>
  )
}
