import '../../clubs/clubs.css'
import '../../social/card.css'
import '../../social/social.css'
import './club.css'
import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { clubQuery } from '#relay/clubQuery'
import { NotThere } from '../../app/not-there.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import { roleOf } from '../../clubs/rights.ts'
import { ViewsNav } from '../../clubs/views-nav.tsx'
import { Notice } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import { Board } from './board.tsx'
import { Challenges } from './challenges.tsx'
import { Events } from './events.tsx'
import { Head } from './head.tsx'
import { Members } from './members.tsx'
import { Posts } from './posts.tsx'
import { Side } from './side.tsx'
import own from './texts.ts'
import { VIEWS, viewOf } from './views.ts'

export default function Club({ query, params, search }: ScreenProps<clubQuery, '/clubs/$slug'>) {
  const t = useTexts(own)
  const view = viewOf(search.get('view'))
  const { club } = usePreloadedQuery<clubQuery>(
    graphql`
      query clubQuery(
        $id: ID
        $slug: String
        $posts: Boolean!
        $events: Boolean!
        $challenges: Boolean!
        $board: Boolean!
        $members: Boolean!
      ) @preloadable {
        club(id: $id, slug: $slug) {
          id
          name
          access
          viewerMembership {
            role
            status
          }
          ...head_club
          ...side_club
          ...posts_club @alias(as: "postsView") @include(if: $posts)
          ...events_club @alias(as: "eventsView") @include(if: $events)
          ...challenges_club @alias(as: "challengesView") @include(if: $challenges)
          ...board_club @alias(as: "boardView") @include(if: $board)
          ...members_club @alias(as: "membersView") @include(if: $members)
        }
      }
    `,
    query,
  )
  if (club == null) return <NotThere title={t('gone')}>{t('goneMore')}</NotThere>
  const isInside = club.access === 'OPEN' || roleOf(club.viewerMembership) !== null
  return (
    <div className="page club">
      <title>{`${club.name} · Gruppetto`}</title>
      <Head club={club} />
      {isInside ? (
        <>
          <ViewsNav
            label={t('views')}
            of={VIEWS.map((each) => ({
              to: hrefs.club(params.slug, each === 'posts' ? undefined : each),
              text: t(each),
              isShown: each === view,
            }))}
          />
          <div className={view === 'posts' ? 'club-columns' : 'club-columns is-aside'}>
            <div className="club-main">
              {club.postsView != null && <Posts club={club.postsView} />}
              {club.eventsView != null && <Events club={club.eventsView} />}
              {club.challengesView != null && <Challenges club={club.challengesView} />}
              {club.boardView != null && <Board club={club.boardView} />}
              {club.membersView != null && <Members club={club.membersView} />}
            </div>
            <Side club={club} withEvents={view !== 'events'} />
          </div>
        </>
      ) : (
        <Notice kind="empty" icon="lock" title={t('inside')}>
          {t('insideMore')}
        </Notice>
      )}
    </div>
  )
}
