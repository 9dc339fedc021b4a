import { graphql, useFragment } from 'react-relay/hooks'
import type { company_activity$key } from '#relay/company_activity'
import { Link } from '../../app/router.tsx'
import { Avatar } from '../../design/parts.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './company.texts.ts'

/** Who was there too, each with the own recording. */
export const Company = ({ activity }: { readonly activity: company_activity$key }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const { together } = useFragment(
    graphql`
      fragment company_activity on Activity {
        together {
          id
          name
          distanceMeters
          movingSeconds
          athlete {
            id
            displayName
            avatarUrl
          }
        }
      }
    `,
    activity,
  )
  if (together == null || together.length === 0) return null
  return (
    <section className="card is-padded company">
      <h2>{t('title')}</h2>
      <ul>
        {together.map(({ id, name, distanceMeters, movingSeconds, athlete }) => (
          <li key={id}>
            <Avatar name={athlete?.displayName ?? ''} url={athlete?.avatarUrl} />
            <div>
              <Link to={hrefs.activity(id)}>
                <bdi>{athlete?.displayName ?? name}</bdi>
              </Link>
              <p className="soft">
                {distanceMeters > 0 && `${measures.distance(distanceMeters)} · `}
                {measures.clock(movingSeconds)}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
