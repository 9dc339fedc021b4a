import { graphql, usePaginationFragment, usePreloadedQuery } from 'react-relay/hooks'
import type { followers_athlete$key } from '#relay/followers_athlete'
import type { followersPageQuery } from '#relay/followersPageQuery'
import type { followersQuery } from '#relay/followersQuery'
import type { followersRemoveMutation } from '#relay/followersRemoveMutation'
import { takingOut } from '../../api/taking-out.ts'
import { sentenceOf } from '../../api/wrong.ts'
import { NotThere } from '../../app/not-there.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import { useSend } from '../../app/use-send.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { Button } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { Follow } from '../../social/follow.tsx'
import people from '../../social/people.texts.ts'
import { PeopleList } from '../../social/people-list.tsx'
import { PersonRow } from '../../social/person-row.tsx'
import { useTexts } from '../../texts/use-texts.ts'

const PAGE = 30

const List = ({ athlete }: { readonly athlete: followers_athlete$key }) => {
  const t = useTexts(people)
  const say = useToast()
  const { athleteId } = useVisitor()
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<followersPageQuery, followers_athlete$key>(
    graphql`
      fragment followers_athlete on Athlete
      @refetchable(queryName: "followersPageQuery")
      @argumentDefinitions(count: { type: "Int!" }, cursor: { type: "String" }) {
        id
        handle
        displayName
        followers(first: $count, after: $cursor) @connection(key: "followers_followers") {
          __id
          edges {
            node {
              id
              displayName
              ...personRow_athlete
              ...follow_athlete
            }
          }
        }
      }
    `,
    athlete,
  )
  const { send } = useSend<followersRemoveMutation>(graphql`
    mutation followersRemoveMutation($id: ID!) {
      removeFollower(athleteId: $id) {
        id
        athlete {
          id
          followerCount
        }
      }
    }
  `)
  const list = data.followers
  const found = list?.edges.flatMap(({ node }) => node ?? []) ?? []
  const isOwn = data.id === athleteId
  const remove = (id: string, name: string) =>
    send(
      { id },
      {
        ...takingOut(list?.__id, id),
        done: () => say(t('removed', { name })),
        failed: (refused) => say(sentenceOf(refused) ?? t('notKept')),
      },
    )
  return (
    <PeopleList
      title={t('followersOf', { name: data.displayName })}
      of={{ handle: data.handle, name: data.displayName }}
      isHidden={list == null}
      isEmpty={found.length === 0}
      empty={t('nobodyFollows', { name: data.displayName })}
      onMore={hasNext ? () => loadNext(PAGE) : null}
      isBusy={isLoadingNext}
    >
      {found.map((person) => (
        <PersonRow key={person.id} athlete={person}>
          {isOwn && (
            <Button
              small
              look="quiet"
              aria-label={t('removeWho', { name: person.displayName })}
              onClick={() => remove(person.id, person.displayName)}
            >
              {t('remove')}
            </Button>
          )}
          <Follow athlete={person} />
        </PersonRow>
      ))}
    </PeopleList>
  )
}

export default function Followers({ query }: ScreenProps<followersQuery>) {
  const t = useTexts(people)
  const { athlete } = usePreloadedQuery<followersQuery>(
    graphql`
      query followersQuery($handle: String!, $count: Int!) @preloadable {
        athlete(handle: $handle) {
          ...followers_athlete @arguments(count: $count)
        }
      }
    `,
    query,
  )
  if (athlete == null) return <NotThere title={t('gone')}>{t('goneMore')}</NotThere>
  return <List athlete={athlete} />
}
