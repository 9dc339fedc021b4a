import { graphql, useFragment } from 'react-relay/hooks'
import type { taken_viewer$key } from '#relay/taken_viewer'
import { ChallengeCard } from '../../clubs/challenge-card.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

/** The challenges in which the viewer takes part, those that suit, and those that are over. */
export const Taken = ({ viewer }: { readonly viewer: taken_viewer$key }) => {
  const t = useTexts(own)
  const { athlete, suggestedChallenges } = useFragment(
    graphql`
      fragment taken_viewer on Viewer {
        athlete {
          id
          challenges(first: 30) {
            edges {
              node {
                id
                status
                ...challengeCard_challenge
              }
            }
          }
        }
        suggestedChallenges(first: 6) {
          id
          ...challengeCard_challenge
        }
      }
    `,
    viewer,
  )
  const taken = athlete.challenges?.edges.flatMap(({ node }) => node ?? []) ?? []
  const groups = [
    { name: 'mine', of: taken.filter(({ status }) => status === 'ACTIVE' || status === 'UPCOMING') },
    { name: 'suggested', of: suggestedChallenges ?? [] },
    { name: 'ended', of: taken.filter(({ status }) => status === 'ENDED').slice(0, 6) },
  ] as const
  return groups.map(
    ({ name, of }) =>
      of.length > 0 && (
        <section className="section" key={name}>
          <h2>{t(name)}</h2>
          <ul className="cards">
            {of.map((challenge) => (
              <li key={challenge.id}>
                <ChallengeCard challenge={challenge} />
              </li>
            ))}
          </ul>
        </section>
      ),
  )
}
