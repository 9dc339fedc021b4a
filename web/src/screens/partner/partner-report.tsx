import { graphql, useFragment } from 'react-relay/hooks'
import type { partnerReport_report$key } from '#relay/partnerReport_report'
import { LineChart } from '../../design/line-chart.tsx'
import { Figures } from '../../design/parts.tsx'
import { dayNumber, dayOfNumber } from '../../texts/day-axis.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { useDesk } from './desk.ts'
import { FileButton } from './file-button.tsx'
import own from './texts.ts'

const TICKS = 6

interface PartnerReportProps {
  readonly challengeId: string
  readonly report: partnerReport_report$key
}

/** How a campaign does, in numbers of which none tells what one person did. */
export const PartnerReport = ({ challengeId, report: key }: PartnerReportProps) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const { timeZone } = useDesk()
  const { participants, completions, activities, distanceMeters, offerClicks, byDay } = useFragment(
    graphql`
      fragment partnerReport_report on CampaignReport {
        participants
        completions
        activities
        distanceMeters
        offerClicks
        byDay {
          date
          joined
          completed
        }
      }
    `,
    key,
  )
  const xs = byDay.map(({ date }) => dayNumber(date))
  const every = Math.max(1, Math.ceil(xs.length / TICKS))
  const few = t('tooFew')
  return (
    <section className="card is-padded section">
      <header className="section-head">
        <h3>{t('report')}</h3>
        <FileButton path={`/partner/challenges/${challengeId}/report.csv`} name={`report-${challengeId}.csv`} text={t('csv')} />
      </header>
      <Figures
        large
        of={[
          { name: t('participants'), value: measures.number(participants) },
          { name: t('completions'), value: measures.number(completions) },
          { name: t('activities'), value: activities == null ? few : measures.number(activities) },
          { name: t('distance'), value: distanceMeters == null ? few : measures.distance(distanceMeters) },
          { name: t('offerClicks'), value: measures.number(offerClicks) },
        ]}
      />
      {(activities == null || distanceMeters == null) && <p className="soft">{t('tooFewMore')}</p>}
      <p className="soft">{t('reportMore', { zone: timeZone })}</p>
      {byDay.length === 0 && <p className="soft">{t('noDays')}</p>}
      {byDay.length > 1 && (
        <LineChart
          label={t('byDay')}
          xs={xs}
          lines={[
            { name: t('joined'), colour: '--pine', values: byDay.map(({ joined }) => joined) },
            { name: t('completed'), colour: '--ember', values: byDay.map(({ completed }) => completed) },
          ]}
          xTicks={xs.filter((_, index) => index % every === 0).map((x) => ({ x, text: measures.dayOfMonth(dayOfNumber(x)) }))}
          writeX={(x) => measures.day(dayOfNumber(x))}
          writeY={(value) => measures.number(value)}
          height={180}
          hasZero
        />
      )}
      {byDay.length > 0 && (
        <details>
          <summary>{t('byDay')}</summary>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('day')}</th>
                <th scope="col">{t('joined')}</th>
                <th scope="col">{t('completed')}</th>
              </tr>
            </thead>
            <tbody>
              {byDay.map(({ date, joined, completed }) => (
                <tr key={date}>
                  <td>{measures.day(date)}</td>
                  <td>{measures.number(joined)}</td>
                  <td>{measures.number(completed)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </section>
  )
}
