import { graphql, usePaginationFragment } from 'react-relay/hooks'
import type { staffQueue_viewer$key } from '#relay/staffQueue_viewer'
import type { staffQueuePageQuery } from '#relay/staffQueuePageQuery'
import { useRouter } from '../../app/router.tsx'
import { Button, Notice } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { CaseCard } from './case-card.tsx'
import own from './texts.ts'

const PAGE = 20

/** The cases, oldest first. One that is decided goes. */
export const StaffQueue = ({ viewer }: { readonly viewer: staffQueue_viewer$key }) => {
  const t = useTexts(own)
  const { again } = useRouter()
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<staffQueuePageQuery, staffQueue_viewer$key>(
    graphql`
      fragment staffQueue_viewer on Viewer
      @refetchable(queryName: "staffQueuePageQuery")
      @argumentDefinitions(count: { type: "Int!" }, cursor: { type: "String" }) {
        moderationQueue(first: $count, after: $cursor) @connection(key: "staffQueue_moderationQueue") {
          __id
          totalCount
          edges {
            node {
              id
              ...caseCard_case
            }
          }
        }
      }
    `,
    viewer,
  )
  const queue = data.moderationQueue
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('reported')}</h2>
        {queue != null && (
          <p className="soft" role="status">
            {t('waiting', { count: queue.totalCount })}
          </p>
        )}
      </header>
      {queue == null && (
        <Notice icon="flag" title={t('away')} action={<Button onClick={again}>{t('again')}</Button>}>
          {t('awayMore')}
        </Notice>
      )}
      {queue?.edges.length === 0 && (
        <Notice kind="empty" icon="check" title={t('empty')}>
          {t('emptyMore')}
        </Notice>
      )}
      {queue != null && queue.edges.length > 0 && (
        <ol className="section">
          {queue.edges.map(({ node }) => (
            <li key={node.id}>
              <CaseCard of={node} connectionId={queue.__id} />
            </li>
          ))}
        </ol>
      )}
      {hasNext && (
        <Button look="outline" busy={isLoadingNext} onClick={() => loadNext(PAGE)}>
          {t('more')}
        </Button>
      )}
    </section>
  )
}
