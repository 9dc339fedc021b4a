import { graphql, useFragment } from 'react-relay/hooks'
import type { results_event$key } from '#relay/results_event'
import { Link } from '../../app/router.tsx'
import { Avatar } from '../../design/parts.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import { stillOut } from './still-out.ts'
import own from './texts.ts'

/** Of a virtual event: who is out in it right now, and how far those got who have ended. */
export const Results = ({ event: key }: { readonly event: results_event$key }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const { live, results } = useFragment(
    graphql`
      fragment results_event on ClubEvent {
        live {
          id
          eventDistanceMeters
          athlete {
            id
            displayName
            avatarUrl
          }
        }
        results(first: 30) {
          edges {
            cursor
            node {
              distanceMeters
              movingSeconds
              activity {
                id
              }
              athlete {
                id
                displayName
                avatarUrl
              }
            }
          }
        }
      }
    `,
    key,
  )
  const out = stillOut(
    live ?? [],
    results.edges.map(({ node }) => node),
  )
  if (out.length === 0 && results.edges.length === 0) return null
  return (
    <section className="card is-padded event-who">
      <h2>{t('results')}</h2>
      <ol>
        {out.map(({ id, athlete, eventDistanceMeters }) => (
          <li key={id}>
            <Avatar size="small" name={athlete?.displayName ?? t('somebody')} url={athlete?.avatarUrl} />
            <Link to={hrefs.liveSession(id)}>
              <bdi>{athlete?.displayName ?? t('somebody')}</bdi>
            </Link>
            <span className="chip is-ember">{t('live')}</span>
            {eventDistanceMeters != null && <strong>{measures.distance(eventDistanceMeters)}</strong>}
          </li>
        ))}
        {results.edges.map(({ cursor, node: { athlete, activity, distanceMeters, movingSeconds } }) => (
          <li key={cursor}>
            <Avatar size="small" name={athlete?.displayName ?? t('somebody')} url={athlete?.avatarUrl} />
            {activity == null ? (
              <span>
                <bdi>{athlete?.displayName ?? t('somebody')}</bdi>
              </span>
            ) : (
              <Link to={hrefs.activity(activity.id)}>
                <bdi>{athlete?.displayName ?? t('somebody')}</bdi>
              </Link>
            )}
            <strong>{measures.distance(distanceMeters)}</strong>
            <span className="soft">{measures.clock(movingSeconds)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
