import { graphql, usePaginationFragment } from 'react-relay/hooks'
import type { agenda_viewer$key } from '#relay/agenda_viewer'
import type { agendaPageQuery } from '#relay/agendaPageQuery'
import { Link } from '../../app/router.tsx'
import { EventLine } from '../../clubs/event-line.tsx'
import { Button, buttonClass, Notice } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

/** What the clubs of who looks have planned, the soonest first. */
export const Agenda = ({ viewer }: { readonly viewer: agenda_viewer$key }) => {
  const t = useTexts(own)
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<agendaPageQuery, agenda_viewer$key>(
    graphql`
      fragment agenda_viewer on Viewer
      @refetchable(queryName: "agendaPageQuery")
      @argumentDefinitions(count: { type: "Int!" }, cursor: { type: "String" }) {
        upcomingEvents(first: $count, after: $cursor) @connection(key: "agenda_upcomingEvents") {
          edges {
            node {
              id
            }
            ...eventLine_edge
          }
        }
      }
    `,
    viewer,
  )
  const edges = data.upcomingEvents?.edges ?? []
  return (
    <section className="section" aria-label={t('title')}>
      {edges.length === 0 ? (
        <Notice
          kind="empty"
          icon="calendar"
          title={t('none')}
          action={
            <Link className={buttonClass('main')} to={hrefs.clubs()}>
              {t('toClubs')}
            </Link>
          }
        >
          {t('noneMore')}
        </Notice>
      ) : (
        <ul className="card events-list">
          {edges.map((edge) => (
            <li key={edge.node.id}>
              <EventLine edge={edge} withClub level={2} />
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
    </section>
  )
}
