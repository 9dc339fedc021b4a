import type { ReactNode } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { feedItem_item$key } from '#relay/feedItem_item'
import { Avatar } from '../../design/parts.tsx'
import { ActivityCard } from '../../social/activity-card.tsx'
import { AthleteLink } from '../../social/athlete-link.tsx'
import { PostCard } from '../../social/post-card.tsx'
import socialTexts from '../../social/texts.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Achievement } from './achievement.tsx'

/** One thing in the feed. */
export const FeedItem = ({ item: key }: { readonly item: feedItem_item$key }) => {
  const measures = useMeasures()
  const t = useTexts(socialTexts)
  const item = useFragment(
    graphql`
      fragment feedItem_item on FeedItem {
        __typename
        id
        at
        athlete {
          id
          handle
          displayName
          avatarUrl
        }
        ... on ActivityFeedItem {
          activity {
            id
            ...activityCard_activity
          }
        }
        ... on PostFeedItem {
          post {
            id
            ...postCard_post
          }
        }
        ... on AchievementFeedItem {
          ...achievement_item @alias(as: "achievement")
        }
      }
    `,
    key,
  )
  const { athlete } = item
  const name = athlete?.displayName ?? t('somebody')
  const head = (more: ReactNode) => (
    <header className="feed-head">
      <Avatar name={name} url={athlete?.avatarUrl} />
      <div>
        <p className="feed-who">
          {athlete == null ? <strong>{name}</strong> : <AthleteLink handle={athlete.handle} name={name} />}
          {more}
        </p>
        <p className="feed-when">
          <time dateTime={item.at} title={measures.dateTime(item.at)}>
            {measures.ago(item.at)}
          </time>
        </p>
      </div>
    </header>
  )
  if (item.activity != null) return <ActivityCard activity={item.activity} head={head} ownerId={athlete?.id} />
  if (item.post != null) return <PostCard post={item.post} head={head} ownerId={athlete?.id} />
  if (item.achievement != null) return <Achievement item={item.achievement} head={head} />
  return null
}
