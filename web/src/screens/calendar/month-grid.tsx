import { graphql, useFragment } from 'react-relay/hooks'
import type { monthGrid_athlete$key } from '#relay/monthGrid_athlete'
import { Link } from '../../app/router.tsx'
import { useVisitor } from '../../app/visitor.tsx'
import { Icon, iconOfSport } from '../../design/icon.tsx'
import { dayIn } from '../../texts/days.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import { weeksOf } from './month.ts'
import own from './texts.ts'

interface MonthGridProps {
  readonly athlete: monthGrid_athlete$key
  readonly month: string
}

/** The days of a month with what was done on them, and the total of each week. */
export const MonthGrid = ({ athlete: key, month }: MonthGridProps) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const { locale, timeZone } = useVisitor()
  const { activities } = useFragment(
    graphql`
      fragment monthGrid_athlete on Athlete @argumentDefinitions(since: { type: "DateTime!" }, until: { type: "DateTime!" }) {
        activities(first: 100, since: $since, until: $until) {
          edges {
            node {
              id
              name
              sport
              startedAtLocal
              distanceMeters
              movingSeconds
            }
          }
          pageInfo {
            hasNextPage
          }
        }
      }
    `,
    key,
  )
  if (activities == null) return <p className="training-soft">{t('away')}</p>
  const done = activities.edges.map(({ node }) => node)
  const on = (day: string) => done.filter(({ startedAtLocal }) => startedAtLocal.startsWith(day)).reverse()
  const today = dayIn(timeZone, Date.now())
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  const weeks = weeksOf(month)
  const secondsOf = (day: string) => on(day).reduce((sum, { movingSeconds }) => sum + movingSeconds, 0)
  const most = Math.max(3_600, ...weeks.flat().map(secondsOf))
  const amount = ({ distanceMeters, movingSeconds }: (typeof done)[number]) =>
    distanceMeters > 0 ? measures.distance(distanceMeters) : measures.duration(movingSeconds)
  return (
    <>
      <table className="month">
        <thead>
          <tr>
            {weeks[0]?.map((day) => (
              <th key={day} scope="col">
                {weekday.format(new Date(`${day}T00:00:00Z`))}
              </th>
            ))}
            <th scope="col" className="month-total">
              {t('week')}
            </th>
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => {
                const all = on(day)
                const classes = [day.startsWith(month) ? '' : 'is-other', day === today ? 'is-today' : '']
                  .filter(Boolean)
                  .join(' ')
                return (
                  <td key={day} className={classes || undefined} aria-current={day === today ? 'date' : undefined}>
                    <time dateTime={day}>{Number(day.slice(8))}</time>
                    {all.length > 0 && (
                      <span className="month-amount" style={{ '--part': secondsOf(day) / most } as React.CSSProperties}>
                        <Icon name={iconOfSport(all[0]?.sport ?? '')} />
                        {all.length > 1 && <small>{all.length}</small>}
                        <span className="unseen">{measures.duration(secondsOf(day))}</span>
                      </span>
                    )}
                    <ul>
                      {all.map((activity) => (
                        <li key={activity.id}>
                          <Link to={hrefs.activity(activity.id)} title={activity.name}>
                            <Icon name={iconOfSport(activity.sport)} />
                            {amount(activity)}
                            <span className="unseen">{activity.name}</span>
                          </Link>
                        </li>
                      ))}
                    </ul>
                  </td>
                )
              })}
              <td className="month-total">
                <strong>{measures.hours(week.reduce((sum, day) => sum + secondsOf(day), 0))}</strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {activities.pageInfo.hasNextPage && <p className="training-soft">{t('notAll')}</p>}
      <ol className="month-list">
        {done
          .filter(({ startedAtLocal }) => startedAtLocal.startsWith(month))
          .map((activity) => (
            <li key={activity.id}>
              <Icon name={iconOfSport(activity.sport)} />
              <div>
                <Link to={hrefs.activity(activity.id)}>{activity.name}</Link>
                <p>{measures.day(activity.startedAtLocal.slice(0, 10))}</p>
              </div>
              <span>
                {amount(activity)}
                <small>{measures.clock(activity.movingSeconds)}</small>
              </span>
            </li>
          ))}
      </ol>
      {done.length === 0 && <p className="training-soft">{t('nothing')}</p>}
    </>
  )
}
