import { useCallback, useMemo, useState } from 'react'
import { fetchQuery, graphql, usePaginationFragment, useRelayEnvironment } from 'react-relay/hooks'
import type { feed_viewer$key } from '#relay/feed_viewer'
import type { feedAddedSubscription } from '#relay/feedAddedSubscription'
import type { feedNewestQuery } from '#relay/feedNewestQuery'
import type { feedPageQuery } from '#relay/feedPageQuery'
import wholeScreen, { type homeQuery } from '#relay/homeQuery'
import { readWhole } from '../../app/read-whole.ts'
import { Link } from '../../app/router.tsx'
import { useLive } from '../../app/use-live.ts'
import { useRenewal } from '../../app/use-renewal.ts'
import { Bone, Button, buttonClass, Notice } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { Composer } from '../../social/composer.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import { FeedItem } from './feed-item.tsx'
import own from './texts.ts'
import { homeVariables } from './variables.ts'

const PAGE = 10

const NEWEST = graphql`
  query feedNewestQuery($count: Int!) {
    viewer {
      feed(first: $count) {
        edges {
          node {
            id
          }
        }
      }
    }
  }
`

/** What the viewer's people have done, newest first. What comes in waits behind a bar: nothing that is read moves. */
export const Feed = ({ viewer }: { readonly viewer: feed_viewer$key }) => {
  const t = useTexts(own)
  /** Items that came in. Those among them that are not shown are new. */
  const [cameIn, setCameIn] = useState<ReadonlySet<string>>(new Set())
  const [isRenewing, setRenewing] = useState(false)
  const environment = useRelayEnvironment()
  const say = useToast()
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<feedPageQuery, feed_viewer$key>(
    graphql`
      fragment feed_viewer on Viewer
      @refetchable(queryName: "feedPageQuery")
      @argumentDefinitions(count: { type: "Int!" }, cursor: { type: "String" }) {
        feed(first: $count, after: $cursor) @connection(key: "feed_feed") {
          edges {
            node {
              __typename
              id
              ...feedItem_item
            }
          }
        }
      }
    `,
    viewer,
  )
  const come = useCallback((ids: readonly string[]) => setCameIn((before) => new Set([...before, ...ids])), [])
  const newest = useRenewal(async () => {
    const { viewer: now } = await readWhole<feedNewestQuery>(environment, NEWEST, { count: PAGE })
    come(now?.feed?.edges.map(({ node }) => node.id) ?? [])
  })
  useLive<feedAddedSubscription>(
    useMemo(
      () => ({
        subscription: graphql`
          subscription feedAddedSubscription {
            feedItemAdded {
              __typename
              id
            }
          }
        `,
        variables: {},
        onNext: (answer) => {
          if (answer != null) come([answer.feedItemAdded.id])
        },
      }),
      [come],
    ),
    newest.renew,
  )
  // What is read takes the place of what the store has of the list, so nothing waits for it. It is the screen's own question, whose answer is kept.
  const renew = () => {
    const seen = cameIn
    setRenewing(true)
    fetchQuery<homeQuery>(environment, wholeScreen, homeVariables()).subscribe({
      complete: () => {
        setRenewing(false)
        setCameIn((ids) => new Set([...ids].filter((id) => !seen.has(id))))
      },
      error: () => {
        setRenewing(false)
        say(t('feedAwayMore'))
      },
    })
  }
  const showNew = () => {
    renew()
    scrollTo({ top: 0 })
  }
  const edges = data.feed?.edges ?? []
  const shown = new Set(edges.map(({ node }) => node.id))
  const fresh = [...cameIn].filter((id) => !shown.has(id)).length
  return (
    <section className="feed" aria-label={t('feed')} aria-busy={isRenewing}>
      <Composer label={t('write')} onPosted={renew} />
      {fresh > 0 && (
        <div className="feed-new" role="status">
          <Button look="main" small busy={isRenewing} onClick={showNew}>
            {t('new', { count: fresh })}
          </Button>
        </div>
      )}
      {data.feed == null && (
        <Notice icon="flag" title={t('feedAway')} action={<Button onClick={renew}>{t('again')}</Button>}>
          {t('feedAwayMore')}
        </Notice>
      )}
      {data.feed != null && edges.length === 0 && (
        <Notice
          kind="empty"
          icon="people"
          title={t('empty')}
          action={
            <Link className={buttonClass('main')} to={hrefs.upload()}>
              {t('emptyUpload')}
            </Link>
          }
        >
          {t('emptyMore')}
        </Notice>
      )}
      <ol className="feed-items">
        {edges.map(({ node }) => (
          <li key={node.id}>
            <FeedItem item={node} />
          </li>
        ))}
      </ol>
      {hasNext && (
        <div className="feed-more">
          {isLoadingNext && <Bone height="12rem" />}
          <Button look="outline" busy={isLoadingNext} onClick={() => loadNext(PAGE)}>
            {t('more')}
          </Button>
        </div>
      )}
    </section>
  )
}
