import { graphql, useFragment } from 'react-relay/hooks'
import type { goalCard_goal$key } from '#relay/goalCard_goal'
import type { goalCardMutation } from '#relay/goalCardMutation'
import { useSend } from '../../app/use-send.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { Bar, Button } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { dayIn } from '../../texts/days.ts'
import sports from '../../texts/sports.texts.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { METRICS } from './metrics.ts'
import { daysLeft, partOfPeriod } from './period.ts'
import own from './texts.ts'

/** How far a goal is, against how far its period is. */
export const GoalCard = ({ goal: key }: { readonly goal: goalCard_goal$key }) => {
  const t = useTexts(own)
  const nameOfSport = useTexts(sports)
  const say = useToast()
  const measures = useMeasures()
  const { timeZone } = useVisitor()
  const goal = useFragment(
    graphql`
      fragment goalCard_goal on PersonalGoal {
        id
        sports
        metric
        period
        target
        progress
        periodStart
        periodEnd
      }
    `,
    key,
  )
  const { send, isBusy } = useSend<goalCardMutation>(graphql`
    mutation goalCardMutation($input: PersonalGoalInput!) {
      setPersonalGoal(input: $input) {
        id
        goals {
          id
          ...goalCard_goal
        }
      }
    }
  `)
  const { sports: ofSports, metric, period, target, progress } = goal
  const write = (value: number): string => {
    if (metric === 'DISTANCE') return measures.distance(value)
    if (metric === 'ELEVATION_GAIN') return measures.elevation(value)
    if (metric === 'MOVING_TIME') return measures.duration(value)
    return measures.number(value)
  }
  const today = dayIn(timeZone, Date.now())
  const part = partOfPeriod(goal.periodStart, goal.periodEnd, today)
  const due = target * part
  const title = t('title', {
    what: t(METRICS.find((each) => each === metric) ?? 'ACTIVITY_COUNT'),
    period,
    sports: ofSports.length === 0 ? t('allSports') : ofSports.map((each) => nameOfSport(each)).join(', '),
  })
  const left = daysLeft(goal.periodEnd, today)
  const state =
    progress >= target
      ? t('reached')
      : period === 'ALL_TIME'
        ? t('toGo', { amount: write(target - progress) })
        : t(progress >= due ? 'ahead' : 'behind', {
            amount: write(Math.abs(progress - due)),
            rest: write(target - progress),
            days: left,
          })
  const end = () =>
    send(
      { input: { sports: ofSports, metric, period, target: 0 } },
      { done: () => say(t('ended')), failed: ({ all }) => say(all ?? t('awayMore')) },
    )
  return (
    <article className="goal">
      <h2>{title}</h2>
      <p className="goal-amount">
        <strong>{write(progress)}</strong> <span>{t('of', { target: write(target) })}</span>
      </p>
      <div className="goal-bar" style={{ '--due': period === 'ALL_TIME' ? -1 : part } as React.CSSProperties}>
        <Bar part={progress / target} label={title} />
      </div>
      <p className="training-soft">{state}</p>
      <Button small look="quiet" busy={isBusy} onClick={end}>
        {t('end')}
        <span className="unseen">: {title}</span>
      </Button>
    </article>
  )
}
