import { graphql, useFragment } from 'react-relay/hooks'
import type { clubPost_post$key } from '#relay/clubPost_post'
import { Icon } from '../../design/icon.tsx'
import { Avatar } from '../../design/parts.tsx'
import { AthleteLink } from '../../social/athlete-link.tsx'
import { PostCard } from '../../social/post-card.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

/** A post of the club, as in the feed. What is hidden from the others says why. */
export const ClubPost = ({ post: key }: { readonly post: clubPost_post$key }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const post = useFragment(
    graphql`
      fragment clubPost_post on Post {
        id
        createdAt
        author {
          id
          handle
          displayName
          avatarUrl
        }
        moderationCase {
          id
          status
          heldFor
          note
        }
        ...postCard_post
      }
    `,
    key,
  )
  const { author, moderationCase: hidden } = post
  const name = author?.displayName ?? t('somebody')
  const head = (
    <>
      {hidden != null && (
        <p className="club-hidden">
          <Icon name="shield" />
          <span>
            {hidden.status === 'REMOVED'
              ? t('removed')
              : hidden.heldFor == null
                ? t('waits')
                : t('held', { word: hidden.heldFor })}
            {hidden.note != null && hidden.note !== '' && ` ${t('reason', { note: hidden.note })}`}
          </span>
        </p>
      )}
      <header className="feed-head">
        <Avatar name={name} url={author?.avatarUrl} />
        <div>
          <p className="feed-who">
            {author == null ? (
              <strong>
                <bdi>{name}</bdi>
              </strong>
            ) : (
              <AthleteLink handle={author.handle} name={name} />
            )}
          </p>
          <p className="feed-when">
            <time dateTime={post.createdAt} title={measures.dateTime(post.createdAt)}>
              {measures.ago(post.createdAt)}
            </time>
          </p>
        </div>
      </header>
    </>
  )
  return <PostCard post={post} head={() => head} ownerId={author?.id} />
}
