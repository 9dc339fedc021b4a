import { graphql, usePaginationFragment } from 'react-relay/hooks'
import type { reports_club$key } from '#relay/reports_club'
import type { reportsPageQuery } from '#relay/reportsPageQuery'
import { Dispute } from '../../clubs/dispute.tsx'
import { Button, Notice } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { ReportCase } from './report-case.tsx'
import own from './texts.ts'

/** What waits for a decision in the club: reports, held posts, appeals, and activities that may not count. */
export const Reports = ({ club: key }: { readonly club: reports_club$key }) => {
  const t = useTexts(own)
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<reportsPageQuery, reports_club$key>(
    graphql`
      fragment reports_club on Club
      @refetchable(queryName: "reportsPageQuery")
      @argumentDefinitions(count: { type: "Int", defaultValue: 20 }, cursor: { type: "String" }) {
        moderationQueue(first: $count, after: $cursor) @connection(key: "reports_moderationQueue") {
          edges {
            node {
              id
              ...reportCase_case
            }
          }
        }
        disputes(first: 20) {
          edges {
            cursor
            node {
              ...dispute_dispute
            }
          }
        }
      }
    `,
    key,
  )
  const cases = data.moderationQueue?.edges ?? []
  const disputes = data.disputes?.edges ?? []
  return (
    <section className="section" aria-label={t('reports')}>
      {cases.length === 0 && disputes.length === 0 && (
        <Notice kind="empty" icon="shield" title={t('noReports')}>
          {t('noReportsMore')}
        </Notice>
      )}
      <ul className="section">
        {cases.map(({ node }) => (
          <li key={node.id}>
            <ReportCase case={node} />
          </li>
        ))}
      </ul>
      {hasNext && (
        <div className="section-more">
          <Button look="outline" busy={isLoadingNext} onClick={() => loadNext(20)}>
            {t('more')}
          </Button>
        </div>
      )}
      {disputes.length > 0 && (
        <>
          <h2>{t('disputes')}</h2>
          <ul className="section">
            {disputes.map(({ cursor, node }) => (
              <li key={cursor}>
                <Dispute dispute={node} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
