import { graphql, useFragment } from 'react-relay/hooks'
import type { streakCard_viewer$key } from '#relay/streakCard_viewer'
import { Link } from '../../app/router.tsx'
import { Icon } from '../../design/icon.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

/** The days in a row. */
export const StreakCard = ({ viewer }: { readonly viewer: streakCard_viewer$key }) => {
  const t = useTexts(own)
  const { athlete } = useFragment(
    graphql`
      fragment streakCard_viewer on Viewer {
        athlete {
          streak {
            currentDays
            longestDays
            freezesLeft
            atRiskSince
          }
        }
      }
    `,
    viewer,
  )
  const { streak } = athlete
  return (
    <section className="card side-card">
      <h2>
        <Link to={hrefs.streak()}>{t('streak')}</Link>
      </h2>
      <p className="side-large is-ember">
        <Icon name="flame" />
        {t('days', { count: streak.currentDays })}
      </p>
      <p className="soft">
        {streak.atRiskSince == null
          ? t('streakMore', { longest: streak.longestDays, freezes: streak.freezesLeft })
          : t('streakAtRisk', { freezes: streak.freezesLeft })}
      </p>
    </section>
  )
}
