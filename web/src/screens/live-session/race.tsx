import { graphql, useFragment } from 'react-relay/hooks'
import type { race_session$key } from '#relay/race_session'
import { Link } from '../../app/router.tsx'
import { Bar } from '../../design/parts.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

/** The athlete's starred segments in this session: how far, and how much ahead or behind. */
export const Race = ({ session: key }: { readonly session: race_session$key }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const { segments } = useFragment(
    graphql`
      fragment race_session on LiveSession {
        id
        segments {
          progress
          elapsedSeconds
          secondsAheadOfBest
          secondsAheadOfLeader
          finishedEffortSeconds
          segment {
            id
            name
          }
        }
      }
    `,
    key,
  )
  if (segments.length === 0) return null
  const told = (seconds: number | null | undefined, whom: string) =>
    seconds == null ? null : (
      <span className={seconds >= 0 ? 'chip is-pine' : 'chip is-ember'}>
        {t(seconds >= 0 ? 'ahead' : 'behind', { time: measures.clock(Math.abs(seconds)), whom })}
      </span>
    )
  return (
    <section className="card is-padded live-race">
      <h2>{t('race')}</h2>
      <ul>
        {segments.map((each) => (
          <li key={each.segment.id}>
            <p className="live-race-name">
              <Link to={hrefs.segment(each.segment.id)}>{each.segment.name}</Link>
              <strong>{measures.clock(each.finishedEffortSeconds ?? each.elapsedSeconds)}</strong>
            </p>
            <Bar part={each.finishedEffortSeconds == null ? each.progress : 1} label={each.segment.name} />
            <p className="live-race-gaps">
              {each.finishedEffortSeconds != null && (
                <span>{t('finished', { time: measures.clock(each.finishedEffortSeconds) })}</span>
              )}
              {told(each.secondsAheadOfBest, t('best'))}
              {told(each.secondsAheadOfLeader, t('leader'))}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
