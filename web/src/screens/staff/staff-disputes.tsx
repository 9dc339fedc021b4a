import { graphql, usePaginationFragment } from 'react-relay/hooks'
import type { staffDisputes_viewer$key } from '#relay/staffDisputes_viewer'
import type { staffDisputesPageQuery } from '#relay/staffDisputesPageQuery'
import { Dispute } from '../../clubs/dispute.tsx'
import { Button } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

const PAGE = 20

/** Activities that the staff judges: objections, and those whose organiser is a party or has not answered. */
export const StaffDisputes = ({ viewer }: { readonly viewer: staffDisputes_viewer$key }) => {
  const t = useTexts(own)
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<staffDisputesPageQuery, staffDisputes_viewer$key>(
    graphql`
      fragment staffDisputes_viewer on Viewer
      @refetchable(queryName: "staffDisputesPageQuery")
      @argumentDefinitions(count: { type: "Int!" }, cursor: { type: "String" }) {
        disputeQueue(first: $count, after: $cursor) @connection(key: "staffDisputes_disputeQueue") {
          edges {
            cursor
            node {
              ...dispute_dispute
            }
          }
        }
      }
    `,
    viewer,
  )
  const edges = data.disputeQueue?.edges ?? []
  return (
    <section className="section">
      <h2>{t('disputes')}</h2>
      {data.disputeQueue == null ? (
        <p className="soft">{t('away')}</p>
      ) : (
        edges.length === 0 && <p className="soft">{t('noDisputes')}</p>
      )}
      {edges.length > 0 && (
        <ul className="section">
          {edges.map(({ cursor, node }) => (
            <li key={cursor}>
              <Dispute dispute={node} />
            </li>
          ))}
        </ul>
      )}
      {hasNext && (
        <Button look="outline" busy={isLoadingNext} onClick={() => loadNext(PAGE)}>
          {t('more')}
        </Button>
      )}
    </section>
  )
}
