import { useState } from 'react'
import { ConnectionHandler, graphql, useFragment, useMutation } from 'react-relay/hooks'
import type { caseCard_case$key } from '#relay/caseCard_case'
import type { caseCardResolveMutation } from '#relay/caseCardResolveMutation'
import { outcome } from '../../api/outcome.ts'
import { Link } from '../../app/router.tsx'
import { Button, TextArea } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import { kindOf } from './kinds.ts'
import own from './texts.ts'

interface CaseCardProps {
  readonly of: caseCard_case$key
  /** The list that it leaves when it is decided. */
  readonly connectionId: string
}

/** What was reported about one thing, and the decision. */
export const CaseCard = ({ of, connectionId }: CaseCardProps) => {
  const t = useTexts(own)
  const say = useToast()
  const measures = useMeasures()
  const [note, setNote] = useState('')
  const found = useFragment(
    graphql`
      fragment caseCard_case on ModerationCase {
        id
        subjectId
        subjectText
        reports
        reasons
        openedAt
        hoursOpen
        note
        appeal
        appealedAt
        heldFor
        photoUrl
        club {
          id
          name
        }
        assignee {
          handle
          displayName
        }
      }
    `,
    of,
  )
  const [resolve, isResolving] = useMutation<caseCardResolveMutation>(graphql`
    mutation caseCardResolveMutation($id: ID!, $remove: Boolean!, $note: String) {
      resolveModerationCase(id: $id, remove: $remove, note: $note) {
        id
      }
    }
  `)
  const decide = (remove: boolean) => {
    if (isResolving) return
    resolve({
      variables: { id: found.id, remove, note: note.trim() === '' ? null : note.trim() },
      updater: (store, answer) => {
        const queue = store.get(connectionId)
        // What was refused stays.
        if (answer == null || queue == null) return
        ConnectionHandler.deleteNode(queue, found.id)
        queue.setValue(Math.max(0, Number(queue.getValue('totalCount') ?? 1) - 1), 'totalCount')
      },
      ...outcome(
        () => say(t('failed')),
        () => say(t(remove ? 'removed' : 'dismissed')),
      ),
    })
  }
  const kind = kindOf(found.subjectId)
  const isAppeal = found.appeal != null
  const isAthlete = kind === 'athlete'
  return (
    <article className="card is-padded staff-case">
      <header>
        <h2>{t(kind)}</h2>
        {isAppeal && <span className="chip is-gold">{t('appealed')}</span>}
        {found.reasons.map((reason) => (
          <span className="chip is-ember" key={reason}>
            {t(reason)}
          </span>
        ))}
        <time className="soft" dateTime={found.openedAt} title={measures.dateTime(found.openedAt)}>
          {measures.ago(found.openedAt)}
        </time>
      </header>
      {found.subjectText != null && <blockquote>{found.subjectText}</blockquote>}
      {found.photoUrl != null && <img className="staff-photo" src={found.photoUrl} alt={t('reportedPhoto')} />}
      <p className="soft">
        {t('reports', { count: found.reports })}
        {found.heldFor != null && ` · ${t('heldFor', { word: found.heldFor })}`}
        {found.club != null && ` · ${t('inClub', { club: found.club.name })}`}
      </p>
      {kind === 'activity' && <Link to={hrefs.activity(found.subjectId)}>{t('look')}</Link>}
      {isAppeal && (
        <div className="staff-appeal">
          <h3>{t('appealOf', { ago: measures.ago(found.appealedAt ?? found.openedAt) })}</h3>
          <p>{found.appeal}</p>
        </div>
      )}
      {found.note != null && (
        <p>
          <strong>{t('noteBefore')}</strong> {found.note}
          {found.assignee != null && <span className="soft"> – {found.assignee.displayName}</span>}
        </p>
      )}
      <TextArea label={t('note')} hint={t('noteHint')} rows={2} value={note} onChange={(event) => setNote(event.target.value)} />
      <div className="staff-acts">
        {!isAthlete && (
          <Button look="danger" busy={isResolving} onClick={() => decide(true)}>
            {t(isAppeal ? 'refuse' : 'remove')}
          </Button>
        )}
        <Button look="outline" busy={isResolving} onClick={() => decide(false)}>
          {t(isAppeal ? 'grant' : 'dismiss')}
        </Button>
      </div>
    </article>
  )
}
