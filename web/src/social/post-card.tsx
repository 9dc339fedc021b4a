import type { ReactNode } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { postCard_post$key } from '#relay/postCard_post'
import { Link } from '../app/router.tsx'
import { Photos } from '../design/photos.tsx'
import { hrefs } from '../screens/mod.ts'
import { useTexts } from '../texts/use-texts.ts'
import { PostMenu } from './post-menu.tsx'
import { Reactions } from './reactions.tsx'
import { RichText } from './rich-text.tsx'
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
          slug
          name
        }
        ...reactions_subject
        ...postMenu_post
      }
    `,
    key,
  )
  return (
    <article className="card feed-card">
      {head(
        post.club == null ? null : (
          <Link className="feed-with" to={hrefs.club(post.club.slug)}>
            {t('inClub', { club: post.club.name })}
          </Link>
        ),
      )}
      <div className="feed-body is-post">
        <RichText text={post.text} mentions={post.mentions} />
      </div>
      <Photos of={post.photos} />
      <Reactions subject={post} ownerId={ownerId} more={<PostMenu post={post} />} />
    </article>
  )
}
