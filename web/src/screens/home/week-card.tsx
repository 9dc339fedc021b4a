import { graphql, useFragment } from 'react-relay/hooks'
import type { weekCard_viewer$key } from '#relay/weekCard_viewer'
import { Link } from '../../app/router.tsx'
import { useVisitor } from '../../app/visitor.tsx'
import { dayIn } from '../../texts/days.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'
import { loadOf, weekOf } from './week.ts'

/** The week against the usual; who likes numbers reads its load too. */
export const WeekCard = ({ viewer }: { readonly viewer: weekCard_viewer$key }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const { timeZone, locale } = useVisitor()
  const { athlete, persona } = useFragment(
    graphql`
      fragment weekCard_viewer on Viewer @argumentDefinitions(since: { type: "DateTime!" }) {
        persona
        athlete {
          activities(first: 100, since: $since) {
            edges {
              node {
                id
                startedAtLocal
                movingSeconds
                trainingLoad
              }
            }
          }
        }
      }
    `,
    viewer,
  )
  const today = dayIn(timeZone, Date.now())
  const done = athlete.activities?.edges.map(({ node }) => node) ?? []
  const week = weekOf(done, today)
  const load = loadOf(done, today)
  const most = Math.max(...week.days, 1)
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'narrow', timeZone: 'UTC' })
  // 1970-01-05 was a Monday.
  const nameOf = (day: number) => weekday.format(new Date(Date.UTC(1970, 0, 5 + day)))
  return (
    <section className="card side-card">
      <h2>
        <Link to={hrefs.calendar()}>{t('thisWeek')}</Link>
      </h2>
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
      {persona === 'DATA_NERD' && load > 0 && (
        <p className="side-load">
          <span>{t('load', { load: Math.round(load) })}</span>
          <Link to={hrefs.training()}>{t('toTraining')}</Link>
        </p>
      )}
    </section>
  )
}
