import { graphql, usePaginationFragment } from 'react-relay/hooks'
import type { challenges_club$key } from '#relay/challenges_club'
import type { challengesPageQuery } from '#relay/challengesPageQuery'
import { Link } from '../../app/router.tsx'
import { ChallengeCard } from '../../clubs/challenge-card.tsx'
import { roleOf, runs } from '../../clubs/rights.ts'
import { Button, buttonClass, Notice } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

/** The challenges of the club, and of clubs against it. */
export const Challenges = ({ club: key }: { readonly club: challenges_club$key }) => {
  const t = useTexts(own)
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<challengesPageQuery, challenges_club$key>(
    graphql`
      fragment challenges_club on Club
      @refetchable(queryName: "challengesPageQuery")
      @argumentDefinitions(count: { type: "Int", defaultValue: 20 }, cursor: { type: "String" }) {
        slug
        viewerMembership {
          role
          status
        }
        challenges(first: $count, after: $cursor) @connection(key: "challenges_challenges") {
          edges {
            node {
              id
              ...challengeCard_challenge
            }
          }
        }
      }
    `,
    key,
  )
  const challenges = data.challenges.edges.flatMap(({ node }) => node ?? [])
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('challenges')}</h2>
        {runs(roleOf(data.viewerMembership)) && (
          <Link className={buttonClass('main')} to={hrefs.newChallenge(data.slug)}>
            {t('newChallenge')}
          </Link>
        )}
      </header>
      {challenges.length === 0 && (
        <Notice kind="empty" icon="trophy" title={t('noChallenges')}>
          {t('noChallengesMore')}
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
          <Button look="outline" busy={isLoadingNext} onClick={() => loadNext(20)}>
            {t('more')}
          </Button>
        </div>
      )}
    </section>
  )
}
