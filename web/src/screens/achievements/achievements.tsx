import '../../training/training.css'
import '../training/training.css'
import '../../social/people.css'
import '../streak/streak.css'
import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { achievementsQuery } from '#relay/achievementsQuery'
import { NotThere } from '../../app/not-there.tsx'
import { Link } from '../../app/router.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import { Icon } from '../../design/icon.tsx'
import { buttonClass, Figures } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import { Badges } from '../streak/badges.tsx'
import { Eddington } from '../training/eddington.tsx'
import { Records } from '../training/records.tsx'
import own from './texts.ts'

/** What an athlete has reached, of what the viewer may see: badges, streaks, records. */
export default function Achievements({ query }: ScreenProps<achievementsQuery>) {
  const t = useTexts(own)
  const { athlete } = usePreloadedQuery<achievementsQuery>(
    graphql`
      query achievementsQuery($handle: String!, $count: Int!) @preloadable {
        athlete(handle: $handle) {
          handle
          displayName
          streak {
            currentDays
            longestDays
            currentWeeks
            longestWeeks
          }
          ...badges_athlete @arguments(count: $count)
          ...records_athlete
          ...eddington_athlete
        }
      }
    `,
    query,
  )
  if (athlete == null) return <NotThere title={t('gone')}>{t('goneMore')}</NotThere>
  const { streak } = athlete
  const title = t('title', { name: athlete.displayName })
  return (
    <div className="page training">
      <title>{`${title} · Gruppetto`}</title>
      <header className="people-head">
        <Link className={`${buttonClass('quiet', true)} is-back`} to={hrefs.athlete(athlete.handle)}>
          <Icon name="back" />
          <bdi>{athlete.displayName}</bdi>
        </Link>
        <h1>{title}</h1>
      </header>
      <Figures
        large
        of={[
          { name: t('days'), value: t('dayCount', { count: streak.currentDays }) },
          { name: t('longestDays'), value: t('dayCount', { count: streak.longestDays }) },
          { name: t('weeks'), value: t('weekCount', { count: streak.currentWeeks }) },
          { name: t('longestWeeks'), value: t('weekCount', { count: streak.longestWeeks }) },
        ]}
      />
      <Badges athlete={athlete} />
      <div className="training-columns">
        <Records athlete={athlete} />
        <Eddington athlete={athlete} />
      </div>
    </div>
  )
}
