import { graphql, useFragment } from 'react-relay/hooks'
import type { yearStrip_review$key } from '#relay/yearStrip_review'
import { Link } from '../../app/router.tsx'
import { useVisitor } from '../../app/visitor.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

interface YearStripProps {
  readonly review: yearStrip_review$key
  /** The month that is shown, such as 2026-11. */
  readonly month: string
}

/** The months of a year, each as high as its time; each leads to its days. */
export const YearStrip = ({ review, month }: YearStripProps) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const { locale } = useVisitor()
  const { year, activeDays, months, totals } = useFragment(
    graphql`
      fragment yearStrip_review on YearInReview {
        year
        activeDays
        totals {
          count
          movingSeconds
          distanceMeters
        }
        months {
          month
          totals {
            count
            movingSeconds
          }
        }
      }
    `,
    review,
  )
  const seconds = months.map((each) => each.totals.reduce((sum, { movingSeconds }) => sum + movingSeconds, 0))
  const most = Math.max(1, ...seconds)
  const name = (index: number, style: 'long' | 'narrow') =>
    new Intl.DateTimeFormat(locale, { month: style, timeZone: 'UTC' }).format(new Date(Date.UTC(year, index, 1)))
  const sum = (of: (each: (typeof totals)[number]) => number) => totals.reduce((all, each) => all + of(each), 0)
  return (
    <section className="card is-padded training-card">
      <header>
        <h2>{year}</h2>
        <div className="training-acts">
          <Link to={hrefs.calendar(`${year - 1}-12`)}>{year - 1}</Link>
          <Link to={hrefs.calendar(`${year + 1}-01`)}>{year + 1}</Link>
        </div>
      </header>
      <p className="training-soft">
        {t('yearSum', {
          count: sum(({ count }) => count),
          days: activeDays,
          time: measures.duration(sum(({ movingSeconds }) => movingSeconds)),
          distance: measures.distance(sum(({ distanceMeters }) => distanceMeters)),
        })}
      </p>
      <ol className="year-strip">
        {months.map((each, index) => {
          const address = `${year}-${String(each.month).padStart(2, '0')}`
          return (
            <li key={each.month}>
              <Link to={hrefs.calendar(address)} aria-current={address === month ? 'date' : undefined}>
                <span className="year-bar" style={{ '--part': (seconds[index] ?? 0) / most } as React.CSSProperties} />
                <span aria-hidden="true">{name(index, 'narrow')}</span>
                <span className="unseen">
                  {name(index, 'long')}: {measures.duration(seconds[index] ?? 0)}
                </span>
              </Link>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
