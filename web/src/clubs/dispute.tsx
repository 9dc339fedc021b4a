import { graphql, useFragment } from 'react-relay/hooks'
import type { dispute_dispute$key } from '#relay/dispute_dispute'
import type { disputeAnswerMutation } from '#relay/disputeAnswerMutation'
import type { disputeJudgeMutation } from '#relay/disputeJudgeMutation'
import { sentenceOf, type Wrong } from '../api/wrong.ts'
import { Link } from '../app/router.tsx'
import { useRefresh } from '../app/use-refresh.ts'
import { useSend } from '../app/use-send.ts'
import { Button } from '../design/parts.tsx'
import { useToast } from '../design/toasts.tsx'
import { hrefs } from '../screens/mod.ts'
import { AthleteLink } from '../social/athlete-link.tsx'
import { useTexts } from '../texts/use-texts.ts'
import own from './dispute.texts.ts'

interface DisputeProps {
  readonly dispute: dispute_dispute$key
}

/** An activity of which somebody doubts that it counts, or whose athlete objects that it does not. */
export const Dispute = ({ dispute: key }: DisputeProps) => {
  const t = useTexts(own)
  const say = useToast()
  const refresh = useRefresh()
  const { activity, athlete, heldOutFor, flagCount, notes, clubId, challengeId } = useFragment(
    graphql`
      fragment dispute_dispute on Dispute {
        clubId
        challengeId
        heldOutFor
        flagCount
        notes
        athlete {
          id
          handle
          displayName
        }
        activity {
          id
          name
        }
      }
    `,
    key,
  )
  const judge = useSend<disputeJudgeMutation>(graphql`
    mutation disputeJudgeMutation($activityId: ID!, $challengeId: ID, $clubId: ID, $counts: Boolean!) {
      judgeActivity(activityId: $activityId, challengeId: $challengeId, clubId: $clubId, counts: $counts) {
        counts
      }
    }
  `)
  const answer = useSend<disputeAnswerMutation>(graphql`
    mutation disputeAnswerMutation($activityId: ID!, $counts: Boolean!) {
      judgeObjection(activityId: $activityId, counts: $counts) {
        counts
      }
    }
  `)
  if (activity == null) return null
  const isObjection = clubId == null && challengeId == null
  const isBusy = judge.isBusy || answer.isBusy
  const decide = (counts: boolean) => {
    const then = {
      done: () => {
        say(t(counts ? 'countsNow' : 'countsNot'))
        refresh()
      },
      failed: (refused: Wrong) => say(sentenceOf(refused) ?? t('failed')),
    }
    const activityId = activity.id
    if (isObjection) answer.send({ activityId, counts }, then)
    // It is judged in one of the two.
    else judge.send({ activityId, counts, ...(challengeId == null ? { clubId } : { challengeId }) }, then)
  }
  return (
    <article className="card case">
      <p className="case-facts">
        {heldOutFor.map((reason) => (
          <span className="chip is-ember" key={reason}>
            {t(reason)}
          </span>
        ))}
        {isObjection && <span className="chip is-gold">{t('objection')}</span>}
        {flagCount > 0 && <span className="chip">{t('flagged', { count: flagCount })}</span>}
      </p>
      <p>
        <Link to={hrefs.activity(activity.id)}>{activity.name}</Link>
        {athlete != null && (
          <>
            {' · '}
            <AthleteLink handle={athlete.handle} name={athlete.displayName} />
          </>
        )}
      </p>
      {notes.map((note, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two may have said the same
        <blockquote key={at}>{note}</blockquote>
      ))}
      <div className="case-acts">
        <Button look="main" busy={isBusy} onClick={() => decide(true)}>
          {t('itCounts')}
        </Button>
        <Button look="danger" busy={isBusy} onClick={() => decide(false)}>
          {t('itDoesNot')}
        </Button>
      </div>
    </article>
  )
}
