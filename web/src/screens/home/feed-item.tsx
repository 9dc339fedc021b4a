import { type ReactNode, Suspense, useState } from 'react'
import { graphql, useFragment } from 'react-relay'
import type { feedItem_item$key } from '#relay/feedItem_item'
import type { feedItem_reactions$key } from '#relay/feedItem_reactions'
import { Guard } from '../../app/failed.tsx'
import { Link } from '../../app/router.tsx'
import { Icon } from '../../design/icon.tsx'
import { Avatar, Bone } from '../../design/parts.tsx'
import { Comments } from '../../social/comments.tsx'
import { Kudos } from '../../social/kudos.tsx'
import socialTexts from '../../social/texts.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import { Achievement } from './achievement.tsx'
import { ActivityCard } from './activity-card.tsx'
import { PostCard } from './post-card.tsx'

interface ReactionsProps {
  readonly subject: feedItem_reactions$key
  readonly ownerId: string | undefined
}

/** Kudos and comments below a card; the comments open in place. */
export const Reactions = ({ subject: key, ownerId }: ReactionsProps) => {
  const t = useTexts(socialTexts)
  const [isOpen, setOpen] = useState(false)
  const subject = useFragment(
    graphql`
      fragment feedItem_reactions on Reactable {
        id
        commentCount
        ...kudos_subject
      }
    `,
    key,
  )
  return (
    <>
      <footer className="feed-foot">
        <Kudos subject={subject} ownerId={ownerId} />
        <button type="button" className="reaction" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <Icon name="talk" />
          {t('comments', { count: subject.commentCount ?? 0 })}
        </button>
      </footer>
      {isOpen && (
        <Guard of={subject.id} again={() => undefined}>
          <Suspense
            fallback={
              <div className="comments">
                <Bone height="3rem" />
              </div>
            }
          >
            <Comments subjectId={subject.id} ownerId={ownerId} />
          </Suspense>
        </Guard>
      )}
    </>
  )
}

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
          {athlete == null ? <strong>{name}</strong> : <Link to={hrefs.athlete(athlete.handle)}>{name}</Link>}
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
