import { useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { goals_club$key } from '#relay/goals_club'
import type { goalsChangeMutation } from '#relay/goalsChangeMutation'
import type { goalsEndMutation } from '#relay/goalsEndMutation'
import type { goalsSetMutation } from '#relay/goalsSetMutation'
import type { Wrong } from '../../api/wrong.ts'
import { sentenceOf } from '../../api/wrong.ts'
import { useRefresh } from '../../app/use-refresh.ts'
import { useSend } from '../../app/use-send.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { type SportName, SportPicks } from '../../clubs/sport-picks.tsx'
import { targetOf, typedOf } from '../../clubs/target.ts'
import { TargetField } from '../../clubs/target-field.tsx'
import { useScore } from '../../clubs/use-score.ts'
import { wallClockOf } from '../../clubs/when.ts'
import words from '../../clubs/words.texts.ts'
import { SelectField } from '../../design/fields.tsx'
import { Bar, Button, Dialog, Notice, TextField } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

const METRICS = ['DISTANCE', 'MOVING_TIME', 'ELEVATION_GAIN', 'ACTIVITY_COUNT', 'ACTIVE_DAYS', 'TRAINING_LOAD'] as const
type Metric = (typeof METRICS)[number]

interface GoalFields {
  readonly title: string
  readonly metric: Metric
  readonly sports: SportName[]
  readonly target: number
  readonly startsOn: string
  readonly endsOn: string
}

interface GoalFormProps {
  readonly known: GoalFields | null
  readonly isBusy: boolean
  readonly wrong: Wrong
  readonly onSend: (fields: GoalFields) => void
}

const GoalForm = ({ known, isBusy, wrong, onSend }: GoalFormProps) => {
  const t = useTexts(own)
  const word = useTexts(words)
  const { units, timeZone } = useVisitor()
  const [metric, setMetric] = useState<Metric>(known?.metric ?? 'DISTANCE')
  const [sports, setSports] = useState<readonly SportName[]>(known?.sports ?? [])
  const today = wallClockOf(new Date().toISOString(), timeZone).slice(0, 10)
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        const given = new FormData(event.currentTarget)
        const text = (name: string) => String(given.get(name) ?? '').trim()
        onSend({
          title: text('title'),
          metric,
          sports: [...sports],
          target: targetOf(text('target'), metric, units) ?? 0,
          startsOn: text('from'),
          endsOn: text('to'),
        })
      }}
    >
      <TextField
        label={t('goalTitle')}
        name="title"
        required
        minLength={3}
        maxLength={100}
        defaultValue={known?.title}
        wrong={wrong.fields.title}
      />
      <div className="form-row">
        <SelectField
          label={t('metric')}
          value={metric}
          of={METRICS.map((value) => ({ value, text: word(value) }))}
          onChoose={setMetric}
          wrong={wrong.fields.metric}
        />
        <TargetField
          metric={metric}
          required
          {...(known !== null && { defaultValue: typedOf(known.target, known.metric, units) })}
          wrong={wrong.fields.target}
        />
      </div>
      <div className="form-row">
        <TextField
          label={t('from')}
          name="from"
          type="date"
          required
          defaultValue={known?.startsOn ?? today}
          wrong={wrong.fields.startsOn}
        />
        <TextField
          label={t('to')}
          name="to"
          type="date"
          required
          defaultValue={known?.endsOn ?? `${today.slice(0, 4)}-12-31`}
          wrong={wrong.fields.endsOn}
        />
      </div>
      <SportPicks hint={t('sportsHint')} value={sports} onChange={setSports} wrong={wrong.fields.sports} />
      {wrong.all !== null && (
        <p className="form-wrong" role="alert">
          {wrong.all}
        </p>
      )}
      <Button type="submit" look="main" busy={isBusy}>
        {t('save')}
      </Button>
    </form>
  )
}

/** What the club wants to reach: set, changed, ended. */
export const Goals = ({ club: key }: { readonly club: goals_club$key }) => {
  const t = useTexts(own)
  const say = useToast()
  const score = useScore()
  const measures = useMeasures()
  const refresh = useRefresh()
  const [open, setOpen] = useState<string | null>(null)
  const [ending, setEnding] = useState<string | null>(null)
  const club = useFragment(
    graphql`
      fragment goals_club on Club {
        id
        goals {
          id
          title
          metric
          sports
          target
          progress
          startsOn
          endsOn
        }
      }
    `,
    key,
  )
  const set = useSend<goalsSetMutation>(graphql`
    mutation goalsSetMutation($input: ClubGoalInput!) {
      createClubGoal(input: $input) {
        id
      }
    }
  `)
  const change = useSend<goalsChangeMutation>(graphql`
    mutation goalsChangeMutation($id: ID!, $input: ClubGoalInput!) {
      updateClubGoal(id: $id, input: $input) {
        id
      }
    }
  `)
  const end = useSend<goalsEndMutation>(graphql`
    mutation goalsEndMutation($id: ID!) {
      endClubGoal(id: $id) {
        id
        goals {
          id
        }
      }
    }
  `)
  const done = () => {
    setOpen(null)
    setEnding(null)
    refresh()
    say(t('saved'))
  }
  const known = club.goals.find(({ id }) => id === open)
  return (
    <section className="section" aria-label={t('goals')}>
      <Button look="main" icon="plus" onClick={() => setOpen('new')}>
        {t('newGoal')}
      </Button>
      {club.goals.length === 0 && (
        <Notice kind="empty" icon="flag" title={t('noGoals')}>
          {t('noGoalsMore')}
        </Notice>
      )}
      <ul className="cards">
        {club.goals.map((goal) => (
          <li key={goal.id} className="card is-padded club-goal">
            <h2>{goal.title}</h2>
            <Bar part={goal.progress / goal.target} label={goal.title} />
            <p>{t('goalOf', { progress: score(goal.metric, goal.progress), target: score(goal.metric, goal.target) })}</p>
            <p className="soft">
              {measures.day(goal.startsOn)} – {measures.day(goal.endsOn)}
            </p>
            <div className="case-acts">
              <Button small onClick={() => setOpen(goal.id)}>
                {t('changeGoal')}
              </Button>
              <Button small look="quiet" onClick={() => setEnding(goal.id)}>
                {t('endGoal')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <Dialog title={t(known === undefined ? 'newGoal' : 'changeGoal')} open={open !== null} onClose={() => setOpen(null)}>
        <GoalForm
          known={
            known === undefined || known.metric === 'SEGMENT_TIME'
              ? null
              : { ...known, metric: known.metric, sports: [...known.sports] }
          }
          isBusy={set.isBusy || change.isBusy}
          wrong={known === undefined ? set.wrong : change.wrong}
          onSend={(fields) => {
            const input = { clubId: club.id, ...fields }
            if (known === undefined) set.send({ input }, { done })
            else change.send({ id: known.id, input }, { done })
          }}
        />
      </Dialog>
      <Dialog title={t('endGoalQuestion')} open={ending !== null} onClose={() => setEnding(null)}>
        <div className="ask">
          <p>{t('endGoalMore')}</p>
          <div className="ask-answers">
            <Button onClick={() => setEnding(null)}>{t('cancel')}</Button>
            <Button
              look="danger"
              busy={end.isBusy}
              onClick={() =>
                ending !== null &&
                end.send({ id: ending }, { done, failed: (refused) => say(sentenceOf(refused) ?? t('failed')) })
              }
            >
              {t('endGoal')}
            </Button>
          </div>
        </div>
      </Dialog>
    </section>
  )
}
