import './calendar.css'
import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { calendarQuery } from '#relay/calendarQuery'
import { Link } from '../../app/router.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { Icon } from '../../design/icon.tsx'
import { buttonClass, Figures, Notice } from '../../design/parts.tsx'
import sports from '../../texts/sports.texts.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { TrainingFrame } from '../../training/training-frame.tsx'
import { hrefs } from '../mod.ts'
import { monthAfter, monthOf } from './month.ts'
import { MonthGrid } from './month-grid.tsx'
import own from './texts.ts'
import { YearStrip } from './year-strip.tsx'

export default function Calendar({ query, search }: ScreenProps<calendarQuery>) {
  const t = useTexts(own)
  const nameOfSport = useTexts(sports)
  const measures = useMeasures()
  const { handle, locale } = useVisitor()
  const month = monthOf(search.get('month'), Date.now())
  const { viewer } = usePreloadedQuery<calendarQuery>(
    graphql`
      query calendarQuery($since: DateTime!, $until: DateTime!, $year: Int!) @preloadable {
        viewer {
          athlete {
            ...monthGrid_athlete @arguments(since: $since, until: $until)
            yearInReview(year: $year) {
              year
              months {
                month
                totals {
                  sport
                  count
                  distanceMeters
                  movingSeconds
                  elevationGainMeters
                }
              }
              ...yearStrip_review
            }
          }
        }
      }
    `,
    query,
  )
  if (viewer == null) return <TrainingFrame place="calendar">{null}</TrainingFrame>
  const review = viewer.athlete.yearInReview
  const totals = review?.months.find((each) => each.month === Number(month.slice(5)))?.totals ?? []
  const sum = (of: (each: (typeof totals)[number]) => number) => totals.reduce((all, each) => all + of(each), 0)
  const title = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  )
  const year = month.slice(0, 4)
  return (
    <TrainingFrame
      place="calendar"
      act={
        <div className="training-acts">
          <Link className={buttonClass('outline', true)} to={hrefs.activityNew()}>
            {t('enter')}
          </Link>
          {handle !== null && (
            <Link className={buttonClass('outline', true)} to={hrefs.yearInReview(handle, year)}>
              {t('review', { year })}
            </Link>
          )}
        </div>
      }
    >
      <section className="card is-padded training-card">
        <header className="calendar-head">
          <Link className={buttonClass('quiet', false, true)} to={hrefs.calendar(monthAfter(month, -1))}>
            <Icon name="back" />
            <span className="unseen">{t('before')}</span>
          </Link>
          <h2 aria-live="polite">{title}</h2>
          <Link className={`${buttonClass('quiet', false, true)} calendar-next`} to={hrefs.calendar(monthAfter(month, 1))}>
            <Icon name="back" />
            <span className="unseen">{t('after')}</span>
          </Link>
        </header>
        {review == null ? (
          <p className="training-soft">{t('away')}</p>
        ) : (
          <>
            <Figures
              large
              of={[
                { name: t('activities'), value: measures.number(sum(({ count }) => count)) },
                { name: t('time'), value: measures.duration(sum(({ movingSeconds }) => movingSeconds)) },
                { name: t('distance'), value: measures.distance(sum(({ distanceMeters }) => distanceMeters)) },
                { name: t('climb'), value: measures.elevation(sum(({ elevationGainMeters }) => elevationGainMeters)) },
              ]}
            />
            {totals.length > 1 && (
              <ul className="calendar-sports">
                {totals.map(({ sport, count, movingSeconds }) => (
                  <li key={sport} className="chip">
                    {t('ofSport', { sport: nameOfSport(sport), count, time: measures.duration(movingSeconds) })}
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
        <MonthGrid athlete={viewer.athlete} month={month} />
      </section>
      {review == null ? <Notice icon="flag" title={t('away')} /> : <YearStrip review={review} month={month} />}
    </TrainingFrame>
  )
}
