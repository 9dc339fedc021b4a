import { useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { reportCase_case$key } from '#relay/reportCase_case'
import type { reportCaseAssignMutation } from '#relay/reportCaseAssignMutation'
import type { reportCaseResolveMutation } from '#relay/reportCaseResolveMutation'
import { sentenceOf, type Wrong } from '../../api/wrong.ts'
import { useRefresh } from '../../app/use-refresh.ts'
import { useSend } from '../../app/use-send.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { ReportNotes } from '../../clubs/report-notes.tsx'
import words from '../../clubs/words.texts.ts'
import { SelectField } from '../../design/fields.tsx'
import { Button, Dialog, TextArea } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

const SANCTIONS = ['NONE', 'DAY', 'WEEK', 'BAN'] as const
type Sanction = (typeof SANCTIONS)[number]
const DAY_MS = 86_400_000
const MUTED_DAYS: Partial<Record<Sanction, number>> = { DAY: 1, WEEK: 7 }

/** One thing to decide about. */
export const ReportCase = ({ case: key }: { readonly case: reportCase_case$key }) => {
  const t = useTexts(own)
  const word = useTexts(words)
  const say = useToast()
  const refresh = useRefresh()
  const { athleteId } = useVisitor()
  const [isAsking, setAsking] = useState(false)
  const [sanction, setSanction] = useState<Sanction>('NONE')
  const found = useFragment(
    graphql`
      fragment reportCase_case on ModerationCase {
        id
        subjectText
        reports
        reasons
        status
        note
        appeal
        hoursOpen
        heldFor
        photoUrl
        ...reportNotes_case
        assignee {
          id
          displayName
        }
      }
    `,
    key,
  )
  const resolve = useSend<reportCaseResolveMutation>(graphql`
    mutation reportCaseResolveMutation($id: ID!, $remove: Boolean!, $note: String, $muteUntil: DateTime, $ban: Boolean) {
      resolveModerationCase(id: $id, remove: $remove, note: $note, muteUntil: $muteUntil, ban: $ban) {
        id
      }
    }
  `)
  const assign = useSend<reportCaseAssignMutation>(graphql`
    mutation reportCaseAssignMutation($id: ID!, $assigneeId: ID) {
      assignModerationCase(id: $id, assigneeId: $assigneeId) {
        id
        assignee {
          id
          displayName
        }
      }
    }
  `)
  const { id, assignee, appeal, heldFor } = found
  const isMine = assignee != null && assignee.id === athleteId
  const hasAppeal = appeal != null && appeal !== ''
  const isBusy = resolve.isBusy || assign.isBusy
  const failed = (refused: Wrong) => say(sentenceOf(refused) ?? t('failed'))
  const decide = (remove: boolean, more: { readonly note?: string; readonly muteUntil?: string; readonly ban?: boolean } = {}) =>
    resolve.send(
      { id, remove, ...more },
      {
        done: () => {
          setAsking(false)
          refresh()
          say(t(remove ? 'removedDone' : 'leftDone'))
        },
        failed,
      },
    )
  return (
    <article className="card case">
      <p className="case-facts">
        {found.reports > 0 && <span className="chip is-ember">{t('reported', { count: found.reports })}</span>}
        {found.reasons.map((reason) => (
          <span className="chip" key={reason}>
            {word(reason)}
          </span>
        ))}
        {heldFor != null && <span className="chip is-gold">{t('heldFor', { word: heldFor })}</span>}
        {found.hoursOpen != null && <span className="soft">{t('hours', { hours: found.hoursOpen })}</span>}
      </p>
      {found.photoUrl != null && <img className="case-photo" src={found.photoUrl} alt={t('picture')} loading="lazy" />}
      <blockquote className={found.subjectText == null ? 'soft' : undefined}>
        {found.subjectText ?? (found.photoUrl == null ? t('noText') : null)}
      </blockquote>
      <ReportNotes of={found} />
      {hasAppeal && (
        <div className="case-appeal">
          <strong>{t('appeals')}</strong>
          <p>{appeal}</p>
        </div>
      )}
      <div className="case-acts">
        {hasAppeal ? (
          <>
            <Button look="main" busy={isBusy} onClick={() => decide(false)}>
              {t('bringBack')}
            </Button>
            <Button look="danger" busy={isBusy} onClick={() => decide(true)}>
              {t('refuse')}
            </Button>
          </>
        ) : (
          <>
            <Button look="danger" busy={isBusy} onClick={() => setAsking(true)}>
              {t('remove')}
            </Button>
            <Button busy={isBusy} onClick={() => decide(false)}>
              {t(heldFor == null ? 'leave' : 'show')}
            </Button>
          </>
        )}
        <span className="case-who">
          {assignee != null && !isMine && <span className="soft">{t('by', { name: assignee.displayName })}</span>}
          {(assignee == null || isMine) && (
            <Button
              look="quiet"
              small
              busy={isBusy}
              onClick={() => assign.send({ id, assigneeId: isMine ? null : athleteId }, { failed })}
            >
              {t(isMine ? 'giveBack' : 'take')}
            </Button>
          )}
        </span>
      </div>
      <Dialog title={t('removeQuestion')} open={isAsking} onClose={() => setAsking(false)}>
        <form
          className="ask"
          onSubmit={(event) => {
            event.preventDefault()
            const note = String(new FormData(event.currentTarget).get('note') ?? '').trim()
            const days = MUTED_DAYS[sanction]
            decide(true, {
              ...(note !== '' && { note }),
              ...(days !== undefined && { muteUntil: new Date(Date.now() + days * DAY_MS).toISOString() }),
              ...(sanction === 'BAN' && { ban: true }),
            })
          }}
        >
          <p>{t('removeMore')}</p>
          <TextArea label={t('note')} name="note" maxLength={500} rows={2} />
          <SelectField
            label={t('sanction')}
            value={sanction}
            of={SANCTIONS.map((value) => ({ value, text: t(value) }))}
            onChoose={setSanction}
          />
          <div className="ask-answers">
            <Button onClick={() => setAsking(false)}>{t('cancel')}</Button>
            <Button type="submit" look="danger" busy={isBusy}>
              {t('remove')}
            </Button>
          </div>
        </form>
      </Dialog>
    </article>
  )
}
