import '../../clubs/clubs.css'
import '../../social/social.css'
import './club-admin.css'
import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { clubAdminQuery } from '#relay/clubAdminQuery'
import { NotThere } from '../../app/not-there.tsx'
import { Link } from '../../app/router.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import { moderates, roleOf, runs } from '../../clubs/rights.ts'
import { ViewsNav } from '../../clubs/views-nav.tsx'
import { Avatar } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import { Goals } from './goals.tsx'
import { Invite } from './invite.tsx'
import { Log } from './log.tsx'
import { People } from './people.tsx'
import { Reports } from './reports.tsx'
import { Requests } from './requests.tsx'
import { Settings } from './settings.tsx'
import own from './texts.ts'
import { MODERATED, VIEWS, viewOf } from './views.ts'

export default function ClubAdmin({ query, search }: ScreenProps<clubAdminQuery, '/clubs/$slug/admin'>) {
  const t = useTexts(own)
  const { club } = usePreloadedQuery<clubAdminQuery>(
    graphql`
      query clubAdminQuery(
        $slug: String!
        $requests: Boolean!
        $reports: Boolean!
        $people: Boolean!
        $links: Boolean!
        $goals: Boolean!
        $settings: Boolean!
        $log: Boolean!
      ) @preloadable {
        club(slug: $slug) {
          id
          slug
          name
          avatarUrl
          viewerMembership {
            role
            status
          }
          waiting: joinRequests(first: 1) {
            totalCount
          }
          cases: moderationQueue(first: 1) {
            totalCount
          }
          ...requests_club @alias(as: "requestsView") @include(if: $requests)
          ...reports_club @alias(as: "reportsView") @include(if: $reports)
          ...people_club @alias(as: "peopleView") @include(if: $people)
          ...invite_club @alias(as: "linksView") @include(if: $links)
          ...goals_club @alias(as: "goalsView") @include(if: $goals)
          ...settings_club @alias(as: "settingsView") @include(if: $settings)
          ...log_club @alias(as: "logView") @include(if: $log)
        }
      }
    `,
    query,
  )
  const role = roleOf(club?.viewerMembership)
  if (club == null || !moderates(role)) return <NotThere title={t('gone')}>{t('goneMore')}</NotThere>
  const views = runs(role) ? VIEWS : MODERATED
  const asked = viewOf(search.get('view'))
  const view = views.includes(asked) ? asked : 'reports'
  const counts: Partial<Record<(typeof VIEWS)[number], number>> = {
    requests: club.waiting?.totalCount ?? 0,
    reports: club.cases?.totalCount ?? 0,
  }
  return (
    <div className="page club-admin">
      <title>{`${t('title')} · ${club.name} · Gruppetto`}</title>
      <header className="club-admin-head">
        <Avatar square name={club.name} url={club.avatarUrl} />
        <div>
          <h1>{t('title')}</h1>
          <Link to={hrefs.club(club.slug)}>{club.name}</Link>
        </div>
      </header>
      <ViewsNav
        label={t('views')}
        of={views.map((each) => ({
          to: hrefs.clubAdmin(club.slug, each),
          text: t(each),
          isShown: each === view,
          waiting: counts[each] ?? 0,
        }))}
      />
      {club.requestsView != null && <Requests club={club.requestsView} />}
      {club.reportsView != null && <Reports club={club.reportsView} />}
      {club.peopleView != null && <People club={club.peopleView} />}
      {club.linksView != null && <Invite club={club.linksView} />}
      {club.goalsView != null && <Goals club={club.goalsView} />}
      {club.settingsView != null && <Settings club={club.settingsView} />}
      {club.logView != null && <Log club={club.logView} />}
    </div>
  )
}
