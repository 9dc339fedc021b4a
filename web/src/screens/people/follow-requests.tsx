import { graphql, usePaginationFragment } from 'react-relay/hooks'
import type { followRequests_viewer$key } from '#relay/followRequests_viewer'
import type { followRequestsAnswerMutation } from '#relay/followRequestsAnswerMutation'
import type { followRequestsPageQuery } from '#relay/followRequestsPageQuery'
import { takingOut } from '../../api/taking-out.ts'
import { sentenceOf } from '../../api/wrong.ts'
import { useSend } from '../../app/use-send.ts'
import { Button } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { PersonRow } from '../../social/person-row.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

const PAGE = 20

/** Who asks to follow. */
export const FollowRequests = ({ viewer }: { readonly viewer: followRequests_viewer$key }) => {
  const t = useTexts(own)
  const say = useToast()
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<followRequestsPageQuery, followRequests_viewer$key>(
    graphql`
      fragment followRequests_viewer on Viewer
      @refetchable(queryName: "followRequestsPageQuery")
      @argumentDefinitions(count: { type: "Int!" }, cursor: { type: "String" }) {
        followRequests(first: $count, after: $cursor) @connection(key: "followRequests_followRequests") {
          __id
          edges {
            node {
              id
              displayName
              ...personRow_athlete
            }
          }
        }
      }
    `,
    viewer,
  )
  const { send } = useSend<followRequestsAnswerMutation>(graphql`
    mutation followRequestsAnswerMutation($id: ID!, $accept: Boolean!) {
      respondToFollowRequest(athleteId: $id, accept: $accept) {
        id
        athlete {
          id
          followerCount
        }
      }
    }
  `)
  const list = data.followRequests
  const people = list?.edges.flatMap(({ node }) => node ?? []) ?? []
  if (people.length === 0) return null
  const answer = (id: string, accept: boolean) =>
    send(
      { id, accept },
      { ...takingOut(list?.__id, id), failed: (refused) => say(`${t('notKept')} ${sentenceOf(refused) ?? ''}`) },
    )
  return (
    <section className="people-section">
      <h2>{t('requests')}</h2>
      <ul className="card people-card">
        {people.map(({ id, displayName: name, ...person }) => (
          <PersonRow key={id} athlete={person}>
            <Button small look="main" aria-label={t('acceptWho', { name })} onClick={() => answer(id, true)}>
              {t('accept')}
            </Button>
            <Button small look="quiet" aria-label={t('declineWho', { name })} onClick={() => answer(id, false)}>
              {t('decline')}
            </Button>
          </PersonRow>
        ))}
      </ul>
      {hasNext && (
        <Button look="outline" busy={isLoadingNext} onClick={() => loadNext(PAGE)}>
          {t('more')}
        </Button>
      )}
    </section>
  )
}
