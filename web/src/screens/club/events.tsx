import { graphql, usePaginationFragment } from 'react-relay/hooks'
import type { events_club$key } from '#relay/events_club'
import type { eventsPageQuery } from '#relay/eventsPageQuery'
import { Link } from '../../app/router.tsx'
import { CalendarLink } from '../../clubs/calendar-link.tsx'
import { EventLine } from '../../clubs/event-line.tsx'
import { roleOf, runs } from '../../clubs/rights.ts'
import { Button, buttonClass, Notice } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

/** What the club plans, the soonest first, and the link for one's own calendar. */
export const Events = ({ club: key }: { readonly club: events_club$key }) => {
  const t = useTexts(own)
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<eventsPageQuery, events_club$key>(
    graphql`
      fragment events_club on Club
      @refetchable(queryName: "eventsPageQuery")
      @argumentDefinitions(count: { type: "Int", defaultValue: 20 }, cursor: { type: "String" }) {
        id
        slug
        calendarUrl
        viewerMembership {
          role
          status
        }
        events(first: $count, after: $cursor) @connection(key: "events_events") {
          edges {
            node {
              id
            }
            ...eventLine_edge
          }
        }
      }
    `,
    key,
  )
  const { edges } = data.events
  const plan = runs(roleOf(data.viewerMembership)) && (
    <Link className={buttonClass('main')} to={hrefs.newEvent(data.slug)}>
      {t('plan')}
    </Link>
  )
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('events')}</h2>
        {plan}
      </header>
      {edges.length === 0 ? (
        <Notice kind="empty" icon="calendar" title={t('noEvents')}>
          {t('noEventsMore')}
        </Notice>
      ) : (
        <ul className="card events-list">
          {edges.map((edge) => (
            <li key={edge.node.id}>
              <EventLine edge={edge} />
            </li>
          ))}
        </ul>
      )}
      {hasNext && (
        <div className="section-more">
          <Button look="outline" busy={isLoadingNext} onClick={() => loadNext(20)}>
            {t('more')}
          </Button>
        </div>
      )}
      {data.calendarUrl != null && <CalendarLink url={data.calendarUrl} clubId={data.id} />}
    </section>
  )
}
