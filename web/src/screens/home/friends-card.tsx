import { graphql, useFragment } from 'react-relay/hooks'
import type { friendsCard_viewer$key } from '#relay/friendsCard_viewer'
import { Link } from '../../app/router.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import { namesOf } from './names.ts'
import own from './texts.ts'

/** What those whom one follows train for: the challenges they are in, and in which one could join them. */
export const FriendsCard = ({ viewer }: { readonly viewer: friendsCard_viewer$key }) => {
  const t = useTexts(own)
  const { suggestedChallenges } = useFragment(
    graphql`
      fragment friendsCard_viewer on Viewer {
        suggestedChallenges(first: 3) {
          id
          title
          leaderboard(scope: FOLLOWING, first: 3) {
            totalCount
            edges {
              node {
                athlete {
                  displayName
                }
              }
            }
          }
        }
      }
    `,
    viewer,
  )
  const shared = suggestedChallenges?.flatMap(({ leaderboard, ...challenge }) => {
    const names = leaderboard.edges.flatMap(({ node }) => node.athlete?.displayName ?? [])
    return names.length === 0 ? [] : [{ ...challenge, ...namesOf(names, leaderboard.totalCount) }]
  })
  if (shared === undefined || shared.length === 0) return null
  return (
    <section className="card side-card">
      <h2>
        <Link to={hrefs.challenges()}>{t('friends')}</Link>
      </h2>
      <ul className="side-list">
        {shared.map(({ id, title, names, more }) => (
          <li key={id}>
            <Link to={hrefs.challenge(id)}>{title}</Link>
            <p className="soft">{t('friendsAre', { names, more })}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
