import { graphql, usePaginationFragment } from 'react-relay/hooks'
import type { badges_athlete$key } from '#relay/badges_athlete'
import type { badgesPageQuery } from '#relay/badgesPageQuery'
import { Link } from '../../app/router.tsx'
import { Button } from '../../design/parts.tsx'
import { useBadges } from '../../social/use-badges.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

const PAGE = 24

/** What was earned, with what earned it. */
export const Badges = ({ athlete: key }: { readonly athlete: badges_athlete$key }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const say = useBadges()
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<badgesPageQuery, badges_athlete$key>(
    graphql`
      fragment badges_athlete on Athlete
      @refetchable(queryName: "badgesPageQuery")
      @argumentDefinitions(count: { type: "Int!" }, cursor: { type: "String" }) {
        badges(first: $count, after: $cursor) @connection(key: "badges_badges") {
          totalCount
          edges {
            node {
              awardedAt
              badge {
                key
                name
                description
                imageUrl
              }
              activity {
                id
                name
              }
              challenge {
                id
                title
              }
            }
          }
        }
      }
    `,
    key,
  )
  const { totalCount, edges } = data.badges
  return (
    <section className="card is-padded training-card">
      <h2>{totalCount === 0 ? t('badges') : t('badgeCount', { count: totalCount })}</h2>
      {edges.length === 0 && <p className="training-soft">{t('noBadges')}</p>}
      <ul className="badges">
        {edges.map(({ node: { badge, awardedAt, activity, challenge } }) => (
          <li key={badge.key}>
            {badge.imageUrl != null && <img src={badge.imageUrl} alt="" width="72" height="72" loading="lazy" />}
            <div>
              <h3>{say.name(badge)}</h3>
              <p>{say.reason(badge, challenge)}</p>
              <p className="training-soft">
                {activity != null && <Link to={hrefs.activity(activity.id)}>{activity.name}</Link>}{' '}
                <time dateTime={awardedAt}>{measures.dateOf(awardedAt)}</time>
              </p>
            </div>
          </li>
        ))}
      </ul>
      {hasNext && (
        <Button look="outline" busy={isLoadingNext} onClick={() => loadNext(PAGE)}>
          {t('more')}
        </Button>
      )}
    </section>
  )
}
