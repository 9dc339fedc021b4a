import { graphql, useFragment } from 'react-relay/hooks'
import type { side_viewer$key } from '#relay/side_viewer'
import { Link } from '../../app/router.tsx'
import { useVisitor } from '../../app/visitor.tsx'
import { Icon } from '../../design/icon.tsx'
import { Avatar, Bar } from '../../design/parts.tsx'
import { dayIn } from '../../texts/days.ts'
import sports from '../../texts/sports.texts.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'
import { weekOf } from './week.ts'

/** What matters on a day of rest: the week against the usual, the streak, goals, what comes next, and whom one may know. */
export const Side = ({ viewer: key }: { readonly viewer: side_viewer$key }) => {
  const t = useTexts(own)
  const sport = useTexts(sports)
  const measures = useMeasures()
  const { timeZone, locale } = useVisitor()
  const { athlete, goals, upcomingEvents, suggestions } = useFragment(
    graphql`
      fragment side_viewer on Viewer @argumentDefinitions(since: { type: "DateTime!" }) {
        athlete {
          id
          streak {
            currentDays
            longestDays
            currentWeeks
            freezesLeft
            atRiskSince
          }
          activities(first: 100, since: $since) {
            edges {
              node {
                id
                startedAtLocal
                movingSeconds
              }
            }
          }
        }
        goals {
          id
          sports
          metric
          period
          target
          progress
        }
        upcomingEvents(first: 3) {
          edges {
            node {
              id
              title
              startsAt
              club {
                id
                name
              }
            }
          }
        }
        suggestions(first: 3) {
          text
          athlete {
            id
            handle
            displayName
            avatarUrl
          }
        }
      }
    `,
    key,
  )
  const { streak } = athlete
  const week = weekOf(athlete.activities?.edges.map(({ node }) => node) ?? [], dayIn(timeZone, Date.now()))
  const most = Math.max(...week.days, 1)
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'narrow', timeZone: 'UTC' })
  // 1970-01-05 was a Monday.
  const nameOf = (day: number) => weekday.format(new Date(Date.UTC(1970, 0, 5 + day)))
  const written = (metric: string, value: number): string => {
    if (metric === 'DISTANCE') return measures.distance(value)
    if (metric === 'ELEVATION_GAIN') return measures.elevation(value)
    if (metric === 'MOVING_TIME') return measures.duration(value)
    return measures.number(value)
  }
  const events = upcomingEvents?.edges.flatMap(({ node }) => node ?? []) ?? []
  const people = suggestions?.flatMap(({ athlete: person, text }) => (person == null ? [] : [{ ...person, text }])) ?? []
  return (
    <aside className="side" aria-label={t('side')}>
      <section className="card side-card">
        <h2>{t('thisWeek')}</h2>
        <p className="side-large">{measures.duration(week.seconds)}</p>
        <p className="soft">
          {week.usualSeconds === null ? t('noUsual') : t('usual', { time: measures.duration(week.usualSeconds) })}
        </p>
        <ol className="week">
          {week.days.map((seconds, day) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a day of the week is its place
            <li key={day} aria-current={day === week.today ? 'date' : undefined}>
              <span className="week-bar" style={{ '--part': seconds / most } as React.CSSProperties} />
              <span aria-hidden="true">{nameOf(day)}</span>
              <span className="unseen">{measures.duration(seconds)}</span>
            </li>
          ))}
        </ol>
      </section>
      <section className="card side-card">
        <h2>{t('streak')}</h2>
        <p className="side-large is-ember">
          <Icon name="flame" />
          {t('days', { count: streak.currentDays })}
        </p>
        <p className="soft">
          {streak.atRiskSince == null
            ? t('streakMore', { longest: streak.longestDays, freezes: streak.freezesLeft })
            : t('streakAtRisk', { freezes: streak.freezesLeft })}
        </p>
      </section>
      {goals != null && goals.length > 0 && (
        <section className="card side-card">
          <h2>{t('goals')}</h2>
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
      )}
      {events.length > 0 && (
        <section className="card side-card">
          <h2>{t('events')}</h2>
          <ul className="side-list">
            {events.map((event) => (
              <li key={event.id}>
                <Link to={hrefs.event(event.id)}>{event.title}</Link>
                <p className="soft">
                  {measures.dateTime(event.startsAt)}
                  {event.club != null && ` · ${event.club.name}`}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {people.length > 0 && (
        <section className="card side-card">
          <h2>{t('people')}</h2>
          <ul className="side-list">
            {people.map(({ id, handle, displayName, avatarUrl, text }) => (
              <li key={id} className="side-person">
                <Avatar name={displayName} url={avatarUrl} />
                <div>
                  <Link to={hrefs.athlete(handle)}>{displayName}</Link>
                  <p className="soft">{text}</p>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  )
}
