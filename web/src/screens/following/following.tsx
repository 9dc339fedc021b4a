import { graphql, usePaginationFragment, usePreloadedQuery } from 'react-relay/hooks'
import type { following_athlete$key } from '#relay/following_athlete'
import type { followingPageQuery } from '#relay/followingPageQuery'
import type { followingQuery } from '#relay/followingQuery'
import { NotThere } from '../../app/not-there.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import { Follow } from '../../social/follow.tsx'
import people from '../../social/people.texts.ts'
import { PeopleList } from '../../social/people-list.tsx'
import { PersonRow } from '../../social/person-row.tsx'
import { useTexts } from '../../texts/use-texts.ts'

const PAGE = 30

const List = ({ athlete }: { readonly athlete: following_athlete$key }) => {
  const t = useTexts(people)
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<followingPageQuery, following_athlete$key>(
    graphql`
      fragment following_athlete on Athlete
      @refetchable(queryName: "followingPageQuery")
      @argumentDefinitions(count: { type: "Int!" }, cursor: { type: "String" }) {
        handle
        displayName
        following(first: $count, after: $cursor) @connection(key: "following_following") {
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
    athlete,
  )
  const found = data.following?.edges.flatMap(({ node }) => node ?? []) ?? []
  const more = hasNext ? () => loadNext(PAGE) : null
  return (
    <PeopleList
      title={t('followingOf', { name: data.displayName })}
      of={{ handle: data.handle, name: data.displayName }}
      isHidden={data.following == null}
      isEmpty={found.length === 0}
      empty={t('followsNobody', { name: data.displayName })}
      onMore={more}
      isBusy={isLoadingNext}
    >
      {found.map((person) => (
        <PersonRow key={person.id} athlete={person}>
          <Follow athlete={person} />
        </PersonRow>
      ))}
    </PeopleList>
  )
}

export default function Following({ query }: ScreenProps<followingQuery>) {
  const t = useTexts(people)
  const { athlete } = usePreloadedQuery<followingQuery>(
    graphql`
      query followingQuery($handle: String!, $count: Int!) @preloadable {
        athlete(handle: $handle) {
          ...following_athlete @arguments(count: $count)
        }
      }
    `,
    query,
  )
  if (athlete == null) return <NotThere title={t('gone')}>{t('goneMore')}</NotThere>
  return <List athlete={athlete} />
}
