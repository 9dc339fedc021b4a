import './year-in-review.css'
import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { yearInReviewQuery } from '#relay/yearInReviewQuery'
import { NotThere } from '../../app/not-there.tsx'
import { Link } from '../../app/router.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { Icon, type IconName, iconOfSport } from '../../design/icon.tsx'
import { Avatar, Figures, Notice } from '../../design/parts.tsx'
import { StackChart } from '../../design/stack-chart.tsx'
import { dayIn } from '../../texts/days.ts'
import sports from '../../texts/sports.texts.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { useName } from '../../training/use-name.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

/** The colours of sports, the one with the most time first. */
const COLOURS = ['var(--pine)', 'var(--ember)', 'var(--gold)', 'light-dark(#7d9bb5, #8fb3d1)', 'var(--ink-soft)']

export default function YearInReview({ query, params }: ScreenProps<yearInReviewQuery, '/athletes/$handle/years/$year'>) {
  const t = useTexts(own)
  const nameOfSport = useTexts(sports)
  const measures = useMeasures()
  const nameOf = useName()
  const { locale, timeZone } = useVisitor()
  const { athlete } = usePreloadedQuery<yearInReviewQuery>(
    graphql`
      query yearInReviewQuery($handle: String!, $year: Int!) @preloadable {
        athlete(handle: $handle) {
          handle
          displayName
          avatarUrl
          yearInReview(year: $year) {
            year
            activeDays
            newCells
            totals {
              sport
              count
              distanceMeters
              movingSeconds
              elevationGainMeters
            }
            months {
              month
              totals {
                sport
                movingSeconds
              }
            }
            longest {
              id
              name
              distanceMeters
            }
            highest {
              id
              name
              elevationGainMeters
            }
            mostKudos {
              id
              name
              kudosCount
            }
            firsts {
              name
              sport
              elapsedSeconds
              activity {
                id
                name
              }
            }
          }
        }
      }
    `,
    query,
  )
  const year = Number.parseInt(params.year, 10)
  if (athlete == null || !/^\d{4}$/.test(params.year)) return <NotThere title={t('gone')}>{t('goneMore')}</NotThere>
  const review = athlete.yearInReview
  const thisYear = Number(dayIn(timeZone, Date.now()).slice(0, 4))
  const title = t('title', { year: String(year), name: athlete.displayName })
  const head = (
    <header className="review-head">
      <Link to={hrefs.athlete(athlete.handle)}>
        <Avatar name={athlete.displayName} url={athlete.avatarUrl} size="large" />
        <span className="unseen">
          <bdi>{athlete.displayName}</bdi>
        </span>
      </Link>
      <div>
        <p>{athlete.displayName}</p>
        <h1>{year}</h1>
      </div>
      <nav aria-label={t('years')}>
        <Link to={hrefs.yearInReview(athlete.handle, String(year - 1))}>{year - 1}</Link>
        {year < thisYear && <Link to={hrefs.yearInReview(athlete.handle, String(year + 1))}>{year + 1}</Link>}
      </nav>
    </header>
  )
  if (review == null || review.totals.length === 0) {
    return (
      <div className="page review">
        <title>{`${title} · Gruppetto`}</title>
        {head}
        <Notice kind="empty" icon="calendar" title={t(review == null ? 'hidden' : 'nothing')} />
      </div>
    )
  }
  const { totals, months } = review
  const bySport = [...totals].sort((a, b) => b.movingSeconds - a.movingSeconds)
  const shown = bySport.slice(0, COLOURS.length - 1)
  const hasRest = bySport.length > shown.length
  const sum = (of: (each: (typeof totals)[number]) => number) => totals.reduce((all, each) => all + of(each), 0)
  const monthName = (month: number, style: 'long' | 'narrow') =>
    new Intl.DateTimeFormat(locale, { month: style, timeZone: 'UTC' }).format(new Date(Date.UTC(year, month - 1, 1)))
  const highlights: readonly {
    readonly icon: IconName
    readonly name: string
    readonly value: string
    readonly of: { readonly id: string; readonly name: string }
  }[] = [
    ...(review.longest == null
      ? []
      : [
          {
            icon: 'flag' as const,
            name: t('longest'),
            value: measures.distance(review.longest.distanceMeters),
            of: review.longest,
          },
        ]),
    ...(review.highest?.elevationGainMeters == null
      ? []
      : [
          {
            icon: 'hike' as const,
            name: t('highest'),
            value: measures.elevation(review.highest.elevationGainMeters),
            of: review.highest,
          },
        ]),
    ...(review.mostKudos?.kudosCount == null
      ? []
      : [
          {
            icon: 'heart' as const,
            name: t('mostKudos'),
            value: t('kudos', { count: review.mostKudos.kudosCount }),
            of: review.mostKudos,
          },
        ]),
  ]
  return (
    <div className="page review">
      <title>{`${title} · Gruppetto`}</title>
      {head}
      <section className="card is-padded review-sum">
        <h2 className="unseen">{t('sum')}</h2>
        <Figures
          large
          of={[
            { name: t('activities'), value: measures.number(sum(({ count }) => count)) },
            { name: t('days'), value: measures.number(review.activeDays) },
            { name: t('time'), value: measures.duration(sum(({ movingSeconds }) => movingSeconds)) },
            { name: t('distance'), value: measures.distance(sum(({ distanceMeters }) => distanceMeters)) },
            { name: t('climb'), value: measures.elevation(sum(({ elevationGainMeters }) => elevationGainMeters)) },
          ]}
        />
        <p>{t('compare', { times: measures.number(sum(({ elevationGainMeters }) => elevationGainMeters) / 8_849, 1) })}</p>
        {review.newCells != null && review.newCells > 0 && <p>{t('newCells', { count: review.newCells })}</p>}
      </section>
      <section className="card is-padded review-months">
        <h2>{t('months')}</h2>
        <StackChart
          label={t('months')}
          parts={[
            ...shown.map(({ sport }, index) => ({ name: nameOfSport(sport), colour: COLOURS[index] ?? '' })),
            ...(hasRest ? [{ name: t('rest'), colour: COLOURS.at(-1) ?? '' }] : []),
          ]}
          stacks={months.map(({ month, totals: ofMonth }) => {
            const of = shown.map(({ sport }) => ofMonth.find((each) => each.sport === sport)?.movingSeconds ?? 0)
            const all = ofMonth.reduce((total, { movingSeconds }) => total + movingSeconds, 0)
            const rest = all - of.reduce((total, seconds) => total + seconds, 0)
            return {
              key: String(month),
              tick: monthName(month, 'narrow'),
              title: monthName(month, 'long'),
              values: hasRest ? [...of, rest] : of,
            }
          })}
          write={measures.duration}
        />
      </section>
      {highlights.length > 0 && (
        <ul className="review-best">
          {highlights.map(({ icon, name, value, of }) => (
            <li key={name} className="card is-padded">
              <Icon name={icon} />
              <h2>{name}</h2>
              <p className="review-value">{value}</p>
              <Link to={hrefs.activity(of.id)}>{of.name}</Link>
            </li>
          ))}
        </ul>
      )}
      <div className="review-columns">
        <section className="card is-padded">
          <h2>{t('sports')}</h2>
          <ul className="review-list">
            {bySport.map(({ sport, count, distanceMeters, movingSeconds }) => (
              <li key={sport}>
                <Icon name={iconOfSport(sport)} />
                <strong>{nameOfSport(sport)}</strong>
                <span>
                  {t('count', { count })} · {measures.duration(movingSeconds)}
                  {distanceMeters > 0 && ` · ${measures.distance(distanceMeters)}`}
                </span>
              </li>
            ))}
          </ul>
        </section>
        {review.firsts.length > 0 && (
          <section className="card is-padded">
            <h2>{t('firsts')}</h2>
            <ul className="review-list">
              {review.firsts.map(({ name, sport, elapsedSeconds, activity }) => (
                <li key={`${sport} ${name}`}>
                  <Icon name="trophy" />
                  <strong>{nameOf(name)}</strong>
                  <span>
                    {measures.clock(elapsedSeconds)} · <Link to={hrefs.activity(activity.id)}>{activity.name}</Link>
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </div>
  )
}
