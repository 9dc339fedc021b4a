import { useMemo } from 'react'
import { graphql, useMutation, usePaginationFragment, useRelayEnvironment } from 'react-relay/hooks'
import type { list_viewer$data, list_viewer$key } from '#relay/list_viewer'
import firstPage, { type listPageQuery } from '#relay/listPageQuery'
import type { listReadMutation } from '#relay/listReadMutation'
import type { listReceivedSubscription } from '#relay/listReceivedSubscription'
import { outcome } from '../../api/outcome.ts'
import { readWhole } from '../../app/read-whole.ts'
import { Link } from '../../app/router.tsx'
import { useLive } from '../../app/use-live.ts'
import { useRenewal } from '../../app/use-renewal.ts'
import { useVisible } from '../../app/use-visible.ts'
import { Icon, type IconName } from '../../design/icon.tsx'
import { Avatar, Button, Notice } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import failureTexts from '../../social/failures.texts.ts'
import sentenceTexts from '../../social/sentence.texts.ts'
import { sentenceOf, type Told } from '../../social/sentence.ts'
import { useBadges } from '../../social/use-badges.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

interface About {
  readonly kind: string
  readonly actors: readonly ({ readonly handle: string } | null | undefined)[]
  readonly activity: { readonly id: string } | null | undefined
  readonly club: { readonly slug: string } | null | undefined
  readonly event: { readonly id: string } | null | undefined
  readonly challenge: { readonly id: string } | null | undefined
  readonly caseId: string | null | undefined
  readonly facts: { readonly imported?: number | null | undefined } | null | undefined
}

/** Where the kinds lead that are about no one thing. */
const WHERE: Readonly<Record<string, () => string>> = {
  FOLLOW_REQUESTED: () => hrefs.people(),
  BADGE_AWARDED: () => hrefs.streak(),
  STREAK_AT_RISK: () => hrefs.streak(),
  GEAR_WORN: () => hrefs.gear(),
  EXPORT_READY: () => hrefs.settings('data'),
  PREMIUM_CHANGED: () => hrefs.settings('plan'),
}

/** Where a notification leads; null where there is no screen for what it is about. */
const whereOf = ({ kind, actors, activity, club, event, challenge, caseId, facts }: About): string | null => {
  if (caseId != null) return hrefs.decision(caseId)
  // Of many recordings none is the one.
  if ((facts?.imported ?? 1) > 1) return hrefs.calendar()
  if (activity != null) return hrefs.activity(activity.id)
  if (event != null) return hrefs.event(event.id)
  if (challenge != null) return hrefs.challenge(challenge.id)
  if (club != null) return kind === 'CLUB_JOIN_REQUESTED' ? hrefs.clubAdmin(club.slug, 'requests') : hrefs.club(club.slug)
  const actor = actors[0]
  return WHERE[kind]?.() ?? (actor == null ? null : hrefs.athlete(actor.handle))
}

const PAGE = 20

const ICONS: Readonly<Record<string, IconName>> = {
  KUDOS: 'heart',
  COMMENT: 'talk',
  MENTION: 'talk',
  CHEER: 'flag',
  BADGE_AWARDED: 'trophy',
  SEGMENT_RECORD: 'trophy',
  SEGMENT_RECORD_LOST: 'trophy',
  LIVE_STARTED: 'live',
  STREAK_AT_RISK: 'flame',
  UPLOAD_DONE: 'upload',
  UPLOAD_FAILED: 'upload',
  IMPORT_DONE: 'upload',
  CHALLENGE_STARTED: 'flag',
  CHALLENGE_ENTERED: 'flag',
  CHALLENGE_OVERTAKEN: 'flag',
  CHALLENGE_COMPLETED: 'flag',
  CHALLENGE_ENDED: 'flag',
  EVENT_SCHEDULED: 'calendar',
  EVENT_CHANGED: 'calendar',
  EVENT_REMINDER: 'calendar',
  EXPORT_READY: 'download',
  GEAR_WORN: 'shoe',
}

type Node = NonNullable<list_viewer$data['notifications']>['edges'][number]['node']

const SUBJECTS = ['activity', 'post', 'comment', 'club', 'event', 'challenge', 'segment', 'badge', 'gear'] as const

const toldOf = (node: Node, badges: ReturnType<typeof useBadges>): Told => ({
  ...node,
  actors: node.actors.flatMap((actor) => actor?.displayName ?? []),
  subjects: new Set(SUBJECTS.filter((subject) => node[subject] != null)),
  names: {
    activity: node.activity?.name,
    club: node.club?.name,
    event: node.event?.title,
    challenge: node.challenge?.title,
    segment: node.segment?.name,
    badge: node.badge == null ? null : badges.name(node.badge),
    gear: node.gear?.name,
  },
})

/**
 * Hears that there is something new. A kind that groups changes a notification that is there, so the list is read again. It is there while somebody
 * looks: what has arrived here is not pushed to the athlete's devices.
 */
const Received = ({ hear }: { readonly hear: () => void }) => {
  useLive<listReceivedSubscription>(
    useMemo(
      () => ({
        subscription: graphql`
          subscription listReceivedSubscription {
            notificationReceived {
              id
            }
          }
        `,
        variables: {},
        onNext: hear,
      }),
      [hear],
    ),
    hear,
  )
  return null
}

/** The viewer's notifications, live. */
export const List = ({ viewer }: { readonly viewer: list_viewer$key }) => {
  const t = useTexts(own)
  const [sentences, failures] = [useTexts(sentenceTexts), useTexts(failureTexts)]
  const say = useToast()
  const measures = useMeasures()
  const badges = useBadges()
  const environment = useRelayEnvironment()
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<listPageQuery, list_viewer$key>(
    graphql`
      fragment list_viewer on Viewer
      @refetchable(queryName: "listPageQuery")
      @argumentDefinitions(count: { type: "Int!" }, cursor: { type: "String" }) {
        id
        unreadNotificationCount
        notifications(first: $count, after: $cursor) @connection(key: "list_notifications") {
          edges {
            node {
              id
              kind
              at
              readAt
              text
              caseId
              actorCount
              actors {
                id
                displayName
                handle
                avatarUrl
              }
              activity {
                id
                name
              }
              club {
                id
                slug
                name
              }
              event {
                id
                title
              }
              challenge {
                id
                title
              }
              segment {
                id
                name
              }
              badge {
                key
                name
              }
              gear {
                id
                name
              }
              post {
                id
              }
              comment {
                id
              }
              facts {
                message
                isReply
                fileName
                failure
                imported
                duplicates
                failed
                otherBadges
                rank
                participants
                change
                eventTitle
                startsAt
                formerStartsAt
                place
                hasNewRoute
                cancelReason
                otherDates
                role
                isAccepted
                hasPremium
                streakDays
                streakWeeks
                heldOutFor
                judgedIn
                isJudgedByStaff
                counts
                decision
                moderated
                reasons
                isByClub
                note
                activities
                comparison
                friendsOut
                goals
                goalsReached
                eventsToCome
              }
            }
          }
        }
      }
    `,
    viewer,
  )
  const { renew } = useRenewal(() => readWhole<listPageQuery>(environment, firstPage, { count: PAGE, cursor: null }))
  const isVisible = useVisible()
  const [markRead, isMarking] = useMutation<listReadMutation>(graphql`
    mutation listReadMutation($allBefore: DateTime!) {
      markNotificationsRead(allBefore: $allBefore) {
        id
        unreadNotificationCount
      }
    }
  `)
  const edges = data.notifications?.edges ?? []
  const unread = data.unreadNotificationCount ?? 0
  const readAll = () => {
    const now = new Date().toISOString()
    markRead({
      variables: { allBefore: now },
      optimisticUpdater: (store) => {
        store.get(data.id)?.setValue(0, 'unreadNotificationCount')
        for (const { node } of edges) if (node.readAt == null) store.get(node.id)?.setValue(now, 'readAt')
      },
      updater: (store) => {
        for (const { node } of edges) if (node.readAt == null) store.get(node.id)?.setValue(now, 'readAt')
      },
      ...outcome(() => say(t('readFailed'))),
    })
  }
  return (
    <>
      {isVisible && <Received hear={renew} />}
      <header className="notifications-head">
        <h1>{t('title')}</h1>
        {unread > 0 && (
          <Button small look="outline" busy={isMarking} onClick={readAll}>
            {t('readAll')}
          </Button>
        )}
      </header>
      {data.notifications != null && edges.length === 0 && (
        <Notice kind="empty" icon="bell" title={t('empty')}>
          {t('emptyMore')}
        </Notice>
      )}
      <ol className="card notifications-list">
        {edges.map(({ node }) => {
          const actor = node.actors[0]
          const to = whereOf(node)
          const sentence = sentenceOf(toldOf(node, badges), { t: sentences, failures, measures })
          return (
            <li key={node.id} className={node.readAt == null ? 'is-unread' : undefined}>
              {actor == null ? (
                <span className="notifications-icon">
                  <Icon name={ICONS[node.kind] ?? 'bell'} />
                </span>
              ) : (
                <Avatar name={actor.displayName} url={actor.avatarUrl} />
              )}
              <div>
                <p>{to === null ? sentence : <Link to={to}>{sentence}</Link>}</p>
                <time className="soft" dateTime={node.at}>
                  {measures.ago(node.at)}
                </time>
              </div>
              {node.readAt == null && <span className="unseen">{t('unread')}</span>}
            </li>
          )
        })}
      </ol>
      {hasNext && (
        <Button look="outline" busy={isLoadingNext} onClick={() => loadNext(PAGE)}>
          {t('more')}
        </Button>
      )}
    </>
  )
}
