import { graphql, usePaginationFragment } from 'react-relay/hooks'
import type { log_club$key } from '#relay/log_club'
import another, { type logPageQuery } from '#relay/logPageQuery'
import { Link } from '../../app/router.tsx'
import { useAnother } from '../../app/use-another.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { writtenTime } from '../../clubs/when.ts'
import words from '../../clubs/words.texts.ts'
import { SelectField } from '../../design/fields.tsx'
import { Button, Notice } from '../../design/parts.tsx'
import { AthleteLink } from '../../social/athlete-link.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './audit.texts.ts'
import { noteOf } from './note.ts'

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
/** As many as the fragment has at first. */
const PAGE = 50

/** What those with a role did, the newest first. */
export const Log = ({ club: key }: { readonly club: log_club$key }) => {
  const t = useTexts(own)
  const word = useTexts(words)
  const measures = useMeasures()
  const { locale, timeZone } = useVisitor()
  const { data, loadNext, hasNext, isLoadingNext, refetch } = usePaginationFragment<logPageQuery, log_club$key>(
    graphql`
      fragment log_club on Club
      @refetchable(queryName: "logPageQuery")
      @argumentDefinitions(count: { type: "Int", defaultValue: 50 }, cursor: { type: "String" }, action: { type: "String" }) {
        id
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
              athlete {
                id
                handle
                displayName
              }
              event {
                id
                title
                timeZone
              }
              challenge {
                id
                title
              }
            }
          }
        }
      }
    `,
    key,
  )
  const { isAsking, chosen, choose } = useAnother<logPageQuery, (typeof ACTIONS)[number] | typeof ALL>(another, {
    first: ALL,
    variablesOf: (action) => ({ id: data.id, count: PAGE, cursor: null, action: action === ALL ? null : action }),
    refetch,
  })
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
          value={chosen}
          of={[{ value: ALL, text: t('whole') }, ...ACTIONS.map((value) => ({ value, text: t(value) }))]}
          onChoose={choose}
        />
      </div>
      {edges.length === 0 && <Notice kind="empty" icon="shield" title={t('empty')} />}
      <ol className="card log">
        {edges.map(({ cursor, node: { at, action: done, note, actor, athlete, event, challenge } }) => {
          const said = noteOf(note)
          return (
            <li key={cursor}>
              <div>
                <p>
                  {actor == null ? t('platform') : <AthleteLink handle={actor.handle} name={actor.displayName} />} {wordsOf(done)}
                </p>
                {athlete != null && (
                  <p>
                    <AthleteLink handle={athlete.handle} name={athlete.displayName} />
                  </p>
                )}
                {event != null && (
                  <p>
                    <Link to={hrefs.event(event.id)}>{event.title}</Link>
                  </p>
                )}
                {challenge != null && (
                  <p>
                    <Link to={hrefs.challenge(challenge.id)}>{challenge.title}</Link>
                  </p>
                )}
                {said !== null && (
                  <p className="soft">
                    {said.is === 'roles' && said.roles.map((role) => word(role)).join(' → ')}
                    {said.is === 'date' &&
                      t(said.scope, {
                        when: writtenTime({ startsAt: said.date, timeZone: event?.timeZone ?? timeZone }, locale, timeZone),
                      })}
                    {said.is === 'text' && said.text}
                  </p>
                )}
              </div>
              <time className="soft" dateTime={at} title={measures.dateTime(at)}>
                {measures.ago(at)}
              </time>
            </li>
          )
        })}
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
