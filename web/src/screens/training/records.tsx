import { graphql, useFragment } from 'react-relay/hooks'
import type { records_athlete$key } from '#relay/records_athlete'
import { Link } from '../../app/router.tsx'
import { Icon, iconOfSport } from '../../design/icon.tsx'
import sports from '../../texts/sports.texts.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { useName } from '../../training/use-name.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

/** The best over each distance, by sport. */
export const Records = ({ athlete: key }: { readonly athlete: records_athlete$key }) => {
  const t = useTexts(own)
  const sportName = useTexts(sports)
  const measures = useMeasures()
  const nameOf = useName()
  const { personalRecords } = useFragment(
    graphql`
      fragment records_athlete on Athlete {
        personalRecords {
          name
          sport
          elapsedSeconds
          activity {
            id
            name
            startedAtLocal
          }
        }
      }
    `,
    key,
  )
  const records = personalRecords ?? []
  const ofSports = [...new Set(records.map(({ sport }) => sport))]
  return (
    <section className="card is-padded training-card">
      <h2>{t('records')}</h2>
      {records.length === 0 && <p className="training-soft">{t(personalRecords == null ? 'awayMore' : 'noRecords')}</p>}
      {ofSports.map((sport) => (
        <div key={sport}>
          <h3 className="training-sport">
            <Icon name={iconOfSport(sport)} />
            {sportName(sport)}
          </h3>
          <ul className="training-list">
            {records
              .filter((record) => record.sport === sport)
              .map(({ name, elapsedSeconds, activity }) => (
                <li key={name}>
                  <span className="training-what">{nameOf(name)}</span>
                  <strong className="training-value">{measures.clock(elapsedSeconds)}</strong>
                  <span className="training-of">
                    <Link to={hrefs.activity(activity.id)}>{activity.name}</Link>
                    <small>{measures.date(activity.startedAtLocal.slice(0, 10))}</small>
                  </span>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
