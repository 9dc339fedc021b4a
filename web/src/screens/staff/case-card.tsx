import { Suspense, useState } from 'react'
import { ConnectionHandler, graphql, useFragment, useRelayEnvironment } from 'react-relay/hooks'
import { commitLocalUpdate } from 'relay-runtime'
import type { caseCard_case$key } from '#relay/caseCard_case'
import type { caseCardLiftMutation } from '#relay/caseCardLiftMutation'
import type { caseCardResolveMutation } from '#relay/caseCardResolveMutation'
import { sentenceOf, type Wrong } from '../../api/wrong.ts'
import { Guard } from '../../app/failed.tsx'
import { Link } from '../../app/router.tsx'
import { useSend } from '../../app/use-send.ts'
import { ReportNotes } from '../../clubs/report-notes.tsx'
import words from '../../clubs/words.texts.ts'
import { Bone, Button, Dialog, TextArea } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { addressOf, kindOf } from './kinds.ts'
import { StaffAthlete } from './staff-athlete.tsx'
import { Suspend } from './suspend.tsx'
import own from './texts.ts'

interface CaseCardProps {
  readonly of: caseCard_case$key
  /** The list that it leaves when it is decided. */
  readonly connectionId: string
}

/** What was reported about one thing, and the decision. */
export const CaseCard = ({ of, connectionId }: CaseCardProps) => {
  const t = useTexts(own)
  const word = useTexts(words)
  const say = useToast()
  const measures = useMeasures()
  const environment = useRelayEnvironment()
  const [note, setNote] = useState('')
  const [isSuspending, setSuspending] = useState(false)
  const [tries, setTries] = useState(0)
  const found = useFragment(
    graphql`
      fragment caseCard_case on ModerationCase {
        id
        subjectId
        subjectText
        reports
        reasons
        openedAt
        note
        appeal
        appealedAt
        heldFor
        photoUrl
        ...reportNotes_case
        club {
          id
          name
        }
        assignee {
          id
          displayName
        }
      }
    `,
    of,
  )
  const resolve = useSend<caseCardResolveMutation>(graphql`
    mutation caseCardResolveMutation($id: ID!, $remove: Boolean!, $note: String) {
      resolveModerationCase(id: $id, remove: $remove, note: $note) {
        id
      }
    }
  `)
  const lift = useSend<caseCardLiftMutation>(graphql`
    mutation caseCardLiftMutation($id: ID!) {
      liftSuspension(athleteId: $id) {
        id
      }
    }
  `)
  const { id, subjectId, subjectText, appeal } = found
  const decided = (text: string) => {
    commitLocalUpdate(environment, (store) => {
      const queue = store.get(connectionId)
      if (queue == null) return
      ConnectionHandler.deleteNode(queue, id)
      queue.setValue(Math.max(0, Number(queue.getValue('totalCount') ?? 1) - 1), 'totalCount')
    })
    say(text)
  }
  // What was refused stays.
  const failed = (refused: Wrong) => say(sentenceOf(refused) ?? t('failed'))
  const decide = (remove: boolean, text: string) =>
    resolve.send({ id, remove, note: note.trim() === '' ? null : note.trim() }, { done: () => decided(text), failed })
  const kind = kindOf(subjectId)
  const address = addressOf(subjectId)
  const isAppeal = appeal != null
  const isAthlete = kind === 'athlete'
  const isBusy = resolve.isBusy || lift.isBusy
  return (
    <article className="card case staff-case">
      <header className="case-facts">
        <h3>{t(kind)}</h3>
        {isAppeal && <span className="chip is-gold">{t('appealed')}</span>}
        {found.reasons.map((reason) => (
          <span className="chip is-ember" key={reason}>
            {word(reason)}
          </span>
        ))}
        <time className="soft case-who" dateTime={found.openedAt} title={measures.dateTime(found.openedAt)}>
          {measures.ago(found.openedAt)}
        </time>
      </header>
      {subjectText != null && <blockquote>{subjectText}</blockquote>}
      {found.photoUrl != null && <img className="case-photo" src={found.photoUrl} alt={t('reportedPhoto')} />}
      <p className="soft">
        {[
          t('reports', { count: found.reports }),
          ...(found.heldFor == null ? [] : [t('heldFor', { word: found.heldFor })]),
          ...(found.club == null ? [] : [t('inClub', { club: found.club.name })]),
        ].join(' · ')}
      </p>
      <ReportNotes of={found} />
      {address !== null && <Link to={address}>{t('look')}</Link>}
      {isAthlete && (
        <Guard of={subjectId} again={() => setTries((count) => count + 1)}>
          <Suspense fallback={<Bone width="12rem" />}>
            <StaffAthlete id={subjectId} tries={tries} />
          </Suspense>
        </Guard>
      )}
      {isAppeal && (
        <div className="case-appeal">
          <strong>{t('appealOf', { ago: measures.ago(found.appealedAt ?? found.openedAt) })}</strong>
          <p>{appeal}</p>
        </div>
      )}
      {found.note != null && (
        <p>
          <strong>{t('noteBefore')}</strong> {found.note}
          {found.assignee != null && <span className="soft"> – {found.assignee.displayName}</span>}
        </p>
      )}
      <TextArea
        label={t('note')}
        hint={t('noteHint')}
        rows={2}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className="case-acts">
        {isAppeal ? (
          <>
            <Button look="danger" busy={isBusy} onClick={() => decide(true, t('refused'))}>
              {t('refuse')}
            </Button>
            <Button
              look="outline"
              busy={isBusy}
              onClick={() =>
                isAthlete
                  ? lift.send({ id: subjectId }, { done: () => decided(t('lifted')), failed })
                  : decide(false, t('granted'))
              }
            >
              {t(isAthlete ? 'lift' : 'grant')}
            </Button>
          </>
        ) : (
          <>
            {isAthlete ? (
              <Button look="danger" busy={isBusy} onClick={() => setSuspending(true)}>
                {t('suspendAsk')}
              </Button>
            ) : (
              <Button look="danger" busy={isBusy} onClick={() => decide(true, t('removed'))}>
                {t('remove')}
              </Button>
            )}
            <Button look="outline" busy={isBusy} onClick={() => decide(false, t('dismissed'))}>
              {t(isAthlete ? 'nothing' : 'dismiss')}
            </Button>
          </>
        )}
      </div>
      <Dialog title={t('suspendAsk')} open={isSuspending} onClose={() => setSuspending(false)}>
        <Suspend
          athleteId={subjectId}
          onCancel={() => setSuspending(false)}
          onDone={() => {
            setSuspending(false)
            decided(t('suspended'))
          }}
        />
      </Dialog>
    </article>
  )
}
