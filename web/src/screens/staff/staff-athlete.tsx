import { graphql, useLazyLoadQuery } from 'react-relay/hooks'
import type { staffAthleteQuery } from '#relay/staffAthleteQuery'
import { Link } from '../../app/router.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

interface StaffAthleteProps {
  readonly id: string
  /** How often somebody has tried again after an error. */
  readonly tries: number
}

/** Leads to an athlete of whom a case has the id alone. */
export const StaffAthlete = ({ id, tries }: StaffAthleteProps) => {
  const t = useTexts(own)
  const { athlete } = useLazyLoadQuery<staffAthleteQuery>(
    graphql`
      query staffAthleteQuery($id: ID!) {
        athlete(id: $id) {
          handle
          displayName
        }
      }
    `,
    { id },
    { fetchKey: tries },
  )
  return athlete == null ? (
    <p className="soft">{t('athleteGone')}</p>
  ) : (
    <p>
      <Link to={hrefs.athlete(athlete.handle)}>
        <bdi>{athlete.displayName}</bdi>
      </Link>{' '}
      <span className="soft">@{athlete.handle}</span>
    </p>
  )
}
