import { graphql, usePaginationFragment } from 'react-relay/hooks'
import type { found_query$key } from '#relay/found_query'
import type { foundPageQuery } from '#relay/foundPageQuery'
import { Button, Notice } from '../../design/parts.tsx'
import { Follow } from '../../social/follow.tsx'
import { PersonRow } from '../../social/person-row.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

const PAGE = 20

/** Who goes by a name. */
export const Found = ({ query, text }: { readonly query: found_query$key; readonly text: string }) => {
  const t = useTexts(own)
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<foundPageQuery, found_query$key>(
    graphql`
      fragment found_query on Query
      @refetchable(queryName: "foundPageQuery")
      @argumentDefinitions(text: { type: "String!" }, count: { type: "Int!" }, cursor: { type: "String" }) {
        searchAthletes(query: $text, first: $count, after: $cursor) @connection(key: "found_searchAthletes") {
          edges {
            node {
              id
              ...personRow_athlete
              ...follow_athlete
            }
          }
        }
      }
    `,
    query,
  )
  const people = data.searchAthletes.edges.flatMap(({ node }) => node ?? [])
  return (
    <section className="people-section" aria-label={t('found')}>
      <p className="unseen" role="status">
        {t('foundCount', { count: people.length })}
      </p>
      {people.length === 0 ? (
        <Notice kind="empty" icon="search" title={t('nobody', { text })}>
          {t('nobodyMore')}
        </Notice>
      ) : (
        <ul className="card people-card">
          {people.map((person) => (
            <PersonRow key={person.id} athlete={person}>
              <Follow athlete={person} />
            </PersonRow>
          ))}
        </ul>
      )}
      {hasNext && (
        <Button look="outline" busy={isLoadingNext} onClick={() => loadNext(PAGE)}>
          {t('more')}
        </Button>
      )}
    </section>
  )
}
