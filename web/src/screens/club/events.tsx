import { graphql, usePaginationFragment } from 'react-relay/hooks'
import type { events_club$key } from '#relay/events_club'
import another, { type eventsPageQuery } from '#relay/eventsPageQuery'
import { Link } from '../../app/router.tsx'
import { useAnother } from '../../app/use-another.ts'
import { CalendarLink } from '../../clubs/calendar-link.tsx'
import { EventLine } from '../../clubs/event-line.tsx'
import { roleOf, runs } from '../../clubs/rights.ts'
import { Button, buttonClass, Choice, Notice } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

type When = 'coming' | 'past'
/** So far back one looks for who was there. */
const PAST_MS = 42 * 86_400_000
/** As many as the fragment has at first. */
const PAGE = 20

/** What the club plans, the soonest first, and the link for one's own calendar. */
export const Events = ({ club: key }: { readonly club: events_club$key }) => {
  const t = useTexts(own)
  const { data, loadNext, hasNext, isLoadingNext, refetch } = usePaginationFragment<eventsPageQuery, events_club$key>(
    graphql`
      fragment events_club on Club
      @refetchable(queryName: "eventsPageQuery")
      @argumentDefinitions(
        count: { type: "Int", defaultValue: 20 }
        cursor: { type: "String" }
        since: { type: "DateTime" }
      ) {
        id
        slug
        calendarUrl
        viewerMembership {
          role
          status
        }
        events(from: $since, first: $count, after: $cursor) @connection(key: "events_events") {
          edges {
            node {
              id
            }
            occurrence {
              startsAt
            }
            ...eventLine_edge
          }
        }
      }
    `,
    key,
  )
  const { isAsking, chosen, shown, choose } = useAnother<eventsPageQuery, When>(another, {
    first: 'coming',
    variablesOf(when) {
      const since = when === 'past' ? new Date(Date.now() - PAST_MS).toISOString() : null
      return { id: data.id, count: PAGE, cursor: null, since }
    },
    refetch,
  })
  const now = Date.now()
  const { edges: all } = data.events
  const edges = shown === 'past' ? all.filter(({ occurrence }) => Date.parse(occurrence.startsAt) < now).toReversed() : all
  const plan = runs(roleOf(data.viewerMembership)) && (
    <Link className={buttonClass('main')} to={hrefs.newEvent(data.slug)}>
      {t('plan')}
    </Link>
  )
  return (
    <section className="section" aria-busy={isAsking}>
      <header className="section-head">
        <h2>{t('events')}</h2>
        {plan}
      </header>
      <Choice
        label={t('when')}
        of={[
          { value: 'coming', text: t('coming') },
          { value: 'past', text: t('past') },
        ]}
        value={chosen}
        onChoose={choose}
      />
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
