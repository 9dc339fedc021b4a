import { useState, useTransition } from 'react'
import { graphql, usePaginationFragment } from 'react-relay/hooks'
import type { log_club$key } from '#relay/log_club'
import type { logPageQuery } from '#relay/logPageQuery'
import { Link } from '../../app/router.tsx'
import { SelectField } from '../../design/fields.tsx'
import { Button, Notice } from '../../design/parts.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './audit.texts.ts'

const ACTIONS = [
  'CLUB_UPDATED',
  'MEMBER_INVITED',
  'INVITATION_WITHDRAWN',
  'INVITE_LINK_CREATED',
  'INVITE_LINK_REVOKED',
  'REQUEST_ACCEPTED',
  'REQUEST_DECLINED',
  'ROLE_SET',
  'MEMBER_REMOVED',
  'MEMBER_BANNED',
  'BAN_LIFTED',
  'MEMBER_MUTED',
  'MUTE_LIFTED',
  'TRANSFER_OFFERED',
  'TRANSFER_TAKEN_BACK',
  'TRANSFER_ACCEPTED',
  'TRANSFER_DECLINED',
  'OWNER_SUCCEEDED',
  'GOAL_SET',
  'GOAL_CHANGED',
  'GOAL_ENDED',
  'CHALLENGE_CREATED',
  'CHALLENGE_CHANGED',
  'CHALLENGE_CANCELLED',
  'CHALLENGE_ENTERED',
  'CHALLENGE_WITHDRAWN',
  'CASE_REMOVED',
  'CASE_DISMISSED',
  'CASE_UPHELD',
  'CASE_RESTORED',
  'CASE_ASSIGNED',
  'ACTIVITY_COUNTED',
  'ACTIVITY_HELD_OUT',
  'EVENT_CREATED',
  'EVENT_CHANGED',
  'EVENT_CANCELLED',
  'EVENT_RESTORED',
  'ATTENDANCE_RECORDED',
] as const
const ALL = 'ALL'

/** What those with a role did, the newest first. */
export const Log = ({ club: key }: { readonly club: log_club$key }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const [action, setAction] = useState<(typeof ACTIONS)[number] | typeof ALL>(ALL)
  const [isAsking, startAsking] = useTransition()
  const { data, loadNext, hasNext, isLoadingNext, refetch } = usePaginationFragment<logPageQuery, log_club$key>(
    graphql`
      fragment log_club on Club
      @refetchable(queryName: "logPageQuery")
      @argumentDefinitions(count: { type: "Int", defaultValue: 50 }, cursor: { type: "String" }, action: { type: "String" }) {
        auditLog(action: $action, first: $count, after: $cursor) @connection(key: "log_auditLog") {
          edges {
            cursor
            node {
              at
              action
              note
              actor {
                id
                handle
                displayName
              }
            }
          }
        }
      }
    `,
    key,
  )
  const wordsOf = (name: string): string => {
    const known = ACTIONS.find((each) => each === name)
    return t(known ?? 'something')
  }
  const edges = data.auditLog?.edges ?? []
  return (
    <section className="section" aria-label={t('which')} aria-busy={isAsking}>
      <div className="club-admin-find">
        <SelectField
          label={t('which')}
          value={action}
          of={[{ value: ALL, text: t('whole') }, ...ACTIONS.map((value) => ({ value, text: t(value) }))]}
          onChoose={(next) => {
            setAction(next)
            startAsking(() => {
              refetch({ action: next === ALL ? null : next })
            })
          }}
        />
      </div>
      {edges.length === 0 && <Notice kind="empty" icon="shield" title={t('empty')} />}
      <ol className="card log">
        {edges.map(({ cursor, node: { at, action: done, note, actor } }) => (
          <li key={cursor}>
            <p>
              {actor == null ? t('platform') : <Link to={hrefs.athlete(actor.handle)}>{actor.displayName}</Link>} {wordsOf(done)}
              {note != null && note !== '' && <span className="log-note">{note}</span>}
            </p>
            <time className="soft" dateTime={at} title={measures.dateTime(at)}>
              {measures.ago(at)}
            </time>
          </li>
        ))}
      </ol>
      {hasNext && (
        <div className="section-more">
          <Button look="outline" busy={isLoadingNext} onClick={() => loadNext(50)}>
            {t('more')}
          </Button>
        </div>
      )}
    </section>
  )
}
