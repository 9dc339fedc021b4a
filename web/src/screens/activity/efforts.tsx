import { graphql, useFragment } from 'react-relay/hooks'
import type { efforts_activity$key } from '#relay/efforts_activity'
import { Link } from '../../app/router.tsx'
import { Icon } from '../../design/icon.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { useName } from '../../training/use-name.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

/** Segments that were raced, with the rank, and the best efforts of a run. */
export const Efforts = ({ activity: key }: { readonly activity: efforts_activity$key }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const nameOf = useName()
  const { segmentEfforts, bestEfforts } = useFragment(
    graphql`
      fragment efforts_activity on Activity {
        segmentEfforts {
          id
          elapsedSeconds
          personalRank
          overallRankThen
          segment {
            id
            name
            distanceMeters
            averageGradePercent
          }
        }
        bestEfforts {
          name
          elapsedSeconds
          isPersonalRecord
        }
      }
    `,
    key,
  )
  return (
    <>
      {segmentEfforts.length > 0 && (
        <section className="card is-padded efforts">
          <h2>{t('segments')}</h2>
          <ul>
            {segmentEfforts.map((effort) => (
              <li key={effort.id}>
                <div>
                  <Link to={hrefs.segment(effort.segment.id)}>{effort.segment.name}</Link>
                  <p className="soft">
                    {measures.distance(effort.segment.distanceMeters)} · {measures.number(effort.segment.averageGradePercent, 1)}
                    &#8239;%
                  </p>
                </div>
                <div>
                  <strong>{measures.clock(effort.elapsedSeconds)}</strong>
                  {effort.overallRankThen != null && (
                    <span className="chip is-gold">{t('rank', { rank: effort.overallRankThen })}</span>
                  )}
                  {effort.personalRank != null && (
                    <span className="chip is-pine">{t('best', { rank: effort.personalRank })}</span>
                  )}
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      {bestEfforts.length > 0 && (
        <section className="card is-padded efforts">
          <h2>{t('bestEfforts')}</h2>
          <ul>
            {bestEfforts.map((effort) => (
              <li key={effort.name}>
                <span>{nameOf(effort.name)}</span>
                <div>
                  <strong>{measures.clock(effort.elapsedSeconds)}</strong>
                  {effort.isPersonalRecord && (
                    <span className="chip is-gold">
                      <Icon name="trophy" />
                      {t('record')}
                    </span>
                  )}
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
