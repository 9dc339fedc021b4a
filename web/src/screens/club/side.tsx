import { graphql, useFragment } from 'react-relay/hooks'
import type { side_club$key } from '#relay/side_club'
import { Link } from '../../app/router.tsx'
import { useVisitor } from '../../app/visitor.tsx'
import { EventLine } from '../../clubs/event-line.tsx'
import { useScore } from '../../clubs/use-score.ts'
import { Bar } from '../../design/parts.tsx'
import { dayIn } from '../../texts/days.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

/** What comes next in a club, and what it wants to reach together. */
export const Side = ({ club: key, withEvents }: { readonly club: side_club$key; readonly withEvents: boolean }) => {
  const t = useTexts(own)
  const score = useScore()
  const measures = useMeasures()
  const { timeZone } = useVisitor()
  const club = useFragment(
    graphql`
      fragment side_club on Club {
        slug
        next: events(first: 3) {
          edges {
            node {
              id
            }
            ...eventLine_edge
          }
        }
        goals {
          id
          title
          metric
          target
          progress
          startsOn
          endsOn
          contributors(first: 1) {
            score
            athlete {
              id
              handle
              displayName
            }
          }
        }
      }
    `,
    key,
  )
  const today = dayIn(timeZone, Date.now())
  const edges = withEvents ? club.next.edges : []
  if (edges.length === 0 && club.goals.length === 0) return null
  return (
    <aside className="club-side">
      {edges.length > 0 && (
        <section className="card club-next">
          <h2>
            {t('coming')}
            <Link to={hrefs.club(club.slug, 'events')}>{t('allEvents')}</Link>
          </h2>
          <ul className="events-list">
            {edges.map((edge) => (
              <li key={edge.node.id}>
                <EventLine edge={edge} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {club.goals.length > 0 && (
        <section className="card panel">
          <h2>{t('goals')}</h2>
          <ul className="club-goals">
            {club.goals.map((goal) => {
              const best = goal.contributors[0]
              return (
                <li key={goal.id}>
                  <h3>{goal.title}</h3>
                  <Bar part={goal.progress / goal.target} label={goal.title} />
                  <p>
                    <strong>
                      {t('goalOf', { progress: score(goal.metric, goal.progress), target: score(goal.metric, goal.target) })}
                    </strong>
                    <span className="soft">
                      {t(goal.endsOn < today ? 'goalOver' : 'goalUntil', { day: measures.day(goal.endsOn) })}
                    </span>
                  </p>
                  {best?.athlete != null && best.score > 0 && (
                    <p className="soft">
                      {t('contributed', { name: best.athlete.displayName, score: score(goal.metric, best.score) })}
                    </p>
                  )}
                </li>
              )
            })}
          </ul>
        </section>
      )}
    </aside>
  )
}
