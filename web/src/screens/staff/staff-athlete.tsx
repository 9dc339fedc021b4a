import { graphql, useLazyLoadQuery } from 'react-relay/hooks'
import type { staffAthleteQuery } from '#relay/staffAthleteQuery'
import { AthleteLink } from '../../social/athlete-link.tsx'
import { Handle } from '../../social/handle.tsx'
import { useTexts } from '../../texts/use-texts.ts'
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
      <AthleteLink handle={athlete.handle} name={athlete.displayName} />{' '}
      <span className="soft">
        <Handle of={athlete.handle} />
      </span>
    </p>
  )
}
