import '../../social/social.css'
import './live-session.css'
import { useMemo } from 'react'
import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { liveSessionQuery } from '#relay/liveSessionQuery'
import type { liveSessionUpdatedSubscription } from '#relay/liveSessionUpdatedSubscription'
import { NotThere } from '../../app/not-there.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import { useLive } from '../../app/use-live.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { Cheer } from './cheer.tsx'
import { Heard } from './heard.tsx'
import { Now } from './now.tsx'
import { Race } from './race.tsx'
import { Steer } from './steer.tsx'
import own from './texts.ts'
import { Way } from './way.tsx'

// Spectators ask for what looks the same to all of them, so that one read answers the whole crowd.
const UPDATED = graphql`
  subscription liveSessionUpdatedSubscription($id: ID!, $isOwn: Boolean!) {
    liveSessionUpdated(id: $id) {
      id
      ...now_session
      ...way_session
      ...race_session @include(if: $isOwn) @alias(as: "race")
      ...steer_session @include(if: $isOwn) @alias(as: "steer")
    }
  }
`

export default function LiveSession({ query, params }: ScreenProps<liveSessionQuery, '/live/session/$id'>) {
  const t = useTexts(own)
  const { athleteId } = useVisitor()
  const { id } = params
  const { liveSession } = usePreloadedQuery<liveSessionQuery>(
    graphql`
      query liveSessionQuery($id: ID!) @preloadable {
        liveSession(id: $id) {
          id
          status
          athlete {
            id
            handle
            displayName
            avatarUrl
          }
          activity {
            id
          }
          ...now_session
          ...way_session
          ...race_session
          ...steer_session
        }
      }
    `,
    query,
  )
  const ownerId = liveSession?.athlete?.id
  const isOwn = ownerId !== undefined && ownerId === athleteId
  useLive<liveSessionUpdatedSubscription>(useMemo(() => ({ subscription: UPDATED, variables: { id, isOwn } }), [id, isOwn]))
  if (liveSession == null) return <NotThere title={t('gone')}>{t('goneMore')}</NotThere>
  const { athlete, status, activity } = liveSession
  const name = athlete?.displayName ?? t('somebody')
  return (
    <div className="page live-session">
      <title>{`${t('title', { name })} · Gruppetto`}</title>
      <div className="live-session-columns">
        <Way session={liveSession} isOwn={isOwn} />
        <div className="live-session-side">
          <Now session={liveSession} isOwn={isOwn} athlete={athlete} activityId={activity?.id} />
          {isOwn && <Steer session={liveSession} />}
          <Race session={liveSession} />
          {isOwn ? <Heard sessionId={id} /> : status !== 'ENDED' && <Cheer sessionId={id} name={name} />}
        </div>
      </div>
    </div>
  )
}
