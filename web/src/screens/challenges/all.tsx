import { graphql, usePaginationFragment } from 'react-relay/hooks'
import type { all_query$key } from '#relay/all_query'
import another, { type allPageQuery } from '#relay/allPageQuery'
import { useAnother } from '../../app/use-another.ts'
import { ChallengeCard } from '../../clubs/challenge-card.tsx'
import { Button, Choice, Notice } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

const STATUSES = ['ACTIVE', 'UPCOMING', 'ENDED'] as const
type Status = (typeof STATUSES)[number]
/** As many as the screen has at first. */
const PAGE = 12

/** All challenges that the viewer may join or see, the latest start first. */
export const All = ({ query }: { readonly query: all_query$key }) => {
  const t = useTexts(own)
  const { data, loadNext, hasNext, isLoadingNext, refetch } = usePaginationFragment<allPageQuery, all_query$key>(
    graphql`
      fragment all_query on Query
      @refetchable(queryName: "allPageQuery")
      @argumentDefinitions(
        count: { type: "Int!" }
        cursor: { type: "String" }
        status: { type: "ChallengeStatus", defaultValue: ACTIVE }
      ) {
        challenges(status: $status, first: $count, after: $cursor) @connection(key: "all_challenges") {
          edges {
            node {
              id
              ...challengeCard_challenge
            }
          }
        }
      }
    `,
    query,
  )
  const { isAsking, chosen, choose } = useAnother<allPageQuery, Status>(another, {
    first: 'ACTIVE',
    variablesOf: (status) => ({ count: PAGE, cursor: null, status }),
    refetch,
  })
  const challenges = data.challenges.edges.flatMap(({ node }) => node ?? [])
  return (
    <section className="section" aria-busy={isAsking}>
      <header className="section-head">
        <h2>{t('all')}</h2>
        <Choice label={t('show')} of={STATUSES.map((value) => ({ value, text: t(value) }))} value={chosen} onChoose={choose} />
      </header>
      {challenges.length === 0 && (
        <Notice kind="empty" icon="trophy" title={t('none')}>
          {t('noneMore')}
        </Notice>
      )}
      <ul className="cards">
        {challenges.map((challenge) => (
          <li key={challenge.id}>
            <ChallengeCard challenge={challenge} />
          </li>
        ))}
      </ul>
      {hasNext && (
        <div className="section-more">
          <Button look="outline" busy={isLoadingNext} onClick={() => loadNext(12)}>
            {t('more')}
          </Button>
        </div>
      )}
    </section>
  )
}
