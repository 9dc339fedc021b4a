import { useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { partnerChallenge_challenge$key } from '#relay/partnerChallenge_challenge'
import type { partnerChallengeQuery } from '#relay/partnerChallengeQuery'
import { Button } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { Away } from './away.tsx'
import { useDesk } from './desk.ts'
import { PartnerBoard } from './partner-board.tsx'
import { PartnerCodes } from './partner-codes.tsx'
import { PartnerEmbed } from './partner-embed.tsx'
import { PartnerEnd } from './partner-end.tsx'
import { PartnerReport } from './partner-report.tsx'
import { PartnerTerms } from './partner-terms.tsx'
import { Lacks } from './scope-chips.tsx'
import own from './texts.ts'
import { useAsked } from './use-asked.ts'

/** Places of the board that are shown; the file has all. */
const [FEW, MANY] = [10, 100]

interface PartnerChallengeProps {
  readonly challenge: partnerChallenge_challenge$key
  /** The sites that may show the board. */
  readonly sites: readonly string[]
  /** Hears that the brand does not sponsor it any more. */
  readonly onGone: () => void
}

/** One sponsored challenge: how it does, who leads, and what the brand may change of it. */
export const PartnerChallenge = ({ challenge: key, sites, onGone }: PartnerChallengeProps) => {
  const t = useTexts(own)
  const { may } = useDesk()
  const [count, setCount] = useState(FEW)
  const challenge = useFragment(
    graphql`
      fragment partnerChallenge_challenge on Challenge {
        id
        title
        metric
        ...partnerTerms_challenge
      }
    `,
    key,
  )
  const { id, metric } = challenge
  const [board, report] = [may('LEADERBOARD_READ'), may('CAMPAIGN_READ')]
  const { answer, again } = useAsked<partnerChallengeQuery>(
    graphql`
      query partnerChallengeQuery($id: ID!, $count: Int!, $board: Boolean!, $report: Boolean!) {
        partner {
          leaderboard(challengeId: $id, first: $count) @include(if: $board) {
            ...partnerBoard_board
            ...partnerEmbed_board
          }
          campaignReport(challengeId: $id) @include(if: $report) {
            ...partnerReport_report
          }
          offerCodes(challengeId: $id) @include(if: $report) {
            ...partnerCodes_stock
          }
        }
      }
    `,
    { id, count, board, report },
  )
  const { partner } = answer
  if (partner == null) return <Away again={again} />
  const { leaderboard, campaignReport, offerCodes } = partner
  return (
    <div className="section">
      <header className="section-head">
        <h2>{challenge.title}</h2>
        <Button small look="quiet" icon="repeat" onClick={again}>
          {t('anew')}
        </Button>
      </header>
      {campaignReport == null ? <Lacks scope="CAMPAIGN_READ" /> : <PartnerReport challengeId={id} report={campaignReport} />}
      {leaderboard == null ? (
        <Lacks scope="LEADERBOARD_READ" />
      ) : (
        <>
          <PartnerBoard
            challengeId={id}
            metric={metric}
            board={leaderboard}
            onMore={count === FEW ? () => setCount(MANY) : null}
          />
          <PartnerEmbed challengeId={id} board={leaderboard} sites={sites} onChange={again} />
        </>
      )}
      {offerCodes != null && <PartnerCodes challengeId={id} stock={offerCodes} onChange={again} />}
      {may('CAMPAIGN_WRITE') && (
        <>
          <PartnerTerms challenge={challenge} />
          <PartnerEnd challengeId={id} title={challenge.title} onDone={onGone} />
        </>
      )}
    </div>
  )
}
