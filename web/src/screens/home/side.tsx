import { graphql, useFragment } from 'react-relay/hooks'
import type { side_viewer$key } from '#relay/side_viewer'
import { useTexts } from '../../texts/use-texts.ts'
import { ClubsCard } from './clubs-card.tsx'
import { EventsCard } from './events-card.tsx'
import { FriendsCard } from './friends-card.tsx'
import { GoalsCard } from './goals-card.tsx'
import { type SideCard, sideOrder } from './order.ts'
import { OutCard } from './out-card.tsx'
import { PeopleCard } from './people-card.tsx'
import { StreakCard } from './streak-card.tsx'
import own from './texts.ts'
import { WeekCard } from './week-card.tsx'

/** What matters on a day of rest: who is out right now, and in the order of who looks the week against the usual, the streak, goals, what comes next, what others train for, and whom one may know. */
export const Side = ({ viewer: key }: { readonly viewer: side_viewer$key }) => {
  const t = useTexts(own)
  const viewer = useFragment(
    graphql`
      fragment side_viewer on Viewer @argumentDefinitions(since: { type: "DateTime!" }) {
        persona
        ...outCard_viewer
        ...weekCard_viewer @arguments(since: $since)
        ...streakCard_viewer
        ...goalsCard_viewer
        ...eventsCard_viewer
        ...clubsCard_viewer
        ...peopleCard_viewer
        ...friendsCard_viewer
      }
    `,
    key,
  )
  const cards: Readonly<Record<SideCard, React.ReactNode>> = {
    week: <WeekCard key="week" viewer={viewer} />,
    streak: <StreakCard key="streak" viewer={viewer} />,
    goals: <GoalsCard key="goals" viewer={viewer} />,
    events: <EventsCard key="events" viewer={viewer} />,
    clubs: <ClubsCard key="clubs" viewer={viewer} />,
    people: <PeopleCard key="people" viewer={viewer} />,
    friends: <FriendsCard key="friends" viewer={viewer} />,
  }
  return (
    <aside className="side" aria-label={t('side')}>
      <OutCard viewer={viewer} />
      <div className="side-row">{sideOrder(viewer.persona).map((card) => cards[card])}</div>
    </aside>
  )
}
