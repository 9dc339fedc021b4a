import { graphql, useFragment } from 'react-relay/hooks'
import type { dispute_dispute$key } from '#relay/dispute_dispute'
import type { disputeJudgeMutation } from '#relay/disputeJudgeMutation'
import { Link } from '../../app/router.tsx'
import { useRefresh } from '../../app/use-refresh.ts'
import { useSend } from '../../app/use-send.ts'
import { Button } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

interface DisputeProps {
  readonly dispute: dispute_dispute$key
  readonly clubId: string
}

/** An activity of which somebody doubts that it counts. */
export const Dispute = ({ dispute: key, clubId }: DisputeProps) => {
  const t = useTexts(own)
  const say = useToast()
  const refresh = useRefresh()
  const { activity, athlete, heldOutFor, flagCount, notes, challengeId } = useFragment(
    graphql`
      fragment dispute_dispute on Dispute {
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
  const { send, isBusy } = useSend<disputeJudgeMutation>(graphql`
    mutation disputeJudgeMutation($activityId: ID!, $challengeId: ID, $clubId: ID, $counts: Boolean!) {
      judgeActivity(activityId: $activityId, challengeId: $challengeId, clubId: $clubId, counts: $counts) {
        counts
      }
    }
  `)
  if (activity == null) return null
  const judge = (counts: boolean) =>
    send(
      { activityId: activity.id, counts, ...(challengeId == null ? { clubId } : { challengeId }) },
      { done: refresh, failed: ({ all }) => say(all ?? t('failed')) },
    )
  return (
    <article className="card case">
      <p className="case-facts">
        {heldOutFor.map((reason) => (
          <span className="chip is-ember" key={reason}>
            {t(reason)}
          </span>
        ))}
        {flagCount > 0 && <span className="chip">{t('flagged', { count: flagCount })}</span>}
      </p>
      <p>
        <Link to={hrefs.activity(activity.id)}>{activity.name}</Link>
        {athlete != null && (
          <>
            {' · '}
            <Link to={hrefs.athlete(athlete.handle)}>{athlete.displayName}</Link>
          </>
        )}
      </p>
      {notes.map((note) => (
        <blockquote key={note}>{note}</blockquote>
      ))}
      <div className="case-acts">
        <Button look="main" busy={isBusy} onClick={() => judge(true)}>
          {t('itCounts')}
        </Button>
        <Button look="danger" busy={isBusy} onClick={() => judge(false)}>
          {t('itDoesNot')}
        </Button>
      </div>
    </article>
  )
}
