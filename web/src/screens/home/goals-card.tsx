import { graphql, useFragment } from 'react-relay/hooks'
import type { goalsCard_viewer$key } from '#relay/goalsCard_viewer'
import { Link } from '../../app/router.tsx'
import { Bar } from '../../design/parts.tsx'
import sports from '../../texts/sports.texts.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

/** How far one's goals are. */
export const GoalsCard = ({ viewer }: { readonly viewer: goalsCard_viewer$key }) => {
  const t = useTexts(own)
  const sport = useTexts(sports)
  const measures = useMeasures()
  const { goals, persona } = useFragment(
    graphql`
      fragment goalsCard_viewer on Viewer {
        persona
        goals {
          id
          sports
          metric
          period
          target
          progress
        }
      }
    `,
    viewer,
  )
  const written = (metric: string, value: number): string => {
    if (metric === 'DISTANCE') return measures.distance(value)
    if (metric === 'ELEVATION_GAIN') return measures.elevation(value)
    if (metric === 'MOVING_TIME') return measures.duration(value)
    return measures.number(value)
  }
  if (goals == null || (goals.length === 0 && persona !== 'SOLO_ATHLETE')) return null
  return (
    <section className="card side-card">
      <h2>
        <Link to={hrefs.goals()}>{t('goals')}</Link>
      </h2>
      {goals.length === 0 && <p className="soft">{t('noGoals')}</p>}
      <ul className="side-list">
        {goals.map((goal) => {
          const title = t('goal', {
            period: goal.period,
            sports: goal.sports.length === 0 ? t('allSports') : goal.sports.map((each) => sport(each)).join(', '),
          })
          const amount = t('goalOf', { done: written(goal.metric, goal.progress), target: written(goal.metric, goal.target) })
          return (
            <li key={goal.id} className="side-goal">
              <p>
                <strong>{amount}</strong>
                <span className="soft">{title}</span>
              </p>
              <Bar part={goal.progress / goal.target} label={`${title}: ${amount}`} />
            </li>
          )
        })}
      </ul>
    </section>
  )
}
