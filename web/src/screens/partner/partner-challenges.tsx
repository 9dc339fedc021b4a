import { useState, useTransition } from 'react'
import { graphql, usePaginationFragment } from 'react-relay/hooks'
import type { partnerChallenges_query$key } from '#relay/partnerChallenges_query'
import type { partnerChallengesPageQuery } from '#relay/partnerChallengesPageQuery'
import type { partnerChallengesQuery } from '#relay/partnerChallengesQuery'
import words from '../../clubs/words.texts.ts'
import { Button, Notice } from '../../design/parts.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Away } from './away.tsx'
import { useDesk } from './desk.ts'
import { PartnerChallenge } from './partner-challenge.tsx'
import { PartnerSponsor } from './partner-sponsor.tsx'
import own from './texts.ts'
import { useAsked } from './use-asked.ts'

const PAGE = 20

const List = ({ query, again }: { readonly query: partnerChallenges_query$key; readonly again: () => void }) => {
  const t = useTexts(own)
  const word = useTexts(words)
  const measures = useMeasures()
  const { may } = useDesk()
  const [isOpening, startOpening] = useTransition()
  const [chosen, setChosen] = useState<string | null>(null)
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<
    partnerChallengesPageQuery,
    partnerChallenges_query$key
  >(
    graphql`
      fragment partnerChallenges_query on Query
      @refetchable(queryName: "partnerChallengesPageQuery")
      @argumentDefinitions(count: { type: "Int", defaultValue: 20 }, cursor: { type: "String" }) {
        partner {
          embedSites
          challenges(first: $count, after: $cursor) @connection(key: "partnerChallenges_challenges") {
            edges {
              node {
                id
                title
                status
                startsAt
                endsAt
                participantCount
                ...partnerChallenge_challenge
              }
            }
          }
        }
      }
    `,
    query,
  )
  if (data.partner == null) return <Away again={again} />
  const challenges = data.partner.challenges.edges.flatMap(({ node }) => node ?? [])
  // The first that runs is what somebody comes for.
  const shown =
    challenges.find(({ id }) => id === chosen) ?? challenges.find(({ status }) => status === 'ACTIVE') ?? challenges[0]
  return (
    <div className="partner-two" aria-busy={isOpening}>
      <div className="section">
        {challenges.length === 0 && (
          <Notice kind="empty" icon="trophy" title={t('noChallenges')}>
            {t('noChallengesMore')}
          </Notice>
        )}
        {challenges.length > 0 && (
          <ul className="card partner-list" aria-label={t('challenges')}>
            {challenges.map(({ id, title, status, startsAt, endsAt, participantCount }) => (
              <li key={id}>
                <button type="button" aria-pressed={id === shown?.id} onClick={() => startOpening(() => setChosen(id))}>
                  <strong>{title}</strong>
                  <span className="soft">
                    {measures.dateOf(startsAt)} – {measures.dateOf(endsAt)}
                  </span>
                  <span className="partner-chips">
                    <span className={status === 'ACTIVE' ? 'chip is-pine' : 'chip'}>{word(status)}</span>
                    <span className="chip">{t('takePart', { count: participantCount })}</span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
        {hasNext && (
          <Button look="outline" busy={isLoadingNext} onClick={() => loadNext(PAGE)}>
            {t('more')}
          </Button>
        )}
        {may('CAMPAIGN_WRITE') && <PartnerSponsor onDone={again} />}
      </div>
      {shown !== undefined && (
        <PartnerChallenge key={shown.id} challenge={shown} sites={data.partner.embedSites} onGone={again} />
      )}
    </div>
  )
}

/** The challenges that the brand sponsors, and one of them whole. */
export const PartnerChallenges = () => {
  const { answer, again } = useAsked<partnerChallengesQuery>(
    graphql`
      query partnerChallengesQuery {
        ...partnerChallenges_query
      }
    `,
    {},
  )
  return <List query={answer} again={again} />
}
