import { useState } from 'react'
import { graphql, usePaginationFragment } from 'react-relay/hooks'
import type { requests_club$key } from '#relay/requests_club'
import type { requestsAnswerMutation } from '#relay/requestsAnswerMutation'
import type { requestsPageQuery } from '#relay/requestsPageQuery'
import { sentenceOf } from '../../api/wrong.ts'
import { useRefresh } from '../../app/use-refresh.ts'
import { useSend } from '../../app/use-send.ts'
import { Avatar, Button, Notice } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { AthleteLink } from '../../social/athlete-link.tsx'
import { Handle } from '../../social/handle.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

/** Who asks to join: answered one by one or many at once. */
export const Requests = ({ club: key }: { readonly club: requests_club$key }) => {
  const t = useTexts(own)
  const say = useToast()
  const refresh = useRefresh()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<requestsPageQuery, requests_club$key>(
    graphql`
      fragment requests_club on Club
      @refetchable(queryName: "requestsPageQuery")
      @argumentDefinitions(count: { type: "Int", defaultValue: 50 }, cursor: { type: "String" }) {
        id
        joinRequests(first: $count, after: $cursor) @connection(key: "requests_joinRequests") {
          edges {
            node {
              id
              handle
              displayName
              avatarUrl
              city
            }
          }
        }
      }
    `,
    key,
  )
  const { send, isBusy } = useSend<requestsAnswerMutation>(graphql`
    mutation requestsAnswerMutation($clubId: ID!, $athleteIds: [ID!]!, $accept: Boolean!) {
      respondToJoinRequests(clubId: $clubId, athleteIds: $athleteIds, accept: $accept) {
        id
        memberCount
      }
    }
  `)
  const people = data.joinRequests?.edges.flatMap(({ node }) => node ?? []) ?? []
  const answer = (athleteIds: readonly string[], accept: boolean) =>
    send(
      { clubId: data.id, athleteIds: athleteIds.slice(0, 100), accept },
      {
        done: () => {
          setChosen(new Set())
          refresh()
          say(t(accept ? 'letInDone' : 'declineDone', { count: Math.min(100, athleteIds.length) }))
        },
        failed: (refused) => say(sentenceOf(refused) ?? t('failed')),
      },
    )
  if (people.length === 0) {
    return (
      <Notice kind="empty" icon="check" title={t('noRequests')}>
        {t('noRequestsMore')}
      </Notice>
    )
  }
  const chosenIds = people.flatMap(({ id }) => (chosen.has(id) ? [id] : []))
  const isAll = chosenIds.length === people.length
  return (
    <section className="section" aria-label={t('requests')}>
      <div className="card club-admin-bulk">
        <label className="check">
          <input
            type="checkbox"
            checked={isAll}
            onChange={(event) => setChosen(new Set(event.target.checked ? people.map(({ id }) => id) : []))}
          />
          {t('all')}
        </label>
        <span className="soft" role="status">
          {t('chosen', { count: chosenIds.length })}
        </span>
        <Button look="main" small busy={isBusy || chosenIds.length === 0} onClick={() => answer(chosenIds, true)}>
          {t('letIn')}
        </Button>
        <Button small busy={isBusy || chosenIds.length === 0} onClick={() => answer(chosenIds, false)}>
          {t('decline')}
        </Button>
      </div>
      <ul className="card rows">
        {people.map(({ id, handle, displayName, avatarUrl, city }) => (
          <li key={id}>
            <label className="check">
              <input
                type="checkbox"
                checked={chosen.has(id)}
                onChange={(event) =>
                  setChosen(
                    (before) => new Set(event.target.checked ? [...before, id] : [...before].filter((each) => each !== id)),
                  )
                }
              />
              <span className="unseen">
                <bdi>{displayName}</bdi>
              </span>
            </label>
            <Avatar name={displayName} url={avatarUrl} />
            <div>
              <AthleteLink handle={handle} name={displayName} />
              <p className="soft">
                <Handle of={handle} />
                {city != null && city !== '' && ` · ${city}`}
              </p>
            </div>
            <Button look="main" small round icon="check" busy={isBusy} onClick={() => answer([id], true)}>
              {`${t('letIn')}: ${displayName}`}
            </Button>
            <Button small round icon="close" busy={isBusy} onClick={() => answer([id], false)}>
              {`${t('decline')}: ${displayName}`}
            </Button>
          </li>
        ))}
      </ul>
      {hasNext && (
        <div className="section-more">
          <Button look="outline" busy={isLoadingNext} onClick={() => loadNext(50)}>
            {t('more')}
          </Button>
        </div>
      )}
    </section>
  )
}
