import '../../social/card.css'
import { Handle } from '../../social/handle.tsx'
import '../../social/social.css'
import './athlete.css'
import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { athleteQuery } from '#relay/athleteQuery'
import { NotThere } from '../../app/not-there.tsx'
import { Link } from '../../app/router.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { Avatar, Figures } from '../../design/parts.tsx'
import { Follow } from '../../social/follow.tsx'
import { useBadges } from '../../social/use-badges.ts'
import { dayIn } from '../../texts/days.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import { Activities } from './activities.tsx'
import { More } from './more.tsx'
import own from './texts.ts'

export default function Athlete({ query }: ScreenProps<athleteQuery>) {
  const t = useTexts(own)
  const badges = useBadges()
  const measures = useMeasures()
  const { locale, timeZone } = useVisitor()
  const { athlete } = usePreloadedQuery<athleteQuery>(
    graphql`
      query athleteQuery($handle: String!, $count: Int!) @preloadable {
        athlete(handle: $handle) {
          id
          handle
          displayName
          bio
          avatarUrl
          city
          country
          isPrivate
          followerCount
          followingCount
          totals(period: YEAR) {
            count
            distanceMeters
            movingSeconds
          }
          badges(first: 6) {
            totalCount
            edges {
              node {
                badge {
                  key
                  name
                  imageUrl
                }
              }
            }
          }
          ...follow_athlete
          ...more_athlete
          ...activities_athlete @arguments(count: $count)
        }
      }
    `,
    query,
  )
  if (athlete == null) return <NotThere title={t('gone')}>{t('goneMore')}</NotThere>
  const country = athlete.country == null ? undefined : new Intl.DisplayNames(locale, { type: 'region' }).of(athlete.country)
  const place = [athlete.city, country].filter((each) => each != null && each !== '').join(', ')
  const year = (athlete.totals ?? []).reduce(
    (sum, each) => ({
      count: sum.count + each.count,
      meters: sum.meters + each.distanceMeters,
      seconds: sum.seconds + each.movingSeconds,
    }),
    { count: 0, meters: 0, seconds: 0 },
  )
  return (
    <div className="page is-narrow athlete">
      <title>{`${athlete.displayName} · Gruppetto`}</title>
      <header className="athlete-head">
        <Avatar size="large" name={athlete.displayName} url={athlete.avatarUrl} />
        <div>
          <h1>
            <bdi>{athlete.displayName}</bdi>
          </h1>
          <p className="soft">
            <Handle of={athlete.handle} />
            {place !== '' && ` · ${place}`}
          </p>
        </div>
        <Follow athlete={athlete} />
        <More athlete={athlete} />
      </header>
      {athlete.bio != null && <p className="athlete-bio">{athlete.bio}</p>}
      <nav className="athlete-follows" aria-label={t('follows')}>
        <Link to={hrefs.followers(athlete.handle)}>{t('followers', { count: athlete.followerCount ?? 0 })}</Link>
        <Link to={hrefs.following(athlete.handle)}>{t('following', { count: athlete.followingCount ?? 0 })}</Link>
        <Link to={hrefs.achievements(athlete.handle)}>{t('achievements')}</Link>
        <Link to={hrefs.yearInReview(athlete.handle, dayIn(timeZone, Date.now()).slice(0, 4))}>{t('review')}</Link>
      </nav>
      {year.count > 0 && (
        <Figures
          of={[
            { name: t('thisYear'), value: t('count', { count: year.count }) },
            { name: t('distance'), value: measures.distance(year.meters) },
            { name: t('time'), value: measures.duration(year.seconds) },
          ]}
        />
      )}
      {athlete.badges.edges.length > 0 && (
        <ul className="athlete-badges" aria-label={t('badges', { count: athlete.badges.totalCount })}>
          {athlete.badges.edges.map(({ node: { badge } }) => (
            <li key={badge.key}>
              {badge.imageUrl != null && <img src={badge.imageUrl} alt="" width="48" height="48" loading="lazy" />}
              <span>{badges.name(badge)}</span>
            </li>
          ))}
        </ul>
      )}
      <Activities athlete={athlete} name={athlete.displayName} />
    </div>
  )
}
