import '../../clubs/clubs.css'
import '../../social/social.css'
import './challenge.css'
import { useCallback, useMemo, useState } from 'react'
import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { challengeMovedSubscription } from '#relay/challengeMovedSubscription'
import type { challengeQuery } from '#relay/challengeQuery'
import { NotThere } from '../../app/not-there.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import { useLive } from '../../app/use-live.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Head } from './head.tsx'
import { Progress } from './progress.tsx'
import { Rules } from './rules.tsx'
import { PAGE, Standing } from './standing.tsx'
import { Teams } from './teams.tsx'
import own from './texts.ts'

interface LiveProps {
  readonly id: string
  /** How many places of the board are shown. */
  readonly count: number
  readonly onMoved: () => void
}

/** Keeps all that is shown of a challenge up to date, while it is under way. */
const Live = ({ id, count, onMoved }: LiveProps) => {
  useLive<challengeMovedSubscription>(
    useMemo(
      () => ({
        subscription: graphql`
          subscription challengeMovedSubscription($id: ID!, $count: Int!) {
            challengeLeaderboardChanged(challengeId: $id) {
              id
              ...head_challenge
              ...progress_challenge
              ...teams_challenge
              ...standing_challenge @arguments(count: $count)
            }
          }
        `,
        variables: { id, count },
        onNext: onMoved,
      }),
      [id, count, onMoved],
    ),
  )
  return null
}

export default function Challenge({ query }: ScreenProps<challengeQuery>) {
  const t = useTexts(own)
  const [count, setCount] = useState(PAGE)
  const [moves, setMoves] = useState(0)
  const onMoved = useCallback(() => setMoves((before) => before + 1), [])
  const { challenge, viewer } = usePreloadedQuery<challengeQuery>(
    graphql`
      query challengeQuery($id: ID!) @preloadable {
        viewer {
          ...teams_viewer
        }
        challenge(id: $id) {
          id
          title
          status
          isFinal
          ...head_challenge
          ...progress_challenge
          ...rules_challenge
          ...teams_challenge
          ...standing_challenge
        }
      }
    `,
    query,
  )
  if (challenge == null) return <NotThere title={t('gone')}>{t('goneMore')}</NotThere>
  const isLive = challenge.status !== 'CANCELLED' && !challenge.isFinal
  return (
    <div className="page challenge">
      <title>{`${challenge.title} · Gruppetto`}</title>
      {isLive && <Live id={challenge.id} count={count} onMoved={onMoved} />}
      <Head challenge={challenge} />
      <div className="challenge-columns">
        <div className="challenge-main">
          <Progress challenge={challenge} />
          <Teams challenge={challenge} viewer={viewer ?? null} />
          <Standing challenge={challenge} moves={moves} onShown={setCount} />
        </div>
        <Rules challenge={challenge} />
      </div>
    </div>
  )
}
