import { graphql, useFragment } from 'react-relay/hooks'
import type { eventsCard_viewer$key } from '#relay/eventsCard_viewer'
import { Link } from '../../app/router.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

/** What comes next in one's clubs. */
export const EventsCard = ({ viewer }: { readonly viewer: eventsCard_viewer$key }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const { upcomingEvents } = useFragment(
    graphql`
      fragment eventsCard_viewer on Viewer {
        upcomingEvents(first: 3) {
          edges {
            node {
              id
              title
              startsAt
              club {
                id
                name
              }
            }
          }
        }
      }
    `,
    viewer,
  )
  const events = upcomingEvents?.edges.flatMap(({ node }) => node ?? []) ?? []
  if (events.length === 0) return null
  return (
    <section className="card side-card">
      <h2>
        <Link to={hrefs.events()}>{t('events')}</Link>
      </h2>
      <ul className="side-list">
        {events.map((event) => (
          <li key={event.id} className="side-event">
            <Link to={hrefs.event(event.id)}>{event.title}</Link>
            <p className="soft">
              {measures.dateTime(event.startsAt)}
              {event.club != null && ` · ${event.club.name}`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
