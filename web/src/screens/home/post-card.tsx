import type { ReactNode } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { postCard_post$key } from '#relay/postCard_post'
import { Photos } from '../../design/photos.tsx'
import { Reactions } from '../../social/reactions.tsx'
import { RichText } from '../../social/rich-text.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

interface PostCardProps {
  readonly post: postCard_post$key
  readonly head: (more: ReactNode) => ReactNode
  readonly ownerId: string | undefined
}

export const PostCard = ({ post: key, head, ownerId }: PostCardProps) => {
  const t = useTexts(own)
  const post = useFragment(
    graphql`
      fragment postCard_post on Post {
        id
        text
        mentions {
          handle
        }
        photos {
          id
          url
          width
          height
          caption
        }
        club {
          id
          name
        }
        ...reactions_subject
      }
    `,
    key,
  )
  return (
    <article className="card feed-card">
      {head(post.club == null ? null : <span className="feed-with">{t('inClub', { club: post.club.name })}</span>)}
      <div className="feed-body is-post">
        <RichText text={post.text} mentions={post.mentions} />
      </div>
      <Photos of={post.photos} />
      <Reactions subject={post} ownerId={ownerId} />
    </article>
  )
}
