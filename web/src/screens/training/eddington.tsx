import { graphql, useFragment } from 'react-relay/hooks'
import type { eddington_athlete$key } from '#relay/eddington_athlete'
import { useVisitor } from '../../app/visitor.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

/** The Eddington numbers of riding and of going on foot, in the units of who looks. */
export const Eddington = ({ athlete: key }: { readonly athlete: eddington_athlete$key }) => {
  const t = useTexts(own)
  const { units } = useVisitor()
  const athlete = useFragment(
    graphql`
      fragment eddington_athlete on Athlete {
        rideKm: eddington(sports: [RIDE, GRAVEL_RIDE, MOUNTAIN_BIKE_RIDE, E_BIKE_RIDE, VIRTUAL_RIDE]) {
          number
          next
        }
        rideMiles: eddington(sports: [RIDE, GRAVEL_RIDE, MOUNTAIN_BIKE_RIDE, E_BIKE_RIDE, VIRTUAL_RIDE], unit: MILE) {
          number
          next
        }
        footKm: eddington(sports: [RUN, TRAIL_RUN, VIRTUAL_RUN, WALK, HIKE]) {
          number
          next
        }
        footMiles: eddington(sports: [RUN, TRAIL_RUN, VIRTUAL_RUN, WALK, HIKE], unit: MILE) {
          number
          next
        }
      }
    `,
    key,
  )
  const isMetric = units === 'METRIC'
  const unit = isMetric ? 'km' : 'mi'
  const shown = [
    { name: t('riding'), of: isMetric ? athlete.rideKm : athlete.rideMiles },
    { name: t('onFoot'), of: isMetric ? athlete.footKm : athlete.footMiles },
  ].flatMap(({ name, of }) => (of == null ? [] : [{ name, ...of }]))
  return (
    <section className="card is-padded training-card">
      <h2>{t('eddington')}</h2>
      <ul className="training-eddington">
        {shown.map(({ name, number, next }) => (
          <li key={name}>
            <strong>{number}</strong>
            <div>
              <p>{name}</p>
              <p className="training-soft">{t('eddingtonNext', { next, goal: number + 1, unit })}</p>
            </div>
          </li>
        ))}
      </ul>
      <p className="training-soft">{t('eddingtonMore', { unit })}</p>
    </section>
  )
}
