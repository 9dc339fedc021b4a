import { graphql, useFragment } from 'react-relay/hooks'
import type { predictions_viewer$key } from '#relay/predictions_viewer'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { useName } from '../../training/use-name.ts'
import own from './texts.ts'

/** How fast the athlete could race today. */
export const Predictions = ({ viewer: key }: { readonly viewer: predictions_viewer$key }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const nameOf = useName()
  const { athlete } = useFragment(
    graphql`
      fragment predictions_viewer on Viewer {
        athlete {
          performance {
            racePredictions {
              name
              distanceMeters
              seconds
            }
          }
        }
      }
    `,
    key,
  )
  const predictions = athlete.performance?.racePredictions ?? []
  return (
    <section className="card is-padded training-card">
      <h2>{t('predictions')}</h2>
      {predictions.length === 0 ? (
        <p className="training-soft">{t('noPredictions')}</p>
      ) : (
        <>
          <ul className="training-list">
            {predictions.map(({ name, distanceMeters, seconds }) => (
              <li key={name}>
                <span className="training-what">{nameOf(name)}</span>
                <strong className="training-value">{measures.clock(seconds)}</strong>
                <span className="training-of">{measures.speed(distanceMeters / seconds, 'RUN')}</span>
              </li>
            ))}
          </ul>
          <p className="training-soft">{t('predictionsMore')}</p>
        </>
      )}
    </section>
  )
}
