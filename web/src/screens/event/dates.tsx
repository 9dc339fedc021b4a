import { graphql, usePaginationFragment } from 'react-relay/hooks'
import type { dates_event$key } from '#relay/dates_event'
import another, { type datesPageQuery } from '#relay/datesPageQuery'
import { Link } from '../../app/router.tsx'
import { useAnother } from '../../app/use-another.ts'
import { useVisitor } from '../../app/visitor.tsx'
import clubTexts from '../../clubs/texts.ts'
import { writtenTime } from '../../clubs/when.ts'
import words from '../../clubs/words.texts.ts'
import { Button } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

/** So far back one looks for who was there. */
const PAST_MS = 42 * 86_400_000

/** The dates of a series that are not over, and on demand those of the last weeks. */
export const Dates = ({ event, shown }: { readonly event: dates_event$key; readonly shown: string | null }) => {
  const t = useTexts(own)
  const common = useTexts(clubTexts)
  const word = useTexts(words)
  const { locale } = useVisitor()
  const { data, loadNext, hasNext, isLoadingNext, refetch } = usePaginationFragment<datesPageQuery, dates_event$key>(
    graphql`
      fragment dates_event on ClubEvent
      @refetchable(queryName: "datesPageQuery")
      @argumentDefinitions(
        count: { type: "Int", defaultValue: 8 }
        cursor: { type: "String" }
        since: { type: "DateTime" }
      ) {
        id
        timeZone
        occurrences(from: $since, first: $count, after: $cursor) @connection(key: "dates_occurrences") {
          edges {
            node {
              originalStartsAt
              startsAt
              status
              place
              goingCount
              viewerRsvp
            }
          }
        }
      }
    `,
    event,
  )
  const {
    isAsking,
    chosen: isWithPast,
    choose: chooseWithPast,
  } = useAnother<datesPageQuery, boolean>(another, {
    first: false,
    variablesOf: () => ({ id: data.id, count: 16, cursor: null, since: new Date(Date.now() - PAST_MS).toISOString() }),
    refetch,
  })
  if (data.occurrences == null) return null
  return (
    <section className="card event-dates">
      <h2>{t('dates')}</h2>
      {!isWithPast && (
        <Button look="quiet" small busy={isAsking} onClick={() => chooseWithPast(true)}>
          {t('pastDates')}
        </Button>
      )}
      <ul>
        {data.occurrences.edges.map(({ node }) => (
          <li key={node.originalStartsAt} aria-current={node.originalStartsAt === shown ? 'date' : undefined}>
            <Link to={hrefs.event(data.id, node.originalStartsAt)}>
              <span>
                {writtenTime({ startsAt: node.startsAt, timeZone: data.timeZone }, locale, data.timeZone)}
                {node.place != null && <span className="soft">{node.place}</span>}
              </span>
              {node.status === 'CANCELLED' ? (
                <span className="chip is-danger">{word('CANCELLED')}</span>
              ) : node.viewerRsvp != null ? (
                <span className={node.viewerRsvp === 'GOING' ? 'chip is-pine' : 'chip'}>{word(node.viewerRsvp)}</span>
              ) : (
                <span className="soft">{common('going', { count: node.goingCount })}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
      {hasNext && (
        <Button look="quiet" small busy={isLoadingNext} onClick={() => loadNext(8)}>
          {t('more')}
        </Button>
      )}
    </section>
  )
}
