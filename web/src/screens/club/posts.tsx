import { graphql, usePaginationFragment, useRelayEnvironment } from 'react-relay/hooks'
import type { posts_club$key } from '#relay/posts_club'
import firstPage, { type postsPageQuery } from '#relay/postsPageQuery'
import { readWhole } from '../../app/read-whole.ts'
import { useRenewal } from '../../app/use-renewal.ts'
import { roleOf } from '../../clubs/rights.ts'
import { Button, Notice } from '../../design/parts.tsx'
import { Composer } from '../../social/composer.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { ClubPost } from './club-post.tsx'
import own from './texts.ts'

const PAGE = 10

/** What was written in the club, the newest first. */
export const Posts = ({ club: key }: { readonly club: posts_club$key }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const environment = useRelayEnvironment()
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<postsPageQuery, posts_club$key>(
    graphql`
      fragment posts_club on Club
      @refetchable(queryName: "postsPageQuery")
      @argumentDefinitions(count: { type: "Int", defaultValue: 10 }, cursor: { type: "String" }) {
        id
        slowModeSeconds
        viewerMembership {
          role
          status
          mutedUntil
        }
        posts(first: $count, after: $cursor) @connection(key: "posts_posts") {
          edges {
            node {
              id
              ...clubPost_post
            }
          }
        }
      }
    `,
    key,
  )
  const role = roleOf(data.viewerMembership)
  const mutedUntil = data.viewerMembership?.mutedUntil
  const isMuted = mutedUntil != null && Date.parse(mutedUntil) > Date.now()
  const slowMinutes = role === 'MEMBER' ? Math.ceil((data.slowModeSeconds ?? 0) / 60) : 0
  const { renew } = useRenewal(() =>
    readWhole<postsPageQuery>(environment, firstPage, { id: data.id, count: PAGE, cursor: null }),
  )
  const edges = data.posts?.edges ?? []
  return (
    <section className="section" aria-label={t('posts')}>
      {role !== null && !isMuted && <Composer clubId={data.id} label={t('write')} onPosted={renew} />}
      {isMuted && <p className="notice soft">{t('muted', { until: measures.dateTime(mutedUntil) })}</p>}
      {slowMinutes > 0 && !isMuted && <p className="soft">{t('slow', { minutes: slowMinutes })}</p>}
      {data.posts != null && edges.length === 0 && (
        <Notice kind="empty" icon="talk" title={t('noPosts')}>
          {t('noPostsMore')}
        </Notice>
      )}
      {edges.map(({ node }) => (
        <ClubPost key={node.id} post={node} />
      ))}
      {hasNext && (
        <div className="section-more">
          <Button look="outline" busy={isLoadingNext} onClick={() => loadNext(PAGE)}>
            {t('more')}
          </Button>
        </div>
      )}
    </section>
  )
}
